/** The volume of a region with a box. */
import { exp, log } from '../math/elementary';
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { type Body, innerRadius, Walk } from './body';
import type { Inscribed } from './inscribed';
import { polygonArea } from './polygon';
import { normalOf, offsetOf, type Region } from './region';
import { roundedBody } from './rounding';

/** Volume (length, area) in R^d; `standardError` 0 where it is exact to rounding. */
export interface Volume {
  readonly value: number;
  readonly standardError: number;
  readonly method: 'interval' | 'polygon' | 'random walk';
  /** Steps of the walks. */
  readonly samples: number;
}

export interface VolumeOptions {
  readonly seed?: number;
  /** Steps in all, about; more make the error smaller, as 1/√samples. */
  readonly samples?: number;
}

/** Above this many inputs no volume is estimated. */
export const MOST_VOLUME_INPUTS = 20;

/** Walks side by side, whose spread is the error. */
const WALKS = 24;
const SAMPLES = 400_000;

/** Steps a dimension in which each walk spreads over the body before anything is counted. */
const SETTLE = 100;

/** Steps in which a walk is waited for to enter the next smaller ball, half of which it should be in. */
const PATIENCE = 10_000;

/**
 * The volume by an exact interval or polygon for one or two inputs; else as a product of ratios down to the largest ball, each
 * body at most twice the next (Dyer, Frieze & Kannan 1991), walked by hit and run in rounded coordinates, from the whole
 * inwards, so that each walk is spread evenly when it enters the next body. The share of each chord within the smaller body
 * is averaged, and the spread over independent walks is the standard error. Yields now and then.
 * Throws a RangeError without a box or above `MOST_VOLUME_INPUTS` inputs.
 */
export function* volumeSteps(
  region: Region,
  ball: Inscribed,
  options: VolumeOptions = {},
): Generator<undefined, Volume, undefined> {
  if (!region.box) throw new RangeError('a volume needs a box');
  if (region.size > MOST_VOLUME_INPUTS) throw new RangeError(`no volume above ${MOST_VOLUME_INPUTS} inputs`);
  if (region.size === 1) return { value: length(region), standardError: 0, method: 'interval', samples: 0 };
  if (region.size === 2) return { value: polygonArea(region), standardError: 0, method: 'polygon', samples: 0 };
  const random = createRandom(options.seed ?? 1);
  const body = yield* roundedBody(region, ball.centre, ball.radius, random);
  const walks = Array.from({ length: WALKS }, () => new Walk(body, createRandom(random.bits())));
  const radii = yield* shells(body, walks);
  const steps = Math.max(50, Math.ceil((options.samples ?? SAMPLES) / (WALKS * radii.length)));
  let logVolume = logBallVolume(region.size, radii[0] as number) + logDeterminant(body);
  // Of each walk: how far its own product is off, to first order. One that is slow to mix is off in all shells alike.
  const off = new Float64Array(WALKS);
  for (let i = radii.length - 1; i >= 0; i--) {
    const inner = radii[i] as number;
    const outer = radii[i + 1] ?? Number.POSITIVE_INFINITY;
    const shares = new Float64Array(WALKS);
    for (const [w, walk] of walks.entries()) {
      shares[w] = meanShare(walk, outer, inner, steps);
      yield;
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / WALKS;
    logVolume -= log(mean);
    for (let w = 0; w < WALKS; w++) off[w] = f64(off, w) + f64(shares, w) / mean - 1;
  }
  const value = exp(logVolume);
  const spread = off.reduce((sum, share) => sum + share * share, 0) / (WALKS * (WALKS - 1));
  const standardError = value * Math.sqrt(spread);
  return { value, standardError, method: 'random walk', samples: steps * WALKS * radii.length };
}

/** Leaves the walk within the inner ball: there it is spread evenly, if it was in the outer one. */
function meanShare(walk: Walk, outer: number, inner: number, steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    if ((step & 255) === 0) walk.refresh();
    sum += walk.step(outer, inner);
  }
  for (let step = 0; step < PATIENCE && norm(walk.point) > inner; step++) walk.step(outer, inner);
  if (norm(walk.point) > inner) walk.restart();
  // What the waiting favoured is forgotten.
  for (let step = 0; step < walk.point.length; step++) walk.step(inner, inner);
  return sum / steps;
}

/** Radii of balls about 0: from the one that fits, by doubling of the volume, to one with half of the body in it. */
function* shells(body: Body, walks: readonly Walk[]): Generator<undefined, number[], undefined> {
  const lengths: number[] = [];
  for (const walk of walks) {
    for (let step = 0; step < SETTLE * body.size; step++) {
      if ((step & 255) === 0) walk.refresh();
      walk.step(Number.POSITIVE_INFINITY, 0);
      if (step >= (SETTLE * body.size) / 2) lengths.push(norm(walk.point));
    }
    yield;
  }
  lengths.sort((a, b) => a - b);
  const middle = lengths[lengths.length >> 1] as number;
  const factor = exp(log(2) / body.size);
  const radii = [innerRadius(body)];
  while ((radii[radii.length - 1] as number) < middle) radii.push((radii[radii.length - 1] as number) * factor);
  return radii;
}

/** ln of the volume of a ball: V_n = V_{n−2} · 2π r²/n. */
function logBallVolume(size: number, radius: number): number {
  let sum = size % 2 === 0 ? 0 : log(2);
  for (let n = size; n > 1; n -= 2) sum += log((2 * Math.PI) / n);
  return sum + size * log(radius);
}

function logDeterminant({ T, size }: Body): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += log(f64(T, k * (size + 1)));
  return sum;
}

function length(region: Region): number {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < region.constraints; i++) {
    const sign = f64(normalOf(region, i), 0);
    if (sign > 0) high = Math.min(high, offsetOf(region, i) / sign);
    else low = Math.max(low, offsetOf(region, i) / sign);
  }
  return Math.max(0, high - low);
}
