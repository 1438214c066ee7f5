/** The step across a facet: what has changed just behind it, by forward passes. */
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { piecewiseLinear } from '../network/activation';
import type { UnitRef } from '../network/boundaryGradient';
import { codeOf } from '../network/code';
import { mattering } from '../network/contest';
import { readEntry } from '../network/entries';
import { preActivations } from '../network/forward';
import { codeLayout, type Layer, type Network, unitAt } from '../network/network';
import { thresholdUnits } from '../network/onBoundary';
import type { UnitBound } from './boundList';
import type { PassCount } from './passCount';

/** A facet in R^d: a witness, the outward unit normal, the room around the witness, and the units that change. */
export interface FacetPlace {
  readonly witness: Float64Array;
  readonly normal: Float64Array;
  readonly margin: number;
  readonly units: readonly UnitBound[];
}

/** How often the step across is halved until nothing has changed but what changes at the witness. */
const HALVINGS = 30;

/** A unit changes at the witness if |z − t| there is below this share of what it is a step away. */
const ON_BOUNDARY = 2 ** -20;

/** Where one is across a facet, and the units that have changed there. */
export interface Landing {
  readonly code: Uint32Array;
  readonly point: Float64Array;
  readonly units: readonly UnitRef[];
}

/** Yields between passes. */
export type Steps<T> = Generator<undefined, T, undefined>;

/**
 * The first of ever nearer points behind the witness where only units have changed whose boundary the witness lies on. A unit
 * on its threshold over there is constant (the step is generic), and has the code of a constant, not of its rounding. Cost: up to
 * four passes a point, at most thirty points; yields between them.
 */
export function* stepAcross(
  { network, code }: { readonly network: Network; readonly code: Uint32Array },
  { witness, normal, margin }: FacetPlace,
  count: PassCount,
): Steps<Landing | null> {
  const before = preActivations(network, witness);
  count.taken++;
  yield;
  let step = Number.isFinite(margin) ? margin / 2 : 1 + norm(witness);
  for (let i = 0; i < HALVINGS; i++, step /= 2) {
    const point = witness.map((value, k) => value + step * f64(normal, k));
    const there = yield* sideAt(network, point, count);
    // A unit may be constant on one of the two sides.
    const opposite = witness.map((value, k) => value - step * f64(normal, k));
    const back = yield* sideAt(network, opposite, count);
    const here = settledCode(network, there);
    // What is at the same threshold on both sides is constant there: only its rounding may differ.
    const still = thresholdKeys(network, back);
    const beyond = thresholdKeys(network, there);
    const units = changedUnits(network, code, here).filter((unit) => {
      const key = thresholdKey(unit, unit.lower);
      return !(still.has(key) && beyond.has(key));
    });
    const crossed = units.every(({ layer, unit, pieces, lower }) => {
      // Two pieces on: the step was longer than the piece is wide.
      if (pieces > 1) return false;
      const { thresholds } = piecewiseLinear((network.layers[layer - 1] as Layer).activation);
      // The threshold between the two pieces: at another one a unit may be constant on this side, and cross this one further on.
      const at = (values: readonly Float64Array[]): number =>
        Math.abs(f64(values[layer - 1] as Float64Array, unit) - (thresholds[lower] as number));
      return at(before) <= ON_BOUNDARY * Math.max(at(there.z), at(back.z));
    });
    if (crossed && units.length > 0) return { code: here, point, units };
  }
  return null;
}

/** The values of a point beside a facet, and the units that are on a threshold there. */
interface Side {
  readonly z: readonly Float64Array[];
  readonly touched: readonly UnitRef[];
}

function* sideAt(network: Network, point: Float64Array, count: PassCount): Steps<Side> {
  const z = preActivations(network, point);
  count.taken++;
  yield;
  const touched = thresholdUnits(network, point, z);
  if (touched.length > 0) count.taken++;
  yield;
  return { z, touched };
}

const thresholdKey = ({ layer, unit }: UnitRef, threshold: number): string => `${layer}:${unit}:${threshold}`;

/** Units on a threshold, and which it is. */
const thresholdKeys = (network: Network, { z, touched }: Side): Set<string> =>
  new Set(touched.map((unit) => thresholdKey(unit, nearestThreshold(network, unit, z))));

/** Index of the threshold that a unit is nearest to. */
function nearestThreshold(network: Network, { layer, unit }: UnitRef, z: readonly Float64Array[]): number {
  const { thresholds } = piecewiseLinear((network.layers[layer - 1] as Layer).activation);
  const value = f64(z[layer - 1] as Float64Array, unit);
  const distances = thresholds.map((threshold) => Math.abs(value - threshold));
  return distances.indexOf(Math.min(...distances));
}

/** The code of z, units on their threshold taken to be exactly there. */
function settledCode(network: Network, { z, touched }: Side): Uint32Array {
  const settled = z.map((values) => values.slice());
  for (const unit of touched) {
    const { thresholds } = piecewiseLinear((network.layers[unit.layer - 1] as Layer).activation);
    const values = settled[unit.layer - 1] as Float64Array;
    values[unit.unit] = thresholds[nearestThreshold(network, unit, z)] as number;
  }
  return codeOf(codeLayout(network), settled);
}

export interface ChangedUnit extends UnitRef {
  /** How many pieces on or back. */
  readonly pieces: number;
  /** The lower of the two pieces. */
  readonly lower: number;
}

/** The units in which two codes differ, but for matches that do not matter on both sides. */
export function changedUnits(network: Network, before: Uint32Array, after: Uint32Array): ChangedUnit[] {
  const layout = codeLayout(network);
  // A match has an entry of its own only where its winner wins all later ones: on both sides that is the one at which they change.
  const matters = [mattering(layout, before), mattering(layout, after)];
  const changed: ChangedUnit[] = [];
  for (const { firstUnit, size, firstBit, bits } of layout.gated)
    for (let j = 0; j < size; j++) {
      const bit = firstBit + j * bits;
      const [from, to] = [readEntry(before, 0, bit, bits), readEntry(after, 0, bit, bits)];
      const pieces = Math.abs(to - from);
      if (pieces > 0 && matters.every((list) => list?.[firstUnit + j] !== 0))
        changed.push({ ...unitAt(layout, firstUnit + j), pieces, lower: Math.min(from, to) });
    }
  return changed;
}
