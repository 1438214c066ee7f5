import { createRandom } from '../math/random';
import type { DataSet } from './dataSet';

/** The tent map applied `depth` times: T(x) = 2x up to ½, 2 − 2x above it. Exact for x with few bits. */
export function tentMap(x: number, depth: number): number {
  let value = x;
  for (let i = 0; i < depth; i++) value = value < 0.5 ? 2 * value : 2 - 2 * value;
  return value;
}

/** Regression on [0, 1]: one input, target the depth-fold tent map. Inputs are one in each of `count` equal cells. */
export function tentData({ count, seed, depth }: { count: number; seed: number; depth: number }): DataSet {
  const random = createRandom(seed);
  const inputs = Float32Array.from({ length: count }, (_, i) => (i + random.uniform()) / count);
  const targets = inputs.map((x) => tentMap(x, depth));
  const name = `tent map, ${depth} times`;
  return { name, inputSize: 1, count, inputs, task: 'regression', targets, classNames: [], image: null };
}
