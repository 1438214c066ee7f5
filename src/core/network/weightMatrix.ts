import { affineOp, weightRow } from './affine';
import type { Layer } from './network';

/** Entries of a matrix that is made of a layer that has none of its own. */
const MOST_ENTRIES = 2 ** 25;

const made = new WeakMap<Layer, Float64Array>();

/** Whether `weightMatrix` can be asked for. */
export const hasWeightMatrix = ({ kind, inputSize, outputSize }: Layer): boolean =>
  kind === 'dense' || inputSize * outputSize <= MOST_ENTRIES;

/**
 * W of a layer, outputs × inputs row-major: its own, or made of its structure once. For what needs gradients in all inputs.
 * Throws a RangeError where it would be too large.
 */
export function weightMatrix(layer: Layer): Float64Array {
  if (layer.kind === 'dense') return layer.weights;
  let matrix = made.get(layer);
  if (!matrix) {
    const { inputSize: n, outputSize: m } = layer;
    if (!hasWeightMatrix(layer))
      throw new RangeError(`a matrix of ${m} × ${n} is too large; the layer keeps its structure`);
    matrix = new Float64Array(m * n);
    const op = affineOp(layer);
    for (let unit = 0; unit < m; unit++) matrix.set(weightRow(op, unit), unit * n);
    made.set(layer, matrix);
  }
  return matrix;
}
