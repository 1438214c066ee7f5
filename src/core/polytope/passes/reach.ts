import { f64, u8 } from '../../math/typed';
import { norm } from '../../math/vectors';
import { boundaryGradient } from '../../network/boundaryGradient';
import { CANCELLED, gradientBounds } from '../../network/nearestSearch';
import { SparseGradients } from '../../network/sparseGradients';
import type { BoundList } from './boundList';
import type { FixedGates } from './fixedGates';

/** ‖∇‖ of a bound is a bound of its length only, is known, or the bound has no gradient but rounding. */
const [BOUNDED, KNOWN, CONSTANT] = [0, 1, 2];

/** Distance of the nearest bound, and whether it is that or a lower bound of it. */
export interface Margin {
  readonly bound: number;
  readonly distance: number;
  readonly exact: boolean;
}

/** Lengths of the bounds' gradients: bounds of them at first, exact where it was asked for. Distances are slacks over lengths. */
export class Lengths {
  private readonly lengths: Float64Array;
  private readonly states: Uint8Array;
  private readonly sparse: SparseGradients;

  /** Cost: a pass of magnitudes. */
  constructor(
    private readonly list: BoundList,
    private readonly fixed: FixedGates,
  ) {
    const bounds = gradientBounds(fixed.network, fixed.gates, fixed.upTo);
    fixed.passes++;
    this.lengths = new Float64Array(list.count);
    this.states = new Uint8Array(list.count);
    for (let i = 0; i < list.count; i++) {
      this.lengths[i] = list.sum(i, bounds);
      if (!(f64(this.lengths, i) > 0)) this.states[i] = CONSTANT;
    }
    this.sparse = new SparseGradients(fixed.network, fixed.gates);
  }

  /** A bound of a unit that does not change in this polytope: no half-space. */
  isConstant(i: number): boolean {
    return u8(this.states, i) === CONSTANT;
  }

  isKnown(i: number): boolean {
    return u8(this.states, i) !== BOUNDED;
  }

  /** At most the distance of a bound that is `slack` away in units of z. Infinity for constants. */
  distance(i: number, slack: number): number {
    return this.isConstant(i) ? Number.POSITIVE_INFINITY : slack / f64(this.lengths, i);
  }

  /** Outward gradient of a bound in R^d, with its length; null where that is rounding. Cost: a pass backwards at most. */
  gradient(i: number): { readonly gradient: Float64Array<ArrayBuffer>; readonly length: number } | null {
    if (this.isConstant(i)) return null;
    const gradient = Float64Array.from(boundaryGradient(this.fixed.network, this.fixed.gates, this.list.bound(i)));
    this.fixed.passes++;
    const length = norm(gradient);
    this.note(i, length);
    if (this.isConstant(i)) return null;
    if (this.list.outward(i) < 0) for (let k = 0; k < gradient.length; k++) gradient[k] = -f64(gradient, k);
    return { gradient, length };
  }

  /** Makes the length of a bound's gradient exact. Cost: what reaches it from the inputs. */
  settle(i: number): void {
    if (!this.isKnown(i)) this.note(i, this.sparse.norm(this.list.bound(i)));
  }

  private note(i: number, length: number): void {
    if (this.isKnown(i)) return;
    const cancelled = !(length > CANCELLED * f64(this.lengths, i));
    this.states[i] = cancelled ? CONSTANT : KNOWN;
    if (!cancelled) this.lengths[i] = length;
  }

  /**
   * The nearest bound of those that `skips` lets pass, from a place with these slacks. It is exact after as many lengths as `most`
   * lets be computed, else a lower bound. Cost: bounds, for each length.
   */
  nearest(slacks: Float64Array, skips: (i: number) => boolean, most: number): Margin {
    for (let tries = 0; ; tries++) {
      let bound = -1;
      let distance = Number.POSITIVE_INFINITY;
      for (let i = 0; i < slacks.length; i++) {
        const own = this.distance(i, f64(slacks, i));
        if (own < distance && !skips(i)) [bound, distance] = [i, own];
      }
      if (bound < 0 || this.isKnown(bound)) return { bound, distance, exact: true };
      if (tries === most) return { bound, distance, exact: false };
      this.settle(bound);
    }
  }
}
