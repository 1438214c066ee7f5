/** Smooth targets of one input, and points on them. */
import { cos, exp } from '../math/elementary';
import { createRandom } from '../math/random';
import type { DataSet } from './dataSet';

/** Targets of the regression figures of Balestriero & Baraniuk, "From Hard to Soft" (1810.09274). */
export const WAVES = {
  cosine: { name: 'cos 2x', value: (x: number): number => cos(2 * x) },
  bell: { name: 'exp −x²', value: (x: number): number => exp(-x * x) },
} as const;

/** Regression on [−6, 6] without noise. Inputs are one in each of `count` equal cells; the same bits on every machine. */
export function waveData(wave: keyof typeof WAVES, { count, seed }: { count: number; seed: number }): DataSet {
  const random = createRandom(seed);
  const { name, value } = WAVES[wave];
  const inputs = Float32Array.from({ length: count }, (_, i) => -6 + (12 * (i + random.uniform())) / count);
  const targets = inputs.map(value);
  return { name, inputSize: 1, count, inputs, task: 'regression', targets, classNames: [], image: null };
}
