import { f64 } from '../math/typed';
import { type PiecewiseLinear, pieceOf } from './activation';
import { affineOp } from './affine';
import { FREE, isHeld, layerPieces } from './held';
import type { Layer, Network } from './network';

/**
 * Forward passes of up to `most` inputs at once: each weight is read once for all. Inputs and results lie side by side: entry k of
 * input c is at k·count + c. Cost: a forward pass an input, less what is shared.
 */
export class ForwardMany {
  private readonly z: readonly Float64Array[];
  private readonly h: readonly Float64Array[];
  private readonly gates: readonly Gates[];

  constructor(
    private readonly network: Network,
    most: number,
  ) {
    this.z = network.layers.map(({ outputSize }) => new Float64Array(outputSize * most));
    this.h = network.layers.map(({ outputSize }) => new Float64Array(outputSize * most));
    this.gates = network.layers.map(gatesOf);
  }

  /** Pre-activations z_1 … z_L of `count` inputs, and last the outputs. Valid until the next call. */
  run(inputs: Float64Array, count: number): Float64Array[] {
    let h = inputs;
    const all = this.network.layers.map((layer, l) => {
      const z = (this.z[l] as Float64Array).subarray(0, layer.outputSize * count);
      affineOp(layer).applyRows(h, count, null, z);
      const after = (this.h[l] as Float64Array).subarray(0, z.length);
      activate(layer, this.gates[l] as Gates, z, after, count);
      h = after;
      return z;
    });
    return [...all, h];
  }
}

interface Gates {
  readonly f: PiecewiseLinear;
  readonly held: Int8Array | undefined;
  readonly slopes: Float64Array;
  readonly offsets: Float64Array;
}

function gatesOf(layer: Layer): Gates {
  const f = layerPieces(layer);
  return { f, held: layer.held, slopes: Float64Array.from(f.slopes), offsets: Float64Array.from(f.offsets) };
}

/** Adds the bias to z and writes act(z), each unit on its own piece, to h. */
function activate(
  { bias, gated = bias.length }: Layer,
  gates: Gates,
  z: Float64Array,
  h: Float64Array,
  count: number,
): void {
  const { f, held } = gates;
  for (let j = 0, at = 0; j < bias.length; j++) {
    const b = f64(bias, j);
    if (b === 0) at += count;
    else for (const end = at + count; at < end; at++) z[at] = f64(z, at) + b;
  }
  // Units that pass their values on are all held on one piece.
  const all = held?.subarray(0, gated).some((piece) => piece !== FREE) ? 0 : gated;
  if (f.slopes.length === 1) onPiece(gates, 0, z, h, 0, all * count);
  else if (f.thresholds.length === 1) onTwo(gates, f.thresholds[0] as number, z, h, all * count);
  else onMany(gates, z, h, all * count);
  for (let j = all; j < bias.length; j++) {
    const piece = isHeld(held, j) ? ((held as Int8Array)[j] as number) : null;
    let end = j + 1;
    if (piece === null) onMany(gates, z, h, end * count, j * count);
    else {
      while (end < bias.length && held?.[end] === piece) end++;
      onPiece(gates, piece, z, h, j * count, end * count);
      j = end - 1;
    }
  }
}

/** What stays on one piece whatever its value. */
function onPiece(
  { slopes, offsets }: Gates,
  piece: number,
  z: Float64Array,
  h: Float64Array,
  start: number,
  end: number,
): void {
  const [slope, offset] = [f64(slopes, piece), f64(offsets, piece)];
  if (slope === 1 && offset === 0) h.set(z.subarray(start, end), start);
  else for (let at = start; at < end; at++) h[at] = slope * f64(z, at) + offset;
}

/** Two pieces. */
function onTwo({ f, slopes, offsets }: Gates, threshold: number, z: Float64Array, h: Float64Array, end: number): void {
  const [slope0, slope1, offset0, offset1] = [f64(slopes, 0), f64(slopes, 1), f64(offsets, 0), f64(offsets, 1)];
  const above = f.atThreshold === 'above';
  for (let at = 0; at < end; at++) {
    const value = f64(z, at);
    const on = value > threshold || (above && value === threshold);
    h[at] = on ? slope1 * value + offset1 : slope0 * value + offset0;
  }
}

function onMany({ f, slopes, offsets }: Gates, z: Float64Array, h: Float64Array, end: number, start = 0): void {
  for (let at = start; at < end; at++) {
    const piece = pieceOf(f, f64(z, at));
    h[at] = f64(slopes, piece) * f64(z, at) + f64(offsets, piece);
  }
}
