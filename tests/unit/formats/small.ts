import { formatErrorText } from '../../../src/formats/checks';
import { parseNetworkJson } from '../../../src/formats/networkJson';
import type { ParsedNetwork } from '../../../src/formats/parsedNetwork';

/** A small network as JSON, 2-3-2-1, and readers that give the network or the message. */
export const small = () => ({
  layers: [
    {
      W: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      b: [1, 2, 3],
    } as Record<string, unknown>,
    {
      W: [
        [1, 0, 0],
        [0, 1, 0],
      ],
      b: [0, 1],
    } as Record<string, unknown>,
    { W: [[1, -1]], b: [0.5] } as Record<string, unknown>,
  ],
});
export const parse = (file: unknown): ParsedNetwork => {
  const result = parseNetworkJson(typeof file === 'string' ? file : JSON.stringify(file), 'file.json');
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
};
export const fault = (file: unknown): string => {
  const result = parseNetworkJson(typeof file === 'string' ? file : JSON.stringify(file));
  return result.ok ? 'accepted' : formatErrorText(result.error);
};
/** The small network with one layer changed. */
export const withLayer = (index: number, change: Record<string, unknown>) => {
  const file = small();
  file.layers[index] = { ...file.layers[index], ...change };
  return file;
};
