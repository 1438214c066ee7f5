import { createRandom, type Random } from '../math/random';
import { f64 } from '../math/typed';
import { codeLayout, type Network } from '../network/network';
import { bootstrapMean, type Interval } from '../path/bootstrap';
import { type PathDensity, pathDensity } from '../path/density';
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

/** Random directions one by one, and what was found along them. */
export class DirectionsRecord {
  done = 0;
  private readonly random: Random;
  private readonly layers: readonly number[];
  private readonly all: Float64Array;
  private readonly byLayer: readonly Float64Array[];

  constructor(
    network: Network,
    private readonly origin: Float64Array,
    private readonly length: number,
    private readonly count: number,
    private readonly seed: number,
  ) {
    this.random = createRandom(seed);
    this.layers = codeLayout(network).gated.map(({ layer }) => layer);
    this.all = new Float64Array(count);
    this.byLayer = this.layers.map(() => new Float64Array(count));
  }

  /** The end of the next segment. */
  next(): Float64Array {
    const direction = randomDirection(this.origin.length, this.length, this.random);
    return this.origin.map((value, i) => value + f64(direction, i));
  }

  add({ density, layers }: PathDensity): void {
    this.all[this.done] = density;
    layers.forEach((layer, row) => {
      (this.byLayer[row] as Float64Array)[this.done] = layer.density;
    });
    this.done++;
  }

  summary(): RandomDirections {
    const { done, length, all, byLayer, layers } = this;
    const resampling = createRandom(this.seed);
    const spread = (values: Float64Array): Spread => spreadOf(values.slice(0, done), resampling);
    return {
      count: done,
      length,
      values: all.slice(0, done),
      all: spread(all),
      layers: layers.map((layer, row) => ({ layer, ...spread(byLayer[row] as Float64Array) })),
    };
  }

  get isFull(): boolean {
    return this.done === this.count;
  }
}

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
  const record = new DirectionsRecord(network, origin, length, count, seed);
  return {
    advance(more) {
      for (let i = 0; i < more && !record.isFull; i++)
        record.add(pathDensity(walkPath(network, [origin, record.next()], { slopes: false })));
      return record.isFull;
    },
    get done() {
      return record.done;
    },
    total: count,
    summary: () => record.summary(),
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
