/** A file from an address, and with it the weights that it names beside it. */
import { namedPaths } from '../../formats/beside';
import { mostBytes } from '../files';
import type { Address } from './address';
import { type FetchOptions, fetchFile } from './fetchFile';

export type FetchedFiles =
  | { readonly ok: true; readonly files: readonly File[] }
  /** `message` is null when it was cancelled. */
  | { readonly ok: false; readonly message: string | null };

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

/**
 * Fetches the file at an address. Weights that it names (shards of a tfjs model, external data of ONNX) come, too: relative to it,
 * and from its own server alone, since the person was asked about no other. Never rejects.
 */
export async function fetchModel(
  { url, fileName }: Extract<Address, { ok: true }>,
  options: Omit<FetchOptions, 'most'>,
): Promise<FetchedFiles> {
  const first = await fetchFile(url, { ...options, most: mostBytes(fileName) });
  if (!first.ok) return first;
  const files = [new File([first.bytes], fileName, { type: first.type })];
  for (const path of await namedPaths(first.bytes, fileName)) {
    const place = URL.canParse(path, url) ? new URL(path, url) : null;
    if (place?.origin !== new URL(url).origin)
      return {
        ok: false,
        message: `Its weights “${path.slice(0, 80)}” lie on another server, which is not asked: download all and drop them together`,
      };
    const shard = await fetchFile(place.href, { ...options, most: mostBytes('shard.bin') });
    if (!shard.ok) return { ok: false, message: shard.message === null ? null : `${nameOf(path)}: ${shard.message}` };
    files.push(new File([shard.bytes], path));
  }
  return { ok: true, files };
}
