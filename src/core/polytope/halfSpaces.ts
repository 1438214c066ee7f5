/** The polytope of a spline code as half-spaces: one for each bound of each gated unit's piece. */
import { f64, i32, u8 } from '../math/typed';
import type { EntrantPair, UnitRef } from '../network/boundaryGradient';
import { codeOf } from '../network/code';
import { beginsContest } from '../network/contest';
import { type ContestBoundaries, contestBoundaries } from '../network/entrants';
import { readEntry } from '../network/entries';
import { preActivations } from '../network/forward';
import { isHeld } from '../network/held';
import { gatesOf } from '../network/localMap';
import { codeLayout, type GatedLayer, type Network } from '../network/network';
import { rowNorm } from '../network/rows';
import { type LayerAffine, unitAffine } from './gradients';

/** A bound of a unit's piece: crossing z = threshold leads to the piece `step` further on. */
export interface UnitBound extends UnitRef {
  readonly threshold: number;
  readonly step: 1 | -1;
  /** Of a match in a contest: the winner and the one that wins behind the bound, of whose values z is the difference. */
  readonly between?: EntrantPair;
}

/**
 * P = { x : n_i · y ≤ b_i for all i }, with y = x − origin, or y = Q (x − origin) where `basis` is Q: then P does not change
 * along what is orthogonal to the rows of Q. Normals are unit vectors, so that b_i − n_i·y is a distance.
 */
export interface HalfSpaces {
  readonly network: Network;
  readonly code: Uint32Array;
  readonly origin: Float64Array;
  /** Q, size × d with orthonormal rows; null where y has d coordinates. */
  readonly basis: Float64Array | null;
  /** Coordinates of y. */
  readonly size: number;
  readonly count: number;
  /** count × size, row-major. */
  readonly normals: Float64Array;
  readonly offsets: Float64Array;
  /** How far a normal and an offset may be off by rounding. */
  readonly normalNoise: Float64Array;
  readonly offsetNoise: Float64Array;
  readonly bounds: readonly UnitBound[];
  /** Bounds that no x meets, of units that are constant under this code: P is then empty. None for the code of an x. */
  readonly broken: readonly UnitBound[];
}

export interface HalfSpaceOptions {
  /** Coordinates in the row space of layer 1 where d is larger than its width. Not with a box, which lies in R^d. */
  readonly reduced?: boolean;
}

/** Half-spaces of the polytope of an input, about that input: offsets are its distances to the hyperplanes. */
export function halfSpacesAt(network: Network, x: ArrayLike<number>, options: HalfSpaceOptions = {}): HalfSpaces {
  return halfSpacesOf(network, codeOf(codeLayout(network), preActivations(network, x)), { ...options, origin: x });
}

/**
 * Half-spaces of the polytope of a code, which may be empty, about `origin` (0 by default). Clamped units and units without a
 * gradient give none. Cost: coordinates × the weights after layer 1.
 */
export function halfSpacesOf(
  network: Network,
  code: Uint32Array,
  options: HalfSpaceOptions & { readonly origin?: ArrayLike<number> } = {},
): HalfSpaces {
  const layout = codeLayout(network);
  const origin = Float64Array.from(options.origin ?? new Float64Array(network.inputSize));
  const upTo = layout.gated[layout.gated.length - 1]?.layer ?? 0;
  const affine = unitAffine(network, gatesOf(network, code), origin, upTo, options.reduced ?? false);
  const list = new HalfSpaceList(affine.columns);
  for (const gated of layout.gated) {
    const units = affine.layers[gated.layer - 1] as LayerAffine;
    if (beginsContest(gated)) list.addContest(contestBoundaries(layout, gated, code), units);
    else if (!gated.contest) list.addLayer(gated, units, code);
  }
  return { network, code, origin, basis: affine.basis, ...list.finish() };
}

class HalfSpaceList {
  private readonly normals: Float64Array[] = [];
  private readonly offsets: number[] = [];
  private readonly normalNoise: number[] = [];
  private readonly offsetNoise: number[] = [];
  private readonly bounds: UnitBound[] = [];
  private readonly broken: UnitBound[] = [];

  constructor(private readonly size: number) {}

  addLayer(gated: GatedLayer, affine: LayerAffine, code: Uint32Array): void {
    const { layer, size, activation, bits, firstBit, held } = gated;
    for (let unit = 0; unit < size; unit++) {
      if (isHeld(held, unit)) continue;
      const piece = readEntry(code, 0, firstBit + unit * bits, bits);
      const below = activation.thresholds[piece - 1];
      const above = activation.thresholds[piece];
      if (below !== undefined) this.add({ layer, unit, threshold: below, step: -1 }, affine);
      if (above !== undefined) this.add({ layer, unit, threshold: above, step: 1 }, affine);
    }
  }

  /** e_winner ≥ e_other for every other entrant of each window. */
  addContest({ at, count, winner, other, layer, unit, side }: ContestBoundaries, affine: LayerAffine): void {
    const { gradients, gradientNoise, values, valueNoise } = affine;
    for (let i = 0; i < count; i++) {
      const between = { at, winner: i32(winner, i), other: i32(other, i) };
      const { winner: w, other: o } = between;
      const step = u8(side, i) === 0 ? 1 : -1;
      const normal = gradients
        .slice(o * this.size, (o + 1) * this.size)
        .map((g, k) => g - f64(gradients, w * this.size + k));
      this.push(
        { layer: i32(layer, i), unit: i32(unit, i), threshold: 0, step, between },
        normal,
        f64(gradientNoise, w) + f64(gradientNoise, o) + 2 ** -52 * rowNorm(gradients, w * this.size, this.size),
        f64(values, w) - f64(values, o),
        f64(valueNoise, w) + f64(valueNoise, o),
      );
    }
  }

  private add(bound: UnitBound, { gradients, gradientNoise, values, valueNoise }: LayerAffine): void {
    const { unit, threshold, step } = bound;
    const start = unit * this.size;
    this.push(
      bound,
      gradients.slice(start, start + this.size).map((g) => step * g),
      f64(gradientNoise, unit),
      step * (threshold - f64(values, unit)),
      f64(valueNoise, unit) + 2 ** -50 * Math.abs(threshold),
    );
  }

  /** `normal`: outwards, of any length; `room`: how far inside the origin is, in units of z. */
  private push(bound: UnitBound, normal: Float64Array, gradientNoise: number, room: number, noise: number): void {
    const length = rowNorm(normal, 0, this.size);
    if (!(length > gradientNoise)) {
      if (room < -noise) this.broken.push(bound);
      return;
    }
    this.normals.push(normal.map((g) => g / length));
    this.offsets.push(room / length);
    this.normalNoise.push(gradientNoise / length);
    this.offsetNoise.push(noise / length);
    this.bounds.push(bound);
  }

  finish(): Omit<HalfSpaces, 'network' | 'code' | 'origin' | 'basis'> {
    const count = this.normals.length;
    const normals = new Float64Array(count * this.size);
    this.normals.forEach((normal, i) => {
      normals.set(normal, i * this.size);
    });
    return {
      size: this.size,
      count,
      normals,
      offsets: Float64Array.from(this.offsets),
      normalNoise: Float64Array.from(this.normalNoise),
      offsetNoise: Float64Array.from(this.offsetNoise),
      bounds: this.bounds,
      broken: this.broken,
    };
  }
}
