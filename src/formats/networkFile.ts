/** The one door for files of networks: it looks at what a file holds, and hands it to its reader. */
import { Fault } from './checks';
import { isZip, looksLikeSafetensors } from './fileKind';
import { MAX_TEXT } from './limits';
import { parseNetworkJson } from './networkJson';
import { parseNetworkSafetensors } from './networkSafetensors';
import { type NetworkResult, networkResult } from './parsedNetwork';

const plainName = (fileName: string): string => fileName.replace(/\.(json|safetensors)$/i, '');

/**
 * Reads a network's file, plain JSON (as text or bytes) or safetensors; which one, its name and its first bytes say. The
 * file's name without its ending names a network whose file does not. Limits and faults: as of the two readers.
 */
export function parseNetworkFile(content: string | Uint8Array, fileName: string): NetworkResult {
  if (typeof content === 'string') return parseNetworkJson(content, plainName(fileName));
  if (looksLikeSafetensors(content, fileName)) return parseNetworkSafetensors(content, plainName(fileName));
  return networkResult('', () => {
    if (isZip(content))
      throw new Fault(
        '',
        'a zip archive, as torch.save makes them; safetensors.torch.save_file makes what is read here',
      );
    if (content.length > MAX_TEXT)
      throw new Fault('', `the file has ${content.length} bytes; at most ${MAX_TEXT} are read`);
    const parsed = parseNetworkJson(new TextDecoder().decode(content), plainName(fileName));
    if (!parsed.ok) throw new Fault(parsed.error.where, parsed.error.message);
    return parsed;
  });
}
