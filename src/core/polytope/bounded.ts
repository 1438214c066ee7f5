import { f64 } from '../math/typed';
import { addScaled, dot, norm } from '../math/vectors';
import { addNormal, PROOF_TOLERANCE, solved } from './inscribed';
import { denseRows, type LinearSolver } from './linear';
import { along, normalOf, type Region } from './region';

/**
 * Whether a polytope without a box is bounded. It is not where a direction y ≠ 0 has n_i · y ≤ 0 for all i.
 */
export interface Boundedness {
  readonly kind: 'bounded' | 'unbounded' | 'undecided';
  /** Dimensions along which nothing bounds it either way: d − rank of the normals. Above 0 it is unbounded. */
  readonly lineality: number;
  /** Whether it is bounded across these dimensions. Of a bounded polytope: itself. */
  readonly boundedAcross: boolean;
  /** The proof where it is not: y of length 1 in the region's coordinates, n_i · y ≤ `residual`, some of them clearly < 0. */
  readonly direction: Float64Array | null;
  /** The proof where it is: μ > 0, one a half-space, ‖Σμ n‖ = `residual` · Σμ, so that 0 is inside the normals' hull. */
  readonly multipliers: Float64Array | null;
  readonly residual: number;
}

/** What is left of a normal after projection counts as rounding below this. */
const DEPENDENT = 2 ** -40;

/** Dimension of the span of the normals. Cost: count² × size. */
export function normalRank(region: Region): number {
  const basis: Float64Array[] = [];
  for (let i = 0; i < region.count && basis.length < region.size; i++) {
    const rest = normalOf(region, i);
    for (let pass = 0; pass < 2; pass++) for (const axis of basis) addScaled(rest, -dot(rest, axis), axis);
    const left = norm(rest);
    if (left > DEPENDENT) basis.push(rest.map((value) => value / left));
  }
  return basis.length;
}

/** Decides by the rank, and by one linear program across it. Throws a RangeError for a region with a box. */
export function boundednessOf(region: Region, solver: LinearSolver): Boundedness {
  if (region.box) throw new RangeError('with a box every region is bounded');
  const lineality = region.halfSpaces.origin.length - normalRank(region);
  const across = acrossLineality(region, solver);
  const boundedAcross = across.multipliers !== null;
  const decided = boundedAcross || across.direction !== null;
  const kind = lineality > 0 ? 'unbounded' : !decided ? 'undecided' : boundedAcross ? 'bounded' : 'unbounded';
  return { kind, lineality, boundedAcross, ...across };
}

type Across = Pick<Boundedness, 'direction' | 'multipliers' | 'residual'>;

/**
 * The program max −Σn·y with n_i·y ≤ 0 and −Σn·y ≤ 1: its optimum is 1 at a recession direction, or 0, and then its
 * multipliers λ give Σ(λ + 1) n = 0.
 */
function acrossLineality(region: Region, solver: LinearSolver): Across {
  const { size, count, normals } = region;
  if (count === 0) return { direction: null, multipliers: new Float64Array(0), residual: 0 };
  const objective = new Float64Array(size);
  for (let i = 0; i < count; i++) addNormal(region, i, -1, objective);
  const values = new Float64Array((count + 1) * size);
  values.set(normals);
  values.set(objective, count * size);
  const upper = new Float64Array(count + 1);
  upper[count] = 1;
  const problem = { ...denseRows(count + 1, size, values), upper };
  const { status, point, multipliers } = solved(solver, problem, (model) => model.maximise(objective));
  if (status !== 'optimal') return { direction: null, multipliers: null, residual: Number.POSITIVE_INFINITY };
  return dot(objective, point) > 0.5 ? recession(region, point) : hull(region, multipliers);
}

/** Checks a recession direction. */
function recession(region: Region, point: Float64Array): Across {
  const length = norm(point);
  const direction = point.map((value) => value / length);
  let most = 0;
  let least = 0;
  for (let i = 0; i < region.count; i++) {
    const speed = along(region, i, direction);
    most = Math.max(most, speed);
    least = Math.min(least, speed);
  }
  const proven = most <= PROOF_TOLERANCE && least < -2 * PROOF_TOLERANCE;
  return { direction: proven ? direction : null, multipliers: null, residual: most };
}

/** Checks multipliers of the hull. */
function hull(region: Region, lambda: Float64Array): Across {
  const multipliers = Float64Array.from({ length: region.count }, (_, i) => 1 + f64(lambda, i));
  const rest = new Float64Array(region.size);
  let total = 0;
  multipliers.forEach((mu, i) => {
    addNormal(region, i, mu, rest);
    total += mu;
  });
  const residual = norm(rest) / total;
  return { direction: null, multipliers: residual <= PROOF_TOLERANCE ? multipliers : null, residual };
}
