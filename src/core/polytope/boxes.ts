/** Boxes that a polytope may be kept within. */
import { f64 } from '../math/typed';
import type { Box } from './region';

/** Points as one flat array, row by row. */
export interface BoxedPoints {
  readonly inputs: Float32Array | Float64Array;
  readonly inputSize: number;
  readonly count: number;
}

/** The same bounds for all inputs. */
export const evenBox = (inputs: number, lower: number, upper: number): Box => ({
  lower: new Float64Array(inputs).fill(lower),
  upper: new Float64Array(inputs).fill(upper),
});

/**
 * The range of data: the least and the largest value of each input. An input that is the same in all data gets the mean range of
 * the others about its value (1 where all are the same), since a box needs room. At least one point of finite numbers is needed.
 */
export function dataBox({ inputs, inputSize, count }: BoxedPoints): Box {
  const { lower, upper } = evenBox(inputSize, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  for (let at = 0; at < count * inputSize; at++) {
    const k = at % inputSize;
    const value = inputs[at] as number;
    lower[k] = Math.min(f64(lower, k), value);
    upper[k] = Math.max(f64(upper, k), value);
  }
  const ranges = Array.from(upper, (value, k) => value - f64(lower, k));
  const wide = ranges.filter((range) => range > 0);
  const half = wide.length > 0 ? wide.reduce((sum, range) => sum + range, 0) / wide.length / 2 : 0.5;
  ranges.forEach((range, k) => {
    if (range > 0) return;
    lower[k] = f64(lower, k) - half;
    upper[k] = f64(upper, k) + half;
  });
  return { lower, upper };
}
