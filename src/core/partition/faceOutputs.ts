import { f64 } from '../math/typed';
import { type AffineOp, affineOp } from '../network/affine';
import { unitEntry } from '../network/entries';
import { forward } from '../network/forward';
import { codeLayout, type GatedLayer, type Layer, type Network } from '../network/network';
import { pointInInput, type Slice } from '../slice/slice';
import type { CellComplex } from './complex';
import { CodeColumns, type Columns, coversNetwork } from './outputs';

/**
 * The network's outputs at the faces' centroids, F × outputs, from each face's own affine map. A complex cut by the
 * first layers only has no map a face: there the forward pass is taken. Cost: one matrix-vector product of the last
 * layer a face, and one of three columns for each earlier layer whenever the code before it changes.
 */
export function faceOutputs(network: Network, slice: Slice, complex: CellComplex): Float64Array {
  const faces = complex.areas.length;
  const k = network.outputSize;
  const out = new Float64Array(faces * k);
  const own = coversNetwork(network, complex) ? new OwnOutputs(network, slice) : null;
  for (let f = 0; f < faces; f++) {
    const p = f64(complex.centroids, 2 * f);
    const q = f64(complex.centroids, 2 * f + 1);
    const values = own
      ? own.at(complex.codes, f * complex.layout.words, p, q)
      : forward(network, pointInInput(slice, [p, q]));
    out.set(values, f * k);
  }
  return out;
}

/** Outputs of the affine map that a code stands for: columns up to the last hidden layer, from there the point alone. */
class OwnOutputs {
  private readonly columns: CodeColumns;
  private readonly gates: (GatedLayer | null)[];
  private readonly last: AffineOp;
  private readonly bias: Float64Array;
  private readonly z: Float64Array;
  private readonly values: Float64Array;
  private readonly units: Int32Array;

  constructor(
    private readonly network: Network,
    slice: Slice,
  ) {
    const { layers } = network;
    const gated = new Map(codeLayout(network).gated.map((entry) => [entry.layer, entry]));
    this.columns = new CodeColumns(network, slice, Math.max(1, layers.length - 1));
    this.gates = layers.map((_, i) => gated.get(i + 1) ?? null);
    this.last = affineOp(layers[layers.length - 1] as Layer);
    this.z = new Float64Array(this.last.outputSize);
    this.bias = new Float64Array(this.last.outputSize);
    this.last.apply(new Float64Array(this.last.inputSize), this.bias, 1);
    this.values = new Float64Array(this.last.inputSize);
    this.units = new Int32Array(this.last.inputSize);
  }

  /** The outputs at slice point (p, q) under the code that begins at words[start]. Valid until the next call. */
  at(words: Uint32Array, start: number, p: number, q: number): Float64Array {
    const { z, gates } = this;
    const hidden = this.network.layers.length - 1;
    if (hidden === 0) valueAt(this.columns.under(words, start)[0] as Columns, p, q, z);
    else {
      const before = this.columns.under(words, start)[hidden - 1] as Columns;
      const count = this.activate(before, gates[hidden - 1] ?? null, words, start, p, q);
      this.last.applyColumn(this.units, count, this.values, z);
      for (let j = 0; j < z.length; j++) z[j] = f64(z, j) + f64(this.bias, j);
    }
    const gate = gates[hidden];
    if (gate) for (let j = 0; j < z.length; j++) z[j] = gateValue(gate, words, start, j, f64(z, j));
    return z;
  }

  /** Fills units and values with the last hidden layer's activations at the point that are not zero; how many. */
  private activate(
    columns: Columns,
    gate: GatedLayer | null,
    words: Uint32Array,
    start: number,
    p: number,
    q: number,
  ): number {
    const { units, values } = this;
    const n = units.length;
    let count = 0;
    for (let j = 0; j < n; j++) {
      const z = f64(columns, j) * p + f64(columns, n + j) * q + f64(columns, 2 * n + j);
      const value = gate ? gateValue(gate, words, start, j, z) : z;
      if (value === 0) continue;
      values[count] = value;
      units[count++] = j;
    }
    return count;
  }
}

/** What the unit's activation makes of z on the piece that the code names, whichever side rounding puts z on. */
function gateValue(gate: GatedLayer, words: Uint32Array, start: number, unit: number, z: number): number {
  const piece = unitEntry(gate, words, start, unit);
  const slope = gate.activation.slopes[piece] as number;
  const offset = gate.activation.offsets[piece] as number;
  return slope === 0 ? offset : slope * z + offset;
}

/** Value at (p, q) of each of three columns' rows, written to z. */
function valueAt(columns: Columns, p: number, q: number, z: Float64Array): void {
  const n = z.length;
  for (let j = 0; j < n; j++) z[j] = f64(columns, j) * p + f64(columns, n + j) * q + f64(columns, 2 * n + j);
}
