import { exp } from '../math/elementary';
import { f64 } from '../math/typed';
import type { Network } from '../network/network';
import { codeChanges } from './pieces';
import { codeAt } from './read';
import type { Crossings, PathWalk, RayWalk } from './types';
import { walkRay } from './walk';

/** What becomes of the confidence behind the last crossing, where the outputs are affine for ever. */
export interface ConfidenceLimit {
  /** Whether the confidence tends to 1: one output's slope is strictly the largest, or a single output's is not 0. */
  readonly certain: boolean;
  /** The class that wins in the end; of a single output 1 where it is positive, else 0. Ties take the lowest index. */
  readonly winner: number;
  /** The classes whose slope is the largest, to rounding: one where the confidence tends to 1. */
  readonly classes: readonly number[];
  /**
   * What the confidence tends to: 1, or the winner's softmax probability among `classes`, whose outputs keep their
   * differences; of a constant single output the probability σ(|z|) of its side.
   */
  readonly confidence: number;
}

/** One of the two ways on from a path's ends. Crossings in the order in which they are met on the way out. */
export interface PathEnd {
  /** Parameter t of the path: below 0 before its start, above m behind its end; at the end itself for what changes there. */
  readonly crossings: Crossings;
  /** t of the last crossing; the path's own end where there is none. */
  readonly last: number;
  /** The walk outwards, in lengths of the leg that goes on. */
  readonly ray: RayWalk;
  readonly limit: ConfidenceLimit;
}

export interface PathExtension {
  readonly before: PathEnd;
  readonly after: PathEnd;
}

/**
 * Goes on beyond both ends of a path, straight along its first and its last leg, to the last crossing on either side. A leg of
 * length 0 goes nowhere: no crossing, and a constant confidence. Cost: two rays (`walkRay`).
 */
export function extendPath(network: Network, vertices: readonly ArrayLike<number>[], walk: PathWalk): PathExtension {
  const m = vertices.length - 1;
  const pieces = walk.knots.length - 1;
  return {
    before: endOf(network, walk, { from: vertices[1], to: vertices[0], piece: 0, t: (s) => 0 - s }),
    after: endOf(network, walk, { from: vertices[m - 1], to: vertices[m], piece: pieces - 1, t: (s) => m + s }),
  };
}

interface Way {
  readonly from: ArrayLike<number> | undefined;
  readonly to: ArrayLike<number> | undefined;
  /** The path's piece beside this end. */
  readonly piece: number;
  readonly t: (s: number) => number;
}

function endOf(network: Network, walk: PathWalk, { from, to, piece, t }: Way): PathEnd {
  if (!from || !to) throw new RangeError('a path needs two vertices at least');
  const direction = Float64Array.from(to, (value, k) => value - (from[k] as number));
  const ray = walkRay(network, to, direction);
  const here = direction.some((value) => value !== 0)
    ? codeChanges(walk.layout, codeAt(walk, piece), codeAt(ray, 0), 0)
    : codeChanges(walk.layout, codeAt(walk, piece), codeAt(walk, piece), 0);
  const joined = joinCrossings(here, ray.crossings);
  const crossings = { ...joined, t: joined.t.map(t) };
  const last = crossings.t[crossings.t.length - 1] ?? t(0);
  return { crossings, last, ray, limit: confidenceLimit(ray) };
}

function joinCrossings(first: Crossings, second: Crossings): Crossings {
  return {
    t: Float64Array.from([...first.t, ...second.t]),
    layer: Int32Array.from([...first.layer, ...second.layer]),
    unit: Int32Array.from([...first.unit, ...second.unit]),
    before: Uint8Array.from([...first.before, ...second.before]),
    after: Uint8Array.from([...first.after, ...second.after]),
  };
}

/** The limit of the confidence along a ray. Slopes that differ by less than their rounding count as equal. */
export function confidenceLimit({
  values,
  slope,
  slopeNoise,
  outputSize,
}: Pick<RayWalk, 'values' | 'slope' | 'slopeNoise' | 'outputSize'>): ConfidenceLimit {
  const z = values.subarray(values.length - outputSize);
  if (outputSize === 1) return limitOfSign(f64(z, 0), f64(slope, 0), f64(slopeNoise, 0));
  const steepest = slope.reduce((best, value, k) => (value > f64(slope, best) ? k : best), 0);
  const classes = Array.from(slope.keys()).filter(
    (k) =>
      f64(slope, steepest) - f64(slope, k) <= (k === steepest ? 0 : f64(slopeNoise, steepest) + f64(slopeNoise, k)),
  );
  const winner = classes.reduce((best, k) => (f64(z, k) > f64(z, best) ? k : best), classes[0] as number);
  const sum = classes.reduce((total, k) => total + exp(f64(z, k) - f64(z, winner)), 0);
  return { certain: classes.length === 1, winner, classes, confidence: 1 / sum };
}

function limitOfSign(z: number, slope: number, noise: number): ConfidenceLimit {
  const certain = Math.abs(slope) > noise;
  const winner = Number((certain ? slope : z) > 0);
  return { certain, winner, classes: [winner], confidence: certain ? 1 : 1 / (1 + exp(-Math.abs(z))) };
}
