/** Linear programs that decide constraints, in units of the inscribed ball: its centre is 0 and every offset is ≥ 1. */
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { addNormal, PROOF_TOLERANCE } from './inscribed';
import { denseRows, type LinearModel, type LinearSolver } from './linear';
import type { Place } from './rays';
import { normalOf, type Region } from './region';

/**
 * The proof that a constraint can be left out: multipliers λ ≥ 0 of other half-spaces with Σλ n = n_i and Σλ b ≤ b_i. With a
 * box its sides take the rest n_i − Σλ n exactly (`residual` 0); without one `residual` is that rest's length. `excess`:
 * how far Σλ b (and the box's part) is above b_i, in inscribed radii; negative where the constraint is strictly redundant.
 */
export interface Redundancy {
  readonly constraint: number;
  readonly others: Int32Array;
  readonly multipliers: Float64Array;
  readonly residual: number;
  readonly excess: number;
}

/** What one program says: the constraint's proof of redundancy, or a direction from the centre that leaves the others late. */
export type Verdict =
  | { readonly kind: 'redundant'; readonly proof: Redundancy }
  | { readonly kind: 'beyond'; readonly direction: Float64Array }
  | { readonly kind: 'unclear' };

/** The region's rows in the solver, all left out at first; the sides of a box are the variables' bounds. */
export class Programs {
  private readonly model: LinearModel;
  /** Distances to the constraints from the centre, in inscribed radii. */
  private readonly room: Float64Array;

  constructor(
    private readonly region: Region,
    solver: LinearSolver,
    centre: Place,
    radius: number,
  ) {
    const { size, count, box } = region;
    this.room = centre.slacks.map((slack) => slack / radius);
    const bounds = box && {
      lowerBounds: Float64Array.from({ length: size }, (_, k) => -f64(this.room, count + 2 * k)),
      upperBounds: Float64Array.from({ length: size }, (_, k) => f64(this.room, count + 2 * k + 1)),
    };
    const upper = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.model = solver.open({ ...denseRows(count, size, region.normals), upper, ...bounds });
  }

  close(): void {
    this.model.close();
  }

  /** Puts a half-space in force, or leaves it out. */
  use(i: number, inForce: boolean): void {
    if (i < this.region.count) this.model.setUpper(i, inForce ? f64(this.room, i) : Number.POSITIVE_INFINITY);
  }

  /** How far n_i reaches under what is in force, constraint i itself moved to twice its distance. */
  ask(i: number): Verdict {
    const room = f64(this.room, i);
    this.move(i, 2 * room);
    const { status, point, multipliers } = this.model.maximise(normalOf(this.region, i));
    this.move(i, room);
    this.use(i, false);
    if (status !== 'optimal') return { kind: 'unclear' };
    const proof = this.proofOf(i, multipliers);
    if (proof) return { kind: 'redundant', proof };
    return { kind: 'beyond', direction: point };
  }

  private move(i: number, room: number): void {
    const { count } = this.region;
    if (i < count) {
      this.model.setUpper(i, room);
      return;
    }
    const k = (i - count) >> 1;
    const upper = (i - count) % 2 === 1;
    const [lower, other] = [f64(this.room, count + 2 * k), f64(this.room, count + 2 * k + 1)];
    this.model.setBounds(k, upper ? -lower : -room, upper ? room : other);
  }

  private proofOf(i: number, multipliers: Float64Array): Redundancy | null {
    const others: number[] = [];
    for (let j = 0; j < multipliers.length; j++) if (j !== i && f64(multipliers, j) > 0) others.push(j);
    const proof = redundancyOf(
      this.region,
      i,
      Int32Array.from(others),
      Float64Array.from(others, (j) => f64(multipliers, j)),
      this.room,
    );
    return proof.residual <= PROOF_TOLERANCE && proof.excess <= PROOF_TOLERANCE * f64(this.room, i) ? proof : null;
  }
}

/** Adds up what multipliers prove of constraint i; `room`: distances to all constraints from some point of the region. */
export function redundancyOf(
  region: Region,
  i: number,
  others: Int32Array,
  multipliers: Float64Array,
  room: Float64Array,
): Redundancy {
  const rest = normalOf(region, i);
  let reach = 0;
  others.forEach((j, at) => {
    const lambda = f64(multipliers, at);
    reach += lambda * f64(room, j);
    addNormal(region, j, -lambda, rest);
  });
  let residual = 0;
  if (!region.box) residual = norm(rest);
  else
    for (let k = 0; k < region.size; k++) {
      const left = f64(rest, k);
      const side = region.count + 2 * k + (left > 0 ? 1 : 0);
      // A side does not vouch for itself: what is left of it counts on neither hand, as long as it is not all of it.
      if (side === i) {
        if (Math.abs(left) > 0.5) residual = 1;
        reach += Math.abs(left) * f64(room, i);
      } else reach += Math.abs(left) * f64(room, side);
    }
  return { constraint: i, others, multipliers, residual, excess: reach - f64(room, i) };
}
