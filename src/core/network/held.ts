/**
 * Clamped units: a unit can be held on one piece of its activation, whatever its pre-activation. It then cuts nothing, and
 * the network stays piecewise linear, but jumps no more than before: what is held is affine everywhere.
 */
import { f64 } from '../math/typed';
import { type ActivationSpec, type PiecewiseLinear, pieceOf, piecewiseLinear } from './activation';
import type { Layer } from './network';

/** Of a unit that is not clamped, in `DenseLayer.held`. */
export const FREE = -1;

/** How a unit can be clamped: on piece 1 (ReLU: the identity), on piece 0 (ReLU: 0), or 0 for the next layer. */
export type Clamp = 'on' | 'off' | 'ablated';

/**
 * The pieces of a layer's units: its activation's, and, where a unit is held beyond them, two more: 0 everywhere, and the
 * identity. The number of thresholds stays: no pre-activation leads to those pieces.
 */
export function layerPieces({ activation, held }: Pick<Layer, 'activation' | 'held'>): PiecewiseLinear {
  const f = piecewiseLinear(activation);
  const own = f.slopes.length;
  if (held?.includes(own + 1)) return { ...f, slopes: [...f.slopes, 0, 1], offsets: [...f.offsets, 0, 0] };
  return held?.includes(own) ? { ...f, slopes: [...f.slopes, 0], offsets: [...f.offsets, 0] } : f;
}

/** The piece of an activation's units that is the identity: its own, or one beyond them (`layerPieces`). */
export function identityPiece(activation: ActivationSpec): number {
  const { slopes, offsets } = piecewiseLinear(activation);
  const own = slopes.findIndex((slope, r) => slope === 1 && offsets[r] === 0);
  return own >= 0 ? own : slopes.length + 1;
}

/** The piece that a clamp holds a unit of this activation on: an index of `layerPieces`. */
export function clampedPiece(layer: Pick<Layer, 'activation'>, clamp: Clamp): number {
  if (clamp !== 'ablated') return clamp === 'on' ? 1 : 0;
  const { slopes, offsets } = piecewiseLinear(layer.activation);
  const zero = slopes.findIndex((slope, r) => slope === 0 && offsets[r] === 0);
  return zero >= 0 ? zero : slopes.length;
}

/** Whether a unit is clamped. */
export const isHeld = (held: Int8Array | undefined, unit: number): boolean =>
  held !== undefined && (held[unit] as number) !== FREE;

/** The piece that a unit is on at pre-activation z. */
export const unitPiece = (f: PiecewiseLinear, held: Int8Array | undefined, unit: number, z: number): number =>
  isHeld(held, unit) ? ((held as Int8Array)[unit] as number) : pieceOf(f, z);

/** act(z) of a layer's units, each on its own piece, into a new array. */
export function activated(layer: Layer, z: Float64Array): Float64Array<ArrayBuffer> {
  const f = layerPieces(layer);
  const h = new Float64Array(z.length);
  for (let unit = 0; unit < h.length; unit++) {
    const value = f64(z, unit);
    const piece = unitPiece(f, layer.held, unit, value);
    h[unit] = (f.slopes[piece] as number) * value + (f.offsets[piece] as number);
  }
  return h;
}

/** The layers with these units held: one list of (unit, piece) a layer; layers without any stay the same objects. */
export function holdUnits(
  layers: readonly Layer[],
  heldUnits: readonly (readonly (readonly [unit: number, piece: number])[])[],
): Layer[] {
  return layers.map((layer, i) => {
    const units = heldUnits[i] ?? [];
    if (units.length === 0) return layer;
    const held = layer.held?.slice() ?? new Int8Array(layer.outputSize).fill(FREE);
    for (const [unit, piece] of units) held[unit] = piece;
    return { ...layer, held };
  });
}
