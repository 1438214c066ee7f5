/**
 * Soft largest values: the code of a window of values e is t = softmax(η e) and its output Σ t_k e_k (max-pooling's row of
 * Balestriero & Baraniuk, "From Hard to Soft"). A contest decides by matches; where each match gives b the share of the
 * entrants behind it, p = S_b / (S_a + S_b) with S the sum of exp(η e) on a side, the winner's value is that output.
 */
import { f64, i32, u8 } from '../math/typed';
import { type EntrantPaths, entrantPaths } from '../network/entrants';
import { FREE } from '../network/held';
import type { CodeLayout, Contest, GatedLayer } from '../network/network';

/** What gates make of the matches of a contest: by index among all gated units. */
export interface ContestGates {
  /** P(b wins), and 1 − P without cancellation. */
  readonly second: Float64Array;
  readonly first: Float64Array;
  /** Slopes that make the Jacobian of the winner's value the product of layers, as soft maps are. */
  readonly derivative: Float64Array;
  /** The probability that the winner of the whole comes out of the match: 1 for a final. */
  readonly reach: Float64Array;
}

/** Of one contest: t of each entrant, window by window as in `Contest.entrants`. */
export type EntrantCode = Float64Array;

export const contestGates = (units: number): ContestGates => ({
  second: new Float64Array(units),
  first: new Float64Array(units),
  derivative: new Float64Array(units),
  reach: new Float64Array(units).fill(1),
});

const knownPaths = new WeakMap<object, EntrantPaths>();

/** Paths of the contest that begins at a layer, made once a layout. */
export function pathsOf(layout: CodeLayout, gated: GatedLayer): EntrantPaths {
  let paths = knownPaths.get(gated);
  if (!paths) {
    paths = entrantPaths(layout, gated);
    knownPaths.set(gated, paths);
  }
  return paths;
}

/**
 * Writes the gates of all matches of the contest that begins at a layer, whose pre-activations are z; returns the codes of its
 * windows. η from 0 to Infinity. Entrants that lose a match that is clamped have no share. Cost: entrants × rounds.
 */
export function softenContest(
  layout: CodeLayout,
  gated: GatedLayer,
  eta: number,
  z: Float64Array,
  gates: ContestGates,
): EntrantCode {
  const paths = pathsOf(layout, gated);
  const { groups } = paths;
  const { units } = (gated.contest as Required<Contest>).entrants;
  const code = new Float64Array(units.length);
  const derivative = new Float64Array(units.length);
  const shut = shutOut(layout, paths, units.length);
  for (let g = 0; g + 1 < groups.length; g++) {
    const [from, to] = [i32(groups, g), i32(groups, g + 1)];
    let largest = Number.NEGATIVE_INFINITY;
    for (let e = from; e < to; e++) if (u8(shut, e) === 0) largest = Math.max(largest, f64(z, i32(units, e)));
    let total = 0;
    for (let e = from; e < to; e++) {
      const value = f64(z, i32(units, e));
      // Of equal largest ones the first is the hard winner.
      const weight = eta === Infinity ? Number(value === largest && total === 0) : Math.exp(eta * (value - largest));
      code[e] = u8(shut, e) === 1 ? 0 : weight;
      total += f64(code, e);
    }
    let mean = 0;
    for (let e = from; e < to; e++) {
      code[e] = f64(code, e) / total;
      mean += f64(code, e) * f64(z, i32(units, e));
    }
    for (let e = from; e < to; e++) {
      const slope = eta === Infinity ? 0 : eta * (f64(z, i32(units, e)) - mean);
      derivative[e] = f64(code, e) * (1 + slope);
    }
  }
  const values = Float64Array.from(units, (unit, e) =>
    u8(shut, e) === 1 ? Number.NEGATIVE_INFINITY : eta === Infinity ? f64(z, unit) : eta * f64(z, unit),
  );
  writeGates(paths, { values, code, derivative, hard: eta === Infinity }, gates);
  return code;
}

/** 1 for each entrant that a clamped match keeps from winning. */
function shutOut({ gated }: CodeLayout, { starts, matches, sides }: EntrantPaths, count: number): Uint8Array {
  const shut = new Uint8Array(count);
  if (!gated.some(({ contest, held, size }) => contest && held?.subarray(0, size).some((piece) => piece !== FREE)))
    return shut;
  for (let e = 0; e < count; e++)
    for (let i = i32(starts, e); i < i32(starts, e + 1); i++) {
      const match = i32(matches, i);
      const layer = gated.find(({ firstUnit, size }) => match >= firstUnit && match < firstUnit + size) as GatedLayer;
      const piece = layer.held?.[match - layer.firstUnit] ?? FREE;
      if (piece !== FREE && piece !== u8(sides, i)) shut[e] = 1;
    }
  return shut;
}

interface Shares {
  /** η e, or e where the largest wins for certain. */
  readonly values: Float64Array;
  readonly code: Float64Array;
  readonly derivative: Float64Array;
  readonly hard: boolean;
}

/** Sums what stands behind each side of each match. */
function writeGates({ starts, matches, sides }: EntrantPaths, shares: Shares, gates: ContestGates): void {
  const { values, code, derivative, hard } = shares;
  const behind = new Map<number, { log: [number, number]; code: number; change: [number, number] }>();
  for (let e = 0; e + 1 < starts.length; e++)
    for (let i = i32(starts, e); i < i32(starts, e + 1); i++) {
      const match = i32(matches, i);
      const side = u8(sides, i) as 0 | 1;
      let sums = behind.get(match);
      if (!sums) {
        sums = { log: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], code: 0, change: [0, 0] };
        behind.set(match, sums);
      }
      sums.log[side] = hard ? Math.max(sums.log[side], f64(values, e)) : logSum(sums.log[side], f64(values, e));
      sums.code += f64(code, e);
      sums.change[side] += f64(derivative, e);
    }
  for (const [match, { log, code: reach, change }] of behind) {
    const [first, second] = hard
      ? log[1] > log[0]
        ? [0, 1]
        : [1, 0]
      : [logistic(log[0] - log[1]), logistic(log[1] - log[0])];
    gates.first[match] = first;
    gates.second[match] = second;
    gates.reach[match] = reach;
    const both = change[0] + change[1];
    gates.derivative[match] = hard || both === 0 ? second : change[1] / both;
  }
}

function logSum(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}

/** 1 / (1 + e^−u); of nobody against nobody the first wins. */
const logistic = (u: number): number =>
  Number.isNaN(u) ? 0.5 : u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u));
