import { f64 } from '../../math/typed';
import type { PiecewiseLinear } from '../../network/activation';
import { affineOp } from '../../network/affine';
import { isHeld, layerPieces } from '../../network/held';
import { type CodeLayout, gatedCount, type Layer, type Network } from '../../network/network';
import { chordOf, pieceWithin } from './chord';

/** An axis-parallel box of slice coordinates about the domain's centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfX: number;
  readonly halfY: number;
}

/** Of a unit that has more than one piece on a box. */
export const OPEN = -1;

/** Which units keep one piece on a box. */
export interface Settled {
  /** The piece of each gated unit, `OPEN` where it is not known to keep one; an array a layer, empty for layers without gates. */
  readonly pieces: readonly Int8Array[];
  readonly open: number;
}

/**
 * Bounds of every pre-activation on a box, layer by layer: an affine part and a radius that all that is not affine adds up to (an
 * open unit is a chord of its activation ± what it leaves). A unit whose bounds, with its rounding noise, hold no threshold
 * keeps its piece. Cost: four or five forward passes.
 */
export function settleUnits(
  network: Network,
  layout: CodeLayout,
  first: Float64Array,
  box: Box,
  noise: readonly Float64Array[],
): Settled {
  const gated = new Set(layout.gated.map(({ layer }) => layer));
  const pieces: Int8Array[] = [];
  let z: Float64Array = first;
  let radius: Float64Array | null = null;
  let open = 0;
  const last = layout.gated[layout.gated.length - 1]?.layer ?? 0;
  network.layers.slice(0, last).forEach((layer, index) => {
    if (index > 0) [z, radius] = passed(layer, z, radius);
    const own = settleLayer(layer, z, radius, box, noise[index] as Float64Array, gated.has(index + 1));
    pieces.push(own.pieces);
    open += own.open;
    [z, radius] = [own.h, own.radius];
  });
  const irrelevant = settleContests(layout, pieces);
  return { pieces, open: open - irrelevant };
}

function passed(layer: Layer, h: Float64Array, radius: Float64Array | null): [Float64Array, Float64Array | null] {
  const op = affineOp(layer);
  const z = new Float64Array(3 * layer.outputSize);
  op.apply(h, z, 3);
  if (!radius) return [z, null];
  const reach = new Float64Array(layer.outputSize);
  op.applyMagnitudes(radius, reach);
  return [z, reach];
}

interface LayerBounds {
  readonly pieces: Int8Array;
  readonly open: number;
  readonly h: Float64Array;
  readonly radius: Float64Array | null;
}

function settleLayer(
  layer: Layer,
  z: Float64Array,
  radius: Float64Array | null,
  box: Box,
  noise: Float64Array,
  gated: boolean,
): LayerBounds {
  const n = layer.outputSize;
  const f = layerPieces(layer);
  const own = gated ? gatedCount(layer) : 0;
  const pieces = new Int8Array(own);
  const h = new Float64Array(3 * n);
  let reach: Float64Array | null = radius ? new Float64Array(n) : null;
  let open = 0;
  for (let j = 0; j < n; j++) {
    const spread = radius ? f64(radius, j) : 0;
    const middle = f64(z, j) * box.x + f64(z, n + j) * box.y + f64(z, 2 * n + j);
    const half = Math.abs(f64(z, j)) * box.halfX + Math.abs(f64(z, n + j)) * box.halfY + spread;
    const slack = f64(noise, j);
    const piece = pieceOn(layer, f, j, own, middle, half, slack);
    if (j < own) pieces[j] = piece;
    const chord = piece === OPEN ? chordOf(f, middle - half - slack, middle + half + slack) : null;
    if (chord) open++;
    const slope = chord ? chord.slope : (f.slopes[piece] as number);
    h[j] = slope * f64(z, j);
    h[n + j] = slope * f64(z, n + j);
    h[2 * n + j] = slope * f64(z, 2 * n + j) + (chord ? chord.offset : (f.offsets[piece] as number));
    const left = Math.abs(slope) * spread + (chord ? chord.radius : 0);
    if (left === 0) continue;
    reach ??= new Float64Array(n);
    reach[j] = left;
  }
  return { pieces, open, h, radius: reach };
}

function pieceOn(
  { held }: Layer,
  f: PiecewiseLinear,
  unit: number,
  own: number,
  middle: number,
  half: number,
  noise: number,
): number {
  if (isHeld(held, unit)) return held?.[unit] as number;
  return own === 0 ? 0 : pieceWithin(f, middle, half, noise);
}

/** Settles open matches whose winner is known to lose later: they do not matter. Returns how many. */
function settleContests(layout: CodeLayout, pieces: readonly Int8Array[]): number {
  let settled = 0;
  const lost = pieces.map((own) => new Uint8Array(own.length));
  for (let g = layout.gated.length - 1; g >= 0; g--) {
    const { layer, contest, size } = layout.gated[g] as CodeLayout['gated'][number];
    if (!contest) continue;
    const own = pieces[layer - 1] as Int8Array;
    for (let unit = 0; unit < size; unit++) {
      const on = contest.next[unit] as number;
      const next = on === 0 ? undefined : pieces[layer - 1 + on];
      if (!next) continue;
      const nextUnit = contest.nextUnit[unit] as number;
      const piece = next[nextUnit] as number;
      const loses = lost[layer - 1 + on]?.[nextUnit] === 1 || (piece !== OPEN && piece !== contest.side[unit]);
      if (!loses) continue;
      (lost[layer - 1] as Uint8Array)[unit] = 1;
      if (own[unit] === OPEN) settled++;
      own[unit] = 0;
    }
  }
  return settled;
}
