/** Files that a network's file names and that lie beside it: weights of tfjs and ONNX models, parts of split safetensors. */
import { isHdf5, isZip, looksLikeOnnx, looksLikeSafetensors } from './fileKind';
import { isBeside } from './filePaths';
import { MAX_TEXT } from './limits';

/** Most files that are asked for. */
const MOST_PATHS = 256;

/** The same as `namedPaths` without those that lead elsewhere. */
export const pathsBeside = async (bytes: Uint8Array, name: string): Promise<readonly string[]> =>
  (await namedPaths(bytes, name)).filter(isBeside);

/**
 * Paths of the files that this one needs beside it, as it has them; none of a file that is damaged: its reader says what is wrong.
 * Cost: linear in the bytes.
 */
export const namedPaths = async (bytes: Uint8Array, name: string): Promise<readonly string[]> =>
  [...new Set(await pathsIn(bytes, name))].slice(0, MOST_PATHS);

async function pathsIn(bytes: Uint8Array, name: string): Promise<readonly string[]> {
  if (isHdf5(bytes) || isZip(bytes) || looksLikeSafetensors(bytes, name)) return [];
  if (/^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return jsonPaths(bytes);
  return looksLikeOnnx(bytes, name) ? (await import('./onnx')).externalPaths(bytes) : [];
}

/** Shards of a tfjs model's manifest, or of an index of tensors. */
function jsonPaths(bytes: Uint8Array): readonly string[] {
  if (bytes.length > MAX_TEXT) return [];
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('"weightsManifest"') && !text.includes('"weight_map"')) return [];
  try {
    const { weightsManifest, weight_map } = JSON.parse(text) as { weightsManifest?: unknown; weight_map?: unknown };
    const groups = Array.isArray(weightsManifest) ? (weightsManifest as { paths?: unknown }[]) : [];
    const paths = groups.flatMap((group) => (Array.isArray(group?.paths) ? (group.paths as unknown[]) : []));
    const parts = typeof weight_map === 'object' && weight_map !== null ? Object.values(weight_map).flat() : [];
    return [...paths, ...parts].filter((path): path is string => typeof path === 'string');
  } catch {
    return [];
  }
}
