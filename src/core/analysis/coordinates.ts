import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { requireAllGradients } from '../network/allGradients';
import type { Layer, Network } from '../network/network';
import { rowSpace } from '../network/rowSpace';
import { weightMatrix } from '../network/weightMatrix';
import type { Slice } from '../slice/slice';
import { euclideanNorm } from './norms';

/**
 * Gradients of the first layer's pre-activations in coordinates in which lengths and angles are those of the input space
 * (or of the slice): units × columns, row-major. What follows the first layer never asks for more of the inputs.
 */
export interface FirstGradients {
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * Two orthonormal vectors of R^d that span the slice, e1's direction first: distances along the slice are those of these
 * coordinates. The second is zero where e2 is (one input).
 */
export function orthonormalAxes({ e1, e2 }: Pick<Slice, 'e1' | 'e2'>): readonly [Float64Array, Float64Array] {
  const first = normalised(e1);
  const rest = Float64Array.from(e2);
  // Twice, so that nearly parallel axes give orthogonal ones, too.
  for (let pass = 0; pass < 2; pass++) {
    let share = 0;
    for (let i = 0; i < rest.length; i++) share += f64(first, i) * f64(rest, i);
    for (let i = 0; i < rest.length; i++) rest[i] = f64(rest, i) - share * f64(first, i);
  }
  return [first, normalised(rest)];
}

/** Slice coordinates [p0, q0, …] as orthonormal ones [s0, t0, …] of the axes of `orthonormalAxes`, from the slice's origin. */
export function orthonormalPoints(slice: Pick<Slice, 'e1' | 'e2'>, points: Float64Array): Float64Array {
  const [first, second] = orthonormalAxes(slice);
  const along = (axis: Float64Array, vector: Float64Array): number =>
    axis.reduce((sum, value, k) => sum + value * f64(vector, k), 0);
  const [a, b, c] = [along(first, slice.e1), along(first, slice.e2), along(second, slice.e2)];
  const out = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    out[i] = a * f64(points, i) + b * f64(points, i + 1);
    out[i + 1] = c * f64(points, i + 1);
  }
  return out;
}

function normalised(vector: Float64Array): Float64Array {
  const length = euclideanNorm(vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** Along two vectors of R^d: two columns. Cost: the first layer's weights. */
export function gradientsAlong(network: Network, axes: readonly [Float64Array, Float64Array]): FirstGradients {
  const first = network.layers[0] as Layer;
  const n = first.outputSize;
  const input = new Float64Array(3 * first.inputSize);
  input.set(axes[0]);
  input.set(axes[1], first.inputSize);
  const columns = new Float64Array(3 * n);
  // The third column takes the bias and is left.
  affineOp(first).apply(input, columns, 3);
  const values = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    values[2 * j] = f64(columns, j);
    values[2 * j + 1] = f64(columns, n + j);
  }
  return { columns: 2, values };
}

/**
 * In R^d: the weights themselves, or coordinates in the space that their rows span where inputs are many (784 become at
 * most as many as the first layer has units). Rounding: 2^−44 of a row's length. Throws a RangeError where they are too many.
 */
export function gradientsInInput(network: Network): FirstGradients {
  requireAllGradients(network);
  const first = network.layers[0] as Layer;
  if (first.inputSize <= 2 * first.outputSize) return { columns: first.inputSize, values: weightMatrix(first) };
  const { rank, coordinates } = rowSpace(first);
  return { columns: rank, values: coordinates };
}
