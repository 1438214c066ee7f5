import { createRandom, type Random } from '../math/random';
import { f64 } from '../math/typed';
import { codeLayout, type Network } from '../network/network';
import { bootstrapMean, type Interval } from '../path/bootstrap';
import { pathDensity } from '../path/density';
import { walkPath } from '../path/walk';
import { randomDirection } from './ball';

/** Crossings per unit of length along random segments. */
export interface Spread extends Interval {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface RandomDirections {
  /** Segments walked so far. */
  readonly count: number;
  /** Euclidean length of each. */
  readonly length: number;
  /** Crossings per length, one a segment. */
  readonly values: Float64Array;
  /** Mean with its bootstrap interval of 99 %, median and ends. */
  readonly all: Spread;
  /** The gated layers. */
  readonly layers: readonly (Spread & { readonly layer: number })[];
}

/** The walks in the making, so that a worker can show progress and stop. */
export interface DirectionsRun {
  /** Walks at most so many more. Returns true when all are done. */
  advance(count: number): boolean;
  readonly done: number;
  readonly total: number;
  /** Of the walks done so far; the same bits for the same seed and number of them. */
  summary(): RandomDirections;
}

/** How many an attack is held against. */
export const DIRECTIONS = 100;

/**
 * Straight segments from `origin` of one Euclidean length, their directions uniform on the sphere of R^d (they heed no box): what
 * an attack of that length is held against. Cost: a walk each (`walkPath`).
 */
export function startDirections(
  network: Network,
  origin: Float64Array,
  length: number,
  { count = DIRECTIONS, seed }: { readonly count?: number; readonly seed: number },
): DirectionsRun {
  const random = createRandom(seed);
  const { gated } = codeLayout(network);
  const all = new Float64Array(count);
  const byLayer = gated.map(() => new Float64Array(count));
  let done = 0;
  const walk = (): void => {
    const direction = randomDirection(origin.length, length, random);
    const end = origin.map((value, i) => value + f64(direction, i));
    const found = pathDensity(walkPath(network, [origin, end], { slopes: false }));
    all[done] = found.density;
    found.layers.forEach(({ density }, row) => {
      (byLayer[row] as Float64Array)[done] = density;
    });
    done++;
  };
  return {
    advance(more) {
      for (let i = 0; i < more && done < count; i++) walk();
      return done === count;
    },
    get done() {
      return done;
    },
    total: count,
    summary() {
      const resampling = createRandom(seed);
      const spread = (values: Float64Array): Spread => spreadOf(values.slice(0, done), resampling);
      return {
        count: done,
        length,
        values: all.slice(0, done),
        all: spread(all),
        layers: gated.map(({ layer }, row) => ({ layer, ...spread(byLayer[row] as Float64Array) })),
      };
    },
  };
}

function spreadOf(values: Float64Array, random: Random): Spread {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const middle = n >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return {
    ...bootstrapMean(values, random),
    median: n % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2,
    least: sorted[0] ?? Number.NaN,
    most: sorted[n - 1] ?? Number.NaN,
  };
}
