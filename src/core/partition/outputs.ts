import { f64, u32 } from '../math/typed';
import type { PiecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import { unitEntry } from '../network/entries';
import { layerPieces } from '../network/held';
import { codeLayout, type GatedLayer, type Network } from '../network/network';
import type { Slice } from '../slice/slice';
import type { CellComplex } from './complex';

/** Columns (∂/∂p, ∂/∂q, at the slice's origin) of one layer's pre-activation under a code: 3 × size. */
export type Columns = Float64Array;

/**
 * The pre-activations of every layer as affine functions of slice coordinates under given codes, each by full products
 * (no rank-1 updates: this is the way the partition is checked). Layers whose inputs have the same code as in the call
 * before are kept, which makes a sweep over faces in the complex's order cheap.
 */
export class CodeColumns {
  private readonly columns: Columns[];
  private readonly activations: PiecewiseLinear[];
  private readonly gated: (GatedLayer | null)[];
  private readonly pieces: Int16Array[];
  /** The code of the call before. */
  private readonly words: Uint32Array;
  private readonly values: Float64Array;
  private readonly units: Int32Array;

  /** `layers`: how many are brought under a code, the same in every call, since a kept layer must have been read. */
  constructor(
    private readonly network: Network,
    slice: Slice,
    private readonly layers = network.layers.length,
  ) {
    const gated = new Map(codeLayout(network).gated.map((entry) => [entry.layer, entry]));
    this.gated = network.layers.map((_, i) => gated.get(i + 1) ?? null);
    this.activations = network.layers.map(layerPieces);
    this.columns = network.layers.map((layer) => new Float64Array(3 * layer.outputSize));
    this.pieces = network.layers.map((layer) => new Int16Array(layer.outputSize).fill(-1));
    this.words = new Uint32Array(codeLayout(network).words);
    const widest = Math.max(...network.layers.map((layer) => layer.outputSize));
    this.values = new Float64Array(3 * widest);
    this.units = new Int32Array(widest);
    const first = network.layers[0];
    if (!first) return;
    const input = new Float64Array(3 * first.inputSize);
    input.set(slice.e1);
    input.set(slice.e2, first.inputSize);
    input.set(slice.origin, 2 * first.inputSize);
    affineOp(first).apply(input, this.columns[0] as Columns, 3);
  }

  /** Columns of layers 1 … `layers` under the code that begins at words[start]. Valid until the next call. */
  under(words: Uint32Array, start: number): readonly Columns[] {
    let stale = false;
    for (let l = 0; l + 1 < this.layers; l++) {
      stale = this.readPieces(l, words, start) || stale;
      if (stale) this.pass(l);
    }
    for (let w = 0; w < this.words.length; w++) this.words[w] = words[start + w] as number;
    return this.columns;
  }

  /** Whether the layer's pieces differ from the call before. Words that are the same are not read. */
  private readPieces(l: number, words: Uint32Array, start: number): boolean {
    const entry = this.gated[l];
    const pieces = this.pieces[l] as Int16Array;
    if (!entry) {
      const first = pieces[0] === -1;
      pieces.fill(0);
      return first;
    }
    const from = entry.firstBit >>> 5;
    const to = (entry.firstBit + entry.bits * entry.size - 1) >>> 5;
    let same = pieces[0] !== -1;
    for (let w = from; w <= to && same; w++) same = words[start + w] === this.words[w];
    if (same) return false;
    let changed = false;
    for (let j = 0; j < pieces.length; j++) {
      const piece = unitEntry(entry, words, start, j);
      if (piece !== pieces[j]) changed = true;
      pieces[j] = piece;
    }
    return changed;
  }

  private pass(l: number): void {
    const layer = this.network.layers[l + 1];
    if (!layer) return;
    const z = this.columns[l] as Columns;
    const { slopes, offsets } = this.activations[l] as PiecewiseLinear;
    const pieces = this.pieces[l] as Int16Array;
    const n = pieces.length;
    const { values, units } = this;
    let count = 0;
    for (let j = 0; j < n; j++) {
      const piece = pieces[j] as number;
      const slope = slopes[piece] as number;
      const offset = offsets[piece] as number;
      if (slope === 0 && offset === 0) continue;
      values[3 * count] = slope * f64(z, j);
      values[3 * count + 1] = slope * f64(z, n + j);
      values[3 * count + 2] = slope * f64(z, 2 * n + j) + offset;
      units[count++] = j;
    }
    affineOp(layer).applyUnits(units, count, values, this.columns[l + 1] as Columns);
  }

  /** Columns of the network's output (after the last activation) under the code; call after `under`. */
  output(words: Uint32Array, start: number): Columns {
    const last = this.columns.length - 1;
    const z = this.columns[last] as Columns;
    const entry = this.gated[last];
    if (!entry) return z;
    const { slopes, offsets } = this.activations[last] as PiecewiseLinear;
    const n = z.length / 3;
    const out = new Float64Array(3 * n);
    for (let j = 0; j < n; j++) {
      const piece = unitEntry(entry, words, start, j);
      for (let c = 0; c < 3; c++) out[c * n + j] = (slopes[piece] as number) * f64(z, c * n + j);
      out[2 * n + j] = f64(out, 2 * n + j) + (offsets[piece] as number);
    }
    return out;
  }
}

/** Whether the complex's codes name every gated layer (it was not cut by the first layers only). */
export function coversNetwork(network: Network, complex: CellComplex): boolean {
  return complex.layout.units === codeLayout(network).units;
}

/** Entries of a face's loop: [start, end) in faceVertices. */
export const loopOf = (complex: CellComplex, face: number): readonly [number, number] => [
  u32(complex.faceOffsets, face),
  u32(complex.faceOffsets, face + 1),
];
