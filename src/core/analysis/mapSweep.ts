import { f64, i32 } from '../math/typed';
import { affineOp } from '../network/affine';
import type { DenseLayer, Layer, Network } from '../network/network';
import { CodeSlopes } from './codeSlopes';
import type { FirstGradients } from './coordinates';

/** A row of gradients is summed anew when its updates may have cost it this share of its length. */
const DRIFT = 2 ** -44;

/**
 * The linear part of the local affine map under one code after another: outputs × columns, in the coordinates of the
 * first layer's gradients. Layer l's gradients are W_l D_{l−1} times those of the layer before. While the latter stay, a
 * unit that changes its piece moves them by one rank-1 term; else they are multiplied anew. So a sweep over faces in the
 * complex's order costs a few outputs × columns a face as a rule, units × columns where the code of the layer before the
 * last changes, and a layer's weights × columns where a layer before that does.
 */
export class MapSweep {
  private readonly codeSlopes: CodeSlopes;
  private readonly slopes: readonly Float64Array[];
  private readonly gradients: readonly Float64Array[];
  /** For each row of gradients a bound of what rounding in its updates has added. */
  private readonly drifts: readonly Float64Array[];
  private readonly columns: number;
  private readonly map: Float64Array;
  private readonly active: UnitFactors;
  private readonly changed: UnitFactors;

  constructor(
    private readonly network: Network,
    first: FirstGradients,
  ) {
    const { layers } = network;
    this.columns = first.columns;
    this.codeSlopes = new CodeSlopes(network);
    this.slopes = layers.map((layer) => new Float64Array(layer.outputSize).fill(Number.NaN));
    this.drifts = layers.map((layer) => new Float64Array(layer.outputSize));
    this.gradients = layers.map((layer, l) =>
      l === 0 ? first.values : new Float64Array(layer.outputSize * first.columns),
    );
    this.map = new Float64Array(network.outputSize * first.columns);
    const widest = Math.max(...layers.map((layer) => layer.outputSize));
    this.active = unitFactors(widest);
    this.changed = unitFactors(widest);
  }

  /** The map's linear part under the code that begins at words[start]. Valid until the next call. */
  under(words: Uint32Array, start: number): Float64Array {
    const last = this.network.layers.length - 1;
    // In the first call no layer has been multiplied yet.
    let stale = Number.isNaN(f64(this.slopes[0] as Float64Array, 0));
    for (let l = 0; l <= last; l++) {
      if (l > 0 && stale) this.multiply(l);
      else if (l > 0 && this.changed.count > 0) {
        this.update(l);
        stale = true;
      }
      this.readChanges(l, words, start);
    }
    const slopes = this.slopes[last] as Float64Array;
    const gradients = this.gradients[last] as Float64Array;
    const { map, columns } = this;
    for (let j = 0, i = 0; j < slopes.length; j++)
      for (let c = 0; c < columns; c++, i++) map[i] = f64(gradients, i) * f64(slopes, j);
    return map;
  }

  /** Takes over a layer's slopes under the code; what changed is left in `changed`. */
  private readChanges(l: number, words: Uint32Array, start: number): void {
    const slopes = this.slopes[l] as Float64Array;
    const { changed } = this;
    changed.count = 0;
    for (let j = 0; j < slopes.length; j++) {
      const slope = this.codeSlopes.of(l, j, words, start);
      if (slope === slopes[j]) continue;
      changed.units[changed.count] = j;
      changed.values[changed.count++] = slope - f64(slopes, j);
      slopes[j] = slope;
    }
  }

  /** Gradients of layer l (from 0) from those of the layer before. */
  private multiply(l: number): void {
    const layer = this.network.layers[l] as Layer;
    if (layer.kind === 'dense') {
      this.gatherActive(l - 1);
      for (let j = 0; j < layer.outputSize; j++) this.multiplyRow(layer, l, j);
    } else {
      const [slopes, before, to] = [this.slopes[l - 1], this.gradients[l - 1], this.gradients[l]] as Float64Array[];
      affineOp(layer).applyRows(before as Float64Array, this.columns, slopes as Float64Array, to as Float64Array);
    }
    (this.drifts[l] as Float64Array).fill(0);
  }

  private gatherActive(l: number): void {
    const slopes = this.slopes[l] as Float64Array;
    const { active } = this;
    active.count = 0;
    for (let k = 0; k < slopes.length; k++) if (f64(slopes, k) !== 0) active.units[active.count++] = k;
  }

  private multiplyRow({ weights, inputSize: n }: DenseLayer, l: number, j: number): void {
    const slopes = this.slopes[l - 1] as Float64Array;
    const { units, values, count } = this.active;
    for (let i = 0; i < count; i++) values[i] = f64(weights, j * n + i32(units, i)) * f64(slopes, i32(units, i));
    const to = (this.gradients[l] as Float64Array).subarray(j * this.columns, (j + 1) * this.columns);
    sumRows(this.gradients[l - 1] as Float64Array, this.active, to);
  }

  /** Adds to the gradients of layer l what the changed units of the layer before do to them. */
  private update(l: number): void {
    const layer = this.network.layers[l] as Layer;
    if (layer.kind !== 'dense') {
      this.multiply(l);
      return;
    }
    const { weights, inputSize: n, outputSize: m } = layer;
    const before = this.gradients[l - 1] as Float64Array;
    const gradients = this.gradients[l] as Float64Array;
    const drifts = this.drifts[l] as Float64Array;
    const { changed, columns } = this;
    for (let j = 0; j < m; j++) {
      let size = 0;
      for (let i = 0; i < changed.count; i++) {
        const unit = i32(changed.units, i);
        const factor = f64(weights, j * n + unit) * f64(changed.values, i);
        size = 0;
        for (let c = 0, at = j * columns, from = unit * columns; c < columns; c++, at++, from++) {
          const term = factor * f64(before, from);
          gradients[at] = f64(gradients, at) + term;
          size += Math.abs(f64(gradients, at));
          drifts[j] = f64(drifts, j) + 2 ** -52 * Math.abs(term);
        }
        drifts[j] = f64(drifts, j) + 2 ** -53 * size;
      }
      if (!(f64(drifts, j) <= DRIFT * size)) this.renewRow(layer, l, j);
    }
  }

  private renewRow(layer: DenseLayer, l: number, j: number): void {
    this.gatherActive(l - 1);
    this.multiplyRow(layer, l, j);
    (this.drifts[l] as Float64Array)[j] = 0;
  }
}

/** The first `count` of `units`, and a number for each. */
interface UnitFactors {
  readonly units: Int32Array;
  readonly values: Float64Array;
  count: number;
}

const unitFactors = (most: number): UnitFactors => ({
  units: new Int32Array(most),
  values: new Float64Array(most),
  count: 0,
});

/** sums = Σ_i values[i] · (row units[i] of a matrix). Two columns at once, so that a factor serves both. */
function sumRows(matrix: Float64Array, { units, values, count }: UnitFactors, sums: Float64Array): void {
  const columns = sums.length;
  for (let c = 0; c < columns; c += 2) {
    // An odd last column is summed twice.
    const second = c + 1 < columns ? c + 1 : c;
    let a = 0;
    let b = 0;
    for (let i = 0; i < count; i++) {
      const row = i32(units, i) * columns;
      const factor = f64(values, i);
      a += factor * f64(matrix, row + c);
      b += factor * f64(matrix, row + second);
    }
    sums[c] = a;
    sums[second] = b;
  }
}
