import { f64 } from '../../math/typed';
import { forwardCost } from '../../network/forwardCost';
import { solved } from '../inscribed';
import type { LinearProblem, LinearSolver } from '../linear';
import type { Box } from '../region';
import { CLEAR, moved, type NoisyPlace, type PassBody } from './body';

/** Entries of the program that looks for a way inside; more are not tried. */
const MOST_ENTRIES = 4_000_000;

/** What no way inside may fall short of: how fast it leaves each boundary, in lengths of its longest coordinate. */
const LEAST_SPEED = 1e-9;

/** Multiplications that asking which of the touched are constant may take; so many are asked in any case. */
const [WORK, LEAST_ASKED] = [4e9, 16];

/** How often the step inside is halved. */
const HALVINGS = 12;

/**
 * A place in the interior: that of the input where it is clear of all boundaries, else a point near it. The way inside leaves all boundaries
 * that the input lies on as fast as it can: one linear program over these alone. Null where none is found in float64, or would take
 * more than `passes` in all. Yields between passes.
 */
export function* placeInside(
  body: PassBody,
  input: NoisyPlace,
  solver: LinearSolver,
  passes: number,
): Generator<undefined, NoisyPlace | null, undefined> {
  const { box, count } = body;
  const place = box ? yield* within(body, input, box) : input;
  const work = Math.max(LEAST_ASKED, WORK / forwardCost(body.network));
  const most = (): number => Math.min(work, passes - count.taken);
  const touched = yield* body.touching(place, most());
  yield;
  if (!touched || touched.some((i) => f64(place.slacks, i) < -CLEAR * f64(place.noise, i))) return null;
  if (touched.length === 0) return place;
  const problem = yield* wayProblem(body, touched, passes);
  const way = problem && wayInside(problem, solver);
  if (!way) return null;
  const slacks = place.slacks.map((slack) => Math.max(0, slack));
  yield;
  const { distance } = body.cast(slacks, body.speeds(way));
  yield;
  let t = Number.isFinite(distance) ? distance / 2 : 1;
  for (let i = 0; i < HALVINGS && count.taken < passes; i++, t /= 2) {
    const inside = yield* body.place(moved(place.x, way, t));
    yield;
    const near = yield* body.touching(inside, most());
    if (near?.length === 0) return inside;
  }
  return null;
}

/** The point of the box that is nearest to a place. */
function* within(
  body: PassBody,
  place: NoisyPlace,
  { lower, upper }: Box,
): Generator<undefined, NoisyPlace, undefined> {
  const x = place.x.map((value, k) => Math.min(f64(upper, k), Math.max(f64(lower, k), value)));
  if (x.every((value, k) => value === place.x[k])) return place;
  const moved = yield* body.place(x);
  yield;
  return moved;
}

/** max r with n_j · d + r ≤ 0 for each boundary j that is touched, |d_k| ≤ 1. */
function* wayProblem(
  body: PassBody,
  touched: readonly number[],
  passes: number,
): Generator<undefined, LinearProblem | null, undefined> {
  const size = body.input.length;
  const starts = [0];
  const [columns, values]: [number[], number[]] = [[], []];
  for (const j of touched) {
    const normal = body.normal(j);
    yield;
    if (!normal) continue;
    normal.forEach((value, k) => {
      if (value === 0) return;
      columns.push(k);
      values.push(value);
    });
    columns.push(size);
    values.push(1);
    starts.push(columns.length);
    if (columns.length > MOST_ENTRIES || body.count.taken > passes) return null;
  }
  const rows = starts.length - 1;
  const upperBounds = new Float64Array(size + 1).fill(1);
  const lowerBounds = new Float64Array(size + 1).fill(-1);
  lowerBounds[size] = 0;
  return {
    variables: size + 1,
    rows,
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    upper: new Float64Array(rows),
    lowerBounds,
    upperBounds,
  };
}

function wayInside(problem: LinearProblem, solver: LinearSolver): Float64Array | null {
  const size = problem.variables - 1;
  const objective = new Float64Array(size + 1);
  objective[size] = 1;
  const { status, point } = solved(solver, problem, (model) => model.maximise(objective));
  if (status !== 'optimal' || !(f64(point, size) > LEAST_SPEED)) return null;
  return point.slice(0, size);
}
