/** An activation as a figure of one variable: its spline, what softens it, and the code. */
import { f64 } from '../math/typed';
import { type PiecewiseLinear, pieceOf } from '../network/activation';
import { gateScale, type LayerGate } from './gate';
import { softUnit } from './unit';

export interface SoftCurve {
  /** Rising places, closer together about the thresholds the steeper the gate is. */
  readonly u: Float64Array;
  /** Values at u: of the spline and of what softens it. */
  readonly hard: Float64Array;
  readonly soft: Float64Array;
  /** Pieces × places: the probability of each piece. */
  readonly shares: Float64Array;
  /** Of the code at u, in nats. */
  readonly entropy: Float64Array;
}

/** Places about each threshold, in units of a gate's width, and the distance from it at which its two sides are shown. */
const STEPS = 24;
const SIDE = 1e-9;

/** Soft and hard activation between two places, at `count` even ones (at least two) and some more about the thresholds. */
export function softCurve(f: PiecewiseLinear, gate: LayerGate, from: number, to: number, count: number): SoftCurve {
  const u = placesOf(f, gate, from, to, count);
  const n = u.length;
  const curve = { u, hard: new Float64Array(n), soft: new Float64Array(n), entropy: new Float64Array(n) };
  const shares = new Float64Array(f.slopes.length * n);
  for (let i = 0; i < n; i++) {
    const at = softAt(f, gate, f64(u, i));
    curve.hard[i] = at.hard;
    curve.soft[i] = at.soft;
    curve.entropy[i] = at.entropy;
    at.shares.forEach((share, r) => {
      shares[r * n + i] = share;
    });
  }
  return { ...curve, shares };
}

export interface SoftPlace {
  readonly hard: number;
  readonly soft: number;
  /** The probability of each piece. */
  readonly shares: readonly number[];
  readonly entropy: number;
}

/** The same at one place. */
export function softAt(f: PiecewiseLinear, gate: LayerGate, u: number): SoftPlace {
  const p = new Float64Array(f.slopes.length);
  const piece = pieceOf(f, u);
  const { slope, offset, entropy } = softUnit(f, gate, u, p, 0);
  const hard = (f.slopes[piece] as number) * u + (f.offsets[piece] as number);
  return { hard, soft: slope * u + offset, shares: [...p], entropy };
}

/** The value of a soft activation at u. */
export const softValue = (f: PiecewiseLinear, gate: LayerGate, u: number): number => softAt(f, gate, u).soft;

function placesOf(f: PiecewiseLinear, gate: LayerGate, from: number, to: number, count: number): Float64Array {
  const places = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  f.thresholds.forEach((t, r) => {
    places.push(t - SIDE, t, t + SIDE);
    const width = 1 / (gate.eta * gateScale(f, r));
    for (let k = 1; width > 0 && k <= STEPS; k++) places.push(t - (k * width) / 3, t + (k * width) / 3);
  });
  return Float64Array.from(places.filter((u) => u >= from && u <= to)).sort();
}
