import { f64, i32 } from '../math/typed';
import { type AffineOp, affineOp } from '../network/affine';
import type { Network } from '../network/network';
import { CodeSlopes } from './codeSlopes';
import type { FirstGradients } from './coordinates';

/**
 * What lies before and behind one unit z of layer l under a code: v = ∇z in the coordinates of the first layer's
 * gradients, and u, the outputs' slopes with respect to what the unit hands on. Both are products of one vector with
 * layer after layer, through the units that have a slope. Valid until the next call. Layers from 0.
 */
export class UnitChains {
  private readonly codeSlopes: CodeSlopes;
  private readonly ops: readonly AffineOp[];
  private readonly outputs: readonly Float64Array[];
  private readonly inputs: readonly Float64Array[];
  private readonly chosen: readonly Float64Array[];
  private readonly units: Int32Array;
  private readonly values: Float64Array;
  private readonly gradientOut: Float64Array;

  /** `absolute`: pass through the units with the magnitudes of their slopes. */
  constructor(
    private readonly network: Network,
    private readonly first: FirstGradients,
    absolute = false,
  ) {
    const { layers } = network;
    this.codeSlopes = new CodeSlopes(network, absolute);
    this.ops = layers.map(affineOp);
    this.outputs = layers.map((layer) => new Float64Array(layer.outputSize));
    this.inputs = layers.map((layer) => new Float64Array(layer.inputSize));
    this.chosen = layers.map((layer) => new Float64Array(layer.outputSize));
    const widest = Math.max(...layers.map((layer) => layer.outputSize));
    this.units = new Int32Array(widest);
    this.values = new Float64Array(widest);
    this.gradientOut = new Float64Array(first.columns);
  }

  /** u = D_L W_L … D_{l+1} W_{l+1} e_unit, one entry an output. Cost: the weights of the layers after l + 1. */
  behind(index: number, unit: number, words: Uint32Array, start: number): Float64Array {
    const last = this.network.layers.length - 1;
    let column = this.outputs[index] as Float64Array;
    if (index === last) {
      column.fill(0);
      column[unit] = 1;
      return column;
    }
    for (let l = index + 1; l <= last; l++) {
      const next = this.outputs[l] as Float64Array;
      if (l === index + 1) (this.ops[l] as AffineOp).unitColumn(unit, next);
      else (this.ops[l] as AffineOp).applyColumn(this.units, this.gather(column), this.values, next);
      column = next;
      for (let j = 0; j < column.length; j++)
        if (f64(column, j) !== 0) column[j] = f64(column, j) * this.codeSlopes.of(l, j, words, start);
    }
    return column;
  }

  /** Writes what is not zero of a column to `units` and `values`. */
  private gather(column: Float64Array): number {
    let count = 0;
    for (let j = 0; j < column.length; j++) {
      const value = f64(column, j);
      if (value === 0) continue;
      this.values[count] = value;
      this.units[count++] = j;
    }
    return count;
  }

  /** v = e_unitᵀ W_l D_{l−1} … D_1 W_1, one entry a column. Cost: the weights of layers 2 … l, units of layer 1 × columns. */
  before(index: number, unit: number, words: Uint32Array, start: number): Float64Array {
    if (index === 0) return this.first.values.subarray(unit * this.first.columns, (unit + 1) * this.first.columns);
    const chosen = this.chosen[index] as Float64Array;
    chosen.fill(0);
    chosen[unit] = 1;
    let row = chosen;
    for (let l = index; l > 0; l--) {
      const next = this.inputs[l] as Float64Array;
      (this.ops[l] as AffineOp).applyTransposed(row, next);
      row = next;
      for (let k = 0; k < row.length; k++)
        if (f64(row, k) !== 0) row[k] = f64(row, k) * this.codeSlopes.of(l - 1, k, words, start);
    }
    return this.alongFirst(row);
  }

  private alongFirst(row: Float64Array): Float64Array {
    const { gradientOut: out, units, values } = this;
    const { columns, values: first } = this.first;
    out.fill(0);
    const count = this.gather(row);
    for (let i = 0; i < count; i++)
      for (let c = 0, from = i32(units, i) * columns; c < columns; c++, from++)
        out[c] = f64(out, c) + f64(values, i) * f64(first, from);
    return out;
  }
}
