import { createRandom } from '../../math/random';
import { f64, u8 } from '../../math/typed';
import { norm } from '../../math/vectors';
import { boundaryGradient } from '../../network/boundaryGradient';
import type { Layer } from '../../network/network';
import type { BoundList, PerLayer } from '../boundList';
import { gradientNoise, throughSlopes } from '../sumNoise';
import type { FixedGates } from './fixedGates';

/** Random directions that lengths are estimated from: they come out within a quarter or so. */
const PROBES = 8;

/** A gradient no longer than so many times its rounding is none. */
const CLEAR_GRADIENT = 4;

/** Numbers that gradients which may be asked for again are kept with: 32 MB. The last one is kept in any case. */
const MOST_KEPT = 4e6;

export interface BoundGradient {
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly length: number;
}

/** Length of a bound's gradient: estimated, known, or nothing but rounding. */
const [ESTIMATED, KNOWN, CONSTANT] = [0, 1, 2];

/**
 * Lengths of the bounds' gradients: at first estimated from slopes along random directions (the mean of (∇·r)² over normal r is
 * ‖∇‖²), exact where a gradient was asked for. Distances are slacks over lengths.
 */
export class Lengths {
  private readonly states: Uint8Array;
  /** Of bounds that were asked about last, oldest first. */
  private readonly kept = new Map<number, BoundGradient>();

  private constructor(
    private readonly list: BoundList,
    private readonly fixed: FixedGates,
    private readonly lengths: Float64Array,
    /** What rounding may make of a gradient. */
    private readonly noise: Float64Array,
  ) {
    this.states = new Uint8Array(list.count);
    for (let i = 0; i < list.count; i++)
      if (!(f64(this.lengths, i) > CLEAR_GRADIENT * f64(this.noise, i))) this.states[i] = CONSTANT;
  }

  /** Estimates. Cost: a pass a probe, and two of magnitudes; yields between them. */
  static *estimated(list: BoundList, fixed: FixedGates): Generator<undefined, Lengths, undefined> {
    const squares = new Float64Array(list.count);
    const own = fixed.network.layers.slice(0, fixed.upTo).map(({ outputSize }) => new Float64Array(outputSize));
    const random = createRandom(1);
    for (let probe = 0; probe < PROBES; probe++) {
      const direction = Float64Array.from({ length: fixed.network.inputSize }, () => random.normal());
      const slopes = fixed.slopes(direction);
      for (let i = 0; i < list.count; i++) squares[i] = f64(squares, i) + list.speed(i, slopes) ** 2 / PROBES;
      for (const [l, sum] of own.entries()) addSquares(sum, slopes[l] as Float64Array);
      yield;
    }
    const noise = noiseOf(
      fixed,
      own.map((sum) => sum.map(Math.sqrt)),
    );
    yield;
    const ofBounds = Float64Array.from({ length: list.count }, (_, i) => list.sum(i, noise));
    return new Lengths(list, fixed, squares.map(Math.sqrt), ofBounds);
  }

  /** A bound of a unit that does not change in this polytope: no half-space. */
  isConstant(i: number): boolean {
    return u8(this.states, i) === CONSTANT;
  }

  /** About the distance of a bound that is `slack` away in units of z; Infinity for constants. */
  distance(i: number, slack: number): number {
    return this.isConstant(i) ? Number.POSITIVE_INFINITY : slack / f64(this.lengths, i);
  }

  /**
   * Outward gradient of a bound in R^d, with its length; null where that is rounding. Not to be written to. Cost: a pass backwards, none
   * where it was asked for lately.
   */
  gradient(i: number): BoundGradient | null {
    if (this.isConstant(i)) return null;
    const known = this.kept.get(i);
    if (known) return known;
    const gradient = Float64Array.from(boundaryGradient(this.fixed.network, this.fixed.gates, this.list.bound(i)));
    this.fixed.count.taken++;
    const length = norm(gradient);
    if (!(length > CLEAR_GRADIENT * f64(this.noise, i))) {
      this.states[i] = CONSTANT;
      return null;
    }
    this.lengths[i] = length;
    this.states[i] = KNOWN;
    if (this.list.outward(i) < 0) for (let k = 0; k < gradient.length; k++) gradient[k] = -f64(gradient, k);
    return this.keep(i, { gradient, length });
  }

  private keep(i: number, found: BoundGradient): BoundGradient {
    for (const oldest of this.kept.keys()) {
      if ((this.kept.size + 1) * found.gradient.length <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    this.kept.set(i, found);
    return found;
  }

  /** Whether the length is exact, or the bound known to be constant. */
  isSettled(i: number): boolean {
    return u8(this.states, i) !== ESTIMATED;
  }

  /** Makes the length exact, and finds out whether the bound is constant. Cost: a pass backwards, the first time. */
  settle(i: number): void {
    if (!this.isSettled(i)) this.gradient(i);
  }

  /** The nearest bound of those that are not skipped, from a place with these slacks: −1 where there is none. */
  nearest(slacks: Float64Array, skips: (i: number) => boolean): { readonly bound: number; readonly distance: number } {
    let bound = -1;
    let distance = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.list.count; i++) {
      const own = this.distance(i, f64(slacks, i));
      if (own < distance && !skips(i)) [bound, distance] = [i, own];
    }
    return { bound, distance };
  }
}

function addSquares(sum: Float64Array, values: Float64Array): void {
  for (let j = 0; j < sum.length; j++) sum[j] = f64(sum, j) + f64(values, j) ** 2 / PROBES;
}

/** How far ‖∇z‖ may be off by rounding, given about what it is: as in the matrix of all gradients. */
function noiseOf({ network, gates, upTo, count }: FixedGates, lengths: PerLayer): PerLayer {
  count.taken += 2;
  const noise: Float64Array[] = [];
  for (let l = 0; l < upTo; l++) {
    const layer = network.layers[l] as Layer;
    const slopes = gates[l - 1]?.slopes;
    const through = (of: PerLayer): Float64Array => throughSlopes(of[l - 1] as Float64Array, slopes as Float64Array);
    noise.push(slopes ? gradientNoise(layer, through(lengths), through(noise)) : new Float64Array(layer.outputSize));
  }
  return noise;
}
