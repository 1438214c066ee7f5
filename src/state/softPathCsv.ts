/** Soft codes along a path as a file of numbers. */
import { f64 } from '../core/math/typed';
import { lengthUpTo } from '../core/path/density';
import { writeCsv } from '../formats/writeCsv';
import type { SoftPath } from './pathTypes';

/**
 * One line a look, in their order: t, the length of the path up to it, of each gated layer (from 1 in the whole network) the
 * variation of its soft codes so far and their entropy in nats, and the soft network's outputs. Numbers have every digit.
 */
export function softPathCsv({ path, soft }: SoftPath): string {
  const { times, layers, variation, entropy, outputs } = soft;
  const before = path.walk.layout.layersBefore ?? 0;
  const count = times.length;
  const size = outputs.length / count;
  const column = (rows: Float64Array, row: number): Float64Array => rows.subarray(row * count, (row + 1) * count);
  const byLayer = (name: string, rows: Float64Array) =>
    Array.from(layers, (layer, row) => ({ name: `${name} L${layer + before}`, values: column(rows, row) }));
  return writeCsv([
    { name: 't', values: times },
    { name: 'length', values: times.map((t) => lengthUpTo(path.walk.legLengths, t)) },
    ...byLayer('variation', variation),
    ...byLayer('entropy', entropy),
    ...Array.from({ length: size }, (_, k) => ({
      name: `output ${k}`,
      values: times.map((_time, i) => f64(outputs, i * size + k)),
    })),
  ]);
}
