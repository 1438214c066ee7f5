import { f64 } from '../../math/typed';
import { addScaled } from '../../math/vectors';
import { codeOf } from '../../network/code';
import { preActivations } from '../../network/forward';
import { gatesOf } from '../../network/localMap';
import { codeLayout, type Network } from '../../network/network';
import { BoundList } from '../boundList';
import type { PassCount } from '../passCount';
import type { Hit } from '../rays';
import type { Box } from '../region';
import { FixedGates } from './fixedGates';
import { Lengths } from './reach';

/** A point with its slacks to all bounds in units of z, then to the sides of the box (2k: lower, 2k + 1: upper); and their noise. */
export interface NoisyPlace {
  readonly x: Float64Array<ArrayBuffer>;
  readonly slacks: Float64Array<ArrayBuffer>;
  readonly noise: Float64Array<ArrayBuffer>;
}

/** How many times its noise a slack must be to count as clear. */
export const CLEAR = 4;

/** The polytope of the code of an input, without its matrix: what a pass through the network under that code tells of it. */
export class PassBody {
  readonly network: Network;
  readonly code: Uint32Array;
  readonly fixed: FixedGates;
  /** Of all that is asked of this polytope. */
  readonly count: PassCount;
  /** Bounds and sides of the box. */
  readonly constraints: number;

  private constructor(
    readonly list: BoundList,
    readonly lengths: Lengths,
    { network, code, fixed }: Pick<PassBody, 'network' | 'code' | 'fixed'>,
    readonly input: Float64Array<ArrayBuffer>,
    readonly box: Box | null,
  ) {
    [this.network, this.code, this.fixed, this.count] = [network, code, fixed, fixed.count];
    this.constraints = list.count + (box ? 2 * input.length : 0);
  }

  /** Cost: some ten passes; yields between them. */
  static *of(
    network: Network,
    input: Float64Array<ArrayBuffer>,
    box: Box | null,
  ): Generator<undefined, PassBody, undefined> {
    const layout = codeLayout(network);
    const code = codeOf(layout, preActivations(network, input));
    const count: PassCount = { taken: 1 };
    yield;
    const list = new BoundList(layout, code);
    yield;
    const fixed = new FixedGates(network, gatesOf(network, code), list.lastLayer, count);
    const lengths = yield* Lengths.estimated(list, fixed);
    return new PassBody(list, lengths, { network, code, fixed }, input, box);
  }

  /** Cost: three passes; yields between layers. */
  *place(x: Float64Array<ArrayBuffer>): Generator<undefined, NoisyPlace, undefined> {
    const { values, noise: off } = yield* this.fixed.noisyValues(x);
    const [slacks, noise] = [new Float64Array(this.constraints), new Float64Array(this.constraints)];
    for (let i = 0; i < this.list.count; i++) {
      slacks[i] = this.list.slack(i, values);
      noise[i] = this.list.noise(i, off);
    }
    for (let i = this.list.count; i < this.constraints; i++) {
      slacks[i] = this.sideSlack(i, x);
      noise[i] = 2 ** -52 * Math.abs(f64(x, (i - this.list.count) >> 1));
    }
    return { x, slacks, noise };
  }

  /** How fast each constraint is neared along a direction. Cost: a pass. */
  speeds(direction: Float64Array): Float64Array<ArrayBuffer> {
    const change = this.fixed.slopes(direction);
    const speeds = new Float64Array(this.constraints);
    for (let i = 0; i < this.list.count; i++) speeds[i] = this.list.speed(i, change);
    for (let i = this.list.count; i < this.constraints; i++) {
      const side = i - this.list.count;
      speeds[i] = side % 2 === 1 ? f64(direction, side >> 1) : -f64(direction, side >> 1);
    }
    return speeds;
  }

  /** The first constraint along a ray, by its speeds; `back`: along the opposite one. Cost: constraints. */
  cast(slacks: Float64Array, speeds: Float64Array, back = false, skips = -1): Hit {
    let [constraint, distance, next] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i < slacks.length; i++) {
      const speed = back ? -f64(speeds, i) : f64(speeds, i);
      if (!(speed > 0) || f64(slacks, i) >= next * speed || i === skips || this.isConstant(i)) continue;
      const t = f64(slacks, i) / speed;
      if (t < distance) [constraint, distance, next] = [i, t, distance];
      else next = t;
    }
    return { constraint, distance, next };
  }

  /** Bounds that have a gradient, as far as it is known. */
  get bounds(): number {
    let count = 0;
    for (let i = 0; i < this.list.count; i++) if (!this.isConstant(i)) count++;
    return count;
  }

  /** How many bounds of units a place is not clear of, constants left out as far as they are known. */
  boundsAt({ slacks, noise }: NoisyPlace): number {
    let count = 0;
    for (let i = 0; i < this.list.count; i++)
      if (f64(slacks, i) <= CLEAR * f64(noise, i) && !this.isConstant(i)) count++;
    return count;
  }

  isConstant(i: number): boolean {
    return i < this.list.count && this.lengths.isConstant(i);
  }

  /**
   * Constraints that a place is not clear of, but for one. Constants are found out on the way: null where that would take more than
   * `most` passes. Yields between them.
   */
  *touching(
    { slacks, noise }: NoisyPlace,
    most: number,
    but = -1,
    more = 0,
  ): Generator<undefined, number[] | null, undefined> {
    const found: number[] = [];
    let asked = 0;
    for (let i = 0; i < slacks.length; i++) {
      if (f64(slacks, i) > CLEAR * (f64(noise, i) + more) || i === but || this.isConstant(i)) continue;
      if (i < this.list.count && !this.lengths.isSettled(i)) {
        if (++asked > most) return null;
        this.lengths.settle(i);
        yield;
      }
      if (!this.isConstant(i)) found.push(i);
    }
    return found;
  }

  /** Outward unit normal in R^d; null for constants. Cost: a pass backwards. */
  normal(i: number): Float64Array<ArrayBuffer> | null {
    if (i >= this.list.count) {
      const normal = new Float64Array(this.input.length);
      const side = i - this.list.count;
      normal[side >> 1] = side % 2 === 1 ? 1 : -1;
      return normal;
    }
    const found = this.lengths.gradient(i);
    return found?.gradient.map((value) => value / found.length) ?? null;
  }

  private sideSlack(i: number, x: Float64Array): number {
    const { lower, upper } = this.box as Box;
    const side = i - this.list.count;
    const k = side >> 1;
    return side % 2 === 1 ? f64(upper, k) - f64(x, k) : f64(x, k) - f64(lower, k);
  }
}

/** x + t · direction, a new array. */
export function moved(x: Float64Array, direction: Float64Array, t: number): Float64Array<ArrayBuffer> {
  const point = x.slice();
  addScaled(point, t, direction);
  return point;
}
