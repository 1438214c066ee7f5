import { f64 } from '../math/typed';
import type { Layer } from './network';
import { weightMatrix } from './weightMatrix';

/** Rows of a weight matrix as coordinates of an orthonormal basis of their span: units × rank, row-major. */
export interface RowSpace {
  readonly rank: number;
  readonly coordinates: Float64Array;
  /** The basis Q: rank × inputs, row-major. A zero row where all weights are 0. */
  readonly basis: Float64Array;
}

/** What is left of a row after projection counts as rounding below this share of it. */
const DEPENDENT = 2 ** -44;

const known = new WeakMap<Layer, RowSpace>();

/**
 * Lengths and angles between the rows of W, without their many inputs: W = coordinates · Q with Q Qᵀ = 1. Made once for
 * a layer's weights (Gram–Schmidt, twice over), at outputs² × inputs.
 */
export function rowSpace(layer: Layer): RowSpace {
  const made = known.get(layer) ?? orthonormalise(layer);
  known.set(layer, made);
  return made;
}

function orthonormalise(layer: Layer): RowSpace {
  const { inputSize, outputSize } = layer;
  const weights = weightMatrix(layer);
  const basis: Float64Array[] = [];
  const rows: number[][] = [];
  for (let unit = 0; unit < outputSize; unit++) {
    const rest = weights.slice(unit * inputSize, (unit + 1) * inputSize);
    const size = Math.sqrt(dot(rest, rest));
    const row = new Array<number>(basis.length).fill(0);
    for (let pass = 0; pass < 2; pass++)
      basis.forEach((axis, k) => {
        const share = dot(rest, axis);
        row[k] = (row[k] as number) + share;
        for (let i = 0; i < inputSize; i++) rest[i] = f64(rest, i) - share * f64(axis, i);
      });
    const left = Math.sqrt(dot(rest, rest));
    if (left > DEPENDENT * size) {
      basis.push(rest.map((value) => value / left));
      row.push(left);
    }
    rows.push(row);
  }
  const rank = Math.max(1, basis.length);
  const coordinates = new Float64Array(outputSize * rank);
  rows.forEach((row, unit) => {
    coordinates.set(row, unit * rank);
  });
  const axes = new Float64Array(rank * inputSize);
  basis.forEach((axis, k) => {
    axes.set(axis, k * inputSize);
  });
  return { rank, coordinates, basis: axes };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += f64(a, i) * f64(b, i);
  return sum;
}
