/** The largest ball in a region: its centre is where rays start, and it says whether there is an interior at all. */
import { f64 } from '../math/typed';
import { dot, norm } from '../math/vectors';
import type { LinearModel, LinearProblem, LinearSolution, LinearSolver } from './linear';
import { offsetOf, type Region, slackNoise, slacksAt } from './region';

/**
 * `radius` is the distance of `centre` to the nearest constraint, measured; `bound` is what no inscribed ball exceeds, from
 * the multipliers (with a box to the last digit, else to `residual` × the distances at hand). `capped`: without a box the
 * search ends at a ball of `bound`, and there are larger ones.
 */
export interface Inscribed {
  readonly kind: 'interior';
  readonly centre: Float64Array;
  readonly radius: number;
  readonly bound: number;
  readonly capped: boolean;
}

/** No interior: `kind` 'empty' with a proof, 'flat' where what there is is thinner than rounding can tell. */
export interface NoInterior {
  readonly kind: 'empty' | 'flat' | 'undecided';
  /** λ ≥ 0, one a constraint, Σλ = 1. With Σλ n = 0 (to `residual`) every point lies outside some constraint by −bound. */
  readonly multipliers: Float64Array;
  readonly bound: number;
  readonly residual: number;
}

/** ‖Σλ n‖ up to which multipliers count as a proof. */
export const PROOF_TOLERANCE = 2 ** -30;

/** Searches again in finer units when the ball is smaller than this in those at hand. */
const FINER = 2 ** -10;

/**
 * The Chebyshev centre of a region by one linear program, repeated about its result where the ball is tiny. `bounded`: the
 * region is known to have a largest ball; with a box it always has. Else the search ends at one of a typical size.
 */
export function inscribedBall(
  region: Region,
  solver: LinearSolver,
  bounded = region.box !== null,
): Inscribed | NoInterior {
  let about = new Float64Array(region.size);
  let scale = typicalLength(region);
  const cap = bounded ? Number.POSITIVE_INFINITY : scale;
  let best: Inscribed | NoInterior = {
    kind: 'undecided',
    multipliers: new Float64Array(0),
    bound: Infinity,
    residual: 1,
  };
  for (let pass = 0; pass < 4; pass++) {
    const { centre, multipliers } = solveOnce(region, solver, about, scale, cap);
    if (!centre) return best;
    const slacks = slacksAt(region, centre);
    const radius = slacks.reduce((least, slack) => Math.min(least, slack), Number.POSITIVE_INFINITY);
    const { bound, residual } = dualBound(region, multipliers, cap);
    const noise = largestNoise(region, centre);
    if (radius > 4 * noise) {
      best = { kind: 'interior', centre, radius, bound, capped: bound >= cap };
      if (radius > FINER * scale) return best;
    } else {
      const proven = bound < -4 * noise && residual <= PROOF_TOLERANCE;
      const flat = bound <= 4 * noise && residual <= PROOF_TOLERANCE;
      const kind = proven ? 'empty' : flat ? 'flat' : 'undecided';
      if (best.kind !== 'interior') best = { kind, multipliers, bound, residual };
      if (proven) return best;
    }
    about = centre;
    scale = Math.max(Math.abs(radius) * 16, scale * FINER);
  }
  return best;
}

function largestNoise(region: Region, y: Float64Array): number {
  const length = norm(y);
  let most = 0;
  for (let i = 0; i < region.constraints; i++) most = Math.max(most, slackNoise(region, i, length));
  return most;
}

/** A length of the region's order: half the box's largest side, or the median distance of the origin to the hyperplanes. */
function typicalLength({ offsets, box }: Region): number {
  if (box) return box.upper.reduce((most, value, k) => Math.max(most, (value - f64(box.lower, k)) / 2), 0);
  const lengths = offsets
    .map(Math.abs)
    .filter((value) => value > 0)
    .sort();
  return lengths[lengths.length >> 1] ?? 1;
}

/** One program, in units of `scale` about `about`: the largest r with n·y + r ≤ b. */
function solveOnce(
  region: Region,
  solver: LinearSolver,
  about: Float64Array,
  scale: number,
  cap: number,
): { centre: Float64Array<ArrayBuffer> | null; multipliers: Float64Array } {
  const { size, constraints } = region;
  const problem = ballProblem(region, slacksAt(region, about), scale, cap);
  const objective = new Float64Array(size + 1);
  objective[size] = 1;
  const { status, point, multipliers } = solved(solver, problem, (model) => model.maximise(objective));
  if (status !== 'optimal') return { centre: null, multipliers: new Float64Array(constraints) };
  const centre = about.map((value, k) => value + scale * f64(point, k));
  return {
    centre: Float64Array.from(centre),
    multipliers: multipliers.slice(0, constraints).map((l) => Math.max(0, l)),
  };
}

export function solved(
  solver: LinearSolver,
  problem: LinearProblem,
  act: (model: LinearModel) => LinearSolution,
): LinearSolution {
  const model = solver.open(problem);
  try {
    return act(model);
  } finally {
    model.close();
  }
}

function ballProblem(region: Region, slacks: Float64Array, scale: number, cap: number): LinearProblem {
  const { size, count, constraints, normals, box } = region;
  const sides = box ? 2 * size : 0;
  const entries = count * (size + 1) + 2 * sides;
  const starts = new Int32Array(constraints + 1);
  const columns = new Int32Array(entries);
  const values = new Float64Array(entries);
  let at = 0;
  const put = (column: number, value: number): void => {
    columns[at] = column;
    values[at++] = value;
  };
  for (let i = 0; i < constraints; i++) {
    if (i < count) for (let k = 0; k < size; k++) put(k, f64(normals, i * size + k));
    else put((i - count) >> 1, (i - count) % 2 === 1 ? 1 : -1);
    put(size, 1);
    starts[i + 1] = at;
  }
  const free = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const upperBounds = free.slice();
  upperBounds[size] = cap / scale;
  const upper = slacks.map((slack) => slack / scale);
  return {
    variables: size + 1,
    rows: constraints,
    starts,
    columns,
    values,
    upper,
    lowerBounds: free.map((value) => -value),
    upperBounds,
  };
}

/**
 * What the multipliers say of r, whatever solver they come from: Σλ (n·y + r) ≤ Σλ b. With a box Σλ n is cancelled exactly by
 * the box's sides, so that Σλ r ≤ Σλ b holds as it stands. Without, the cap's own multiplier is what Σλ leaves of 1.
 */
function dualBound(region: Region, multipliers: Float64Array, cap: number): { bound: number; residual: number } {
  const { size, count, constraints, box } = region;
  const rest = new Float64Array(size);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < constraints; i++) {
    const lambda = f64(multipliers, i);
    if (lambda === 0) continue;
    total += lambda;
    sum += lambda * offsetOf(region, i);
    addNormal(region, i, lambda, rest);
  }
  if (box)
    for (let k = 0; k < size; k++) {
      const left = f64(rest, k);
      // A side of the box takes what is left of this coordinate.
      const side = count + 2 * k + (left > 0 ? 0 : 1);
      total += Math.abs(left);
      sum += Math.abs(left) * offsetOf(region, side);
    }
  const residual = box ? 0 : Math.sqrt(dot(rest, rest)) / Math.max(total, Number.MIN_VALUE);
  // Without a box: what is missing to a sum of 1 is the cap's.
  if (!box && total < 1 - PROOF_TOLERANCE) return { bound: sum + (1 - total) * cap, residual };
  return { bound: total > 0 ? sum / total : Number.POSITIVE_INFINITY, residual };
}

/** rest += λ n_i. */
export function addNormal(region: Region, i: number, lambda: number, rest: Float64Array): void {
  const { size, count, normals } = region;
  if (i >= count) {
    const k = (i - count) >> 1;
    rest[k] = f64(rest, k) + ((i - count) % 2 === 1 ? lambda : -lambda);
    return;
  }
  for (let k = 0, at = i * size; k < size; k++, at++) rest[k] = f64(rest, k) + lambda * f64(normals, at);
}
