/** How far the soft network is from the hard one away from the boundaries, at places of a slice. */
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { isContinuous } from '../network/activation';
import { forward, preActivations } from '../network/forward';
import { isHeld, layerPieces } from '../network/held';
import type { Network } from '../network/network';
import { type Polygon, pointInInput, type Slice, type SlicePoint } from '../slice/slice';
import { boundaryWidth } from './gaps';
import { gateScale } from './gate';
import { softPass } from './pass';
import { mapDistance } from './quantity';
import type { Softness } from './softness';

export interface AgreementJob {
  readonly network: Network;
  readonly slice: Slice;
  /** Convex, in slice coordinates; for one input [lo, 0] and [hi, 0]. */
  readonly domain: Polygon;
  /** Places are kept where every unit is further from its thresholds than the width of its boundary under these gates. */
  readonly beyond: Softness;
  /** The networks that are compared with the hard one. */
  readonly gates: readonly Softness[];
  /** Places to draw in the domain, and their seed. */
  readonly count: number;
  readonly seed: number;
}

/** The places that are drawn, without what is compared at them. */
export type AgreementPlaces = Omit<AgreementJob, 'beyond' | 'gates'>;

export interface Agreement {
  readonly drawn: number;
  /** Places away from the boundaries. */
  readonly places: number;
  /** For each softness, over these places: the largest |soft output − hard output|, and the largest distance of the maps along the slice. */
  readonly output: readonly number[];
  readonly map: readonly number[];
}

/**
 * Compares place by place, and yields the share that is done. The same places for every softness. A code that is read out after
 * the last layer is left out. Cost a place: a forward pass, and for each softness a soft one and three columns twice.
 */
export function* agreementSteps(job: AgreementJob): Generator<number, Agreement, undefined> {
  const { slice, domain, beyond, gates, count, seed } = job;
  const { codeOutput: _, ...network } = job.network;
  const distance = mapDistance(network, slice);
  const random = createRandom(seed);
  const output = gates.map(() => 0);
  const map = gates.map(() => 0);
  let places = 0;
  for (let drawn = 0; drawn < count; drawn++) {
    const place = placeIn(domain, () => random.uniform());
    const x = pointInInput(slice, place);
    if (isAway(network, beyond, preActivations(network, x))) {
      places++;
      const hard = forward(network, x);
      for (const [i, softness] of gates.entries()) {
        const pass = softPass(network, softness, x);
        output[i] = Math.max(output[i] as number, largestDifference(pass.output, hard));
        map[i] = Math.max(map[i] as number, distance(pass, ...place));
      }
    }
    yield (drawn + 1) / count;
  }
  return { drawn: count, places, output, map };
}

/**
 * How many of the places that `agreementSteps` draws are away from the boundaries under each of some gates, from the widest
 * boundaries to the narrowest: a place away under one is away under all after it. Yields the share that is done. Cost a
 * place: a forward pass.
 */
export function* awaySteps(
  { network, slice, domain, count, seed }: AgreementPlaces,
  candidates: readonly Softness[],
): Generator<number, number[], undefined> {
  const random = createRandom(seed);
  const found = candidates.map(() => 0);
  for (let drawn = 0; drawn < count; drawn++) {
    const z = preActivations(
      network,
      pointInInput(
        slice,
        placeIn(domain, () => random.uniform()),
      ),
    );
    let first = candidates.length;
    while (first > 0 && isAway(network, candidates[first - 1] as Softness, z)) first--;
    for (let i = first; i < candidates.length; i++) found[i] = (found[i] as number) + 1;
    yield (drawn + 1) / count;
  }
  return found;
}

const largestDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, r) => Math.max(most, Math.abs(value - f64(b, r))), 0);

/**
 * Whether no unit of the hard network, whose pre-activations are z, is within the width of a soft boundary. Who is exactly at a
 * threshold where the pieces meet is so all over the slice (the largest of equal values, as in a picture's empty ground): there
 * is no boundary, and soft and hard give the same.
 */
function isAway(network: Network, gates: Softness, z: readonly Float64Array[]): boolean {
  return network.layers.every((layer, l) => {
    const gate = gates[l];
    if (!gate) return true;
    const f = layerPieces(layer);
    const meets = isContinuous(f);
    const widths = f.thresholds.map((_, r) => boundaryWidth(gate, gateScale(f, r)));
    return (z[l] as Float64Array).every(
      (value, j) =>
        isHeld(layer.held, j) ||
        f.thresholds.every((t, r) => (meets && value === t) || Math.abs(value - t) > (widths[r] as number)),
    );
  });
}

/** A place that is uniform in a convex polygon, by its triangles about the first corner; of two corners, between them. */
function placeIn(domain: Polygon, uniform: () => number): SlicePoint {
  const [first, second] = domain as readonly [SlicePoint, SlicePoint];
  if (domain.length === 2) {
    const t = uniform();
    return [first[0] + t * (second[0] - first[0]), first[1] + t * (second[1] - first[1])];
  }
  const areas = domain.slice(1, -1).map((corner, i) => triangleArea(first, corner, domain[i + 2] as SlicePoint));
  let left = uniform() * areas.reduce((sum, area) => sum + area, 0);
  let i = 0;
  while (i < areas.length - 1 && left >= (areas[i] as number)) left -= areas[i++] as number;
  const [b, c] = [domain[i + 1] as SlicePoint, domain[i + 2] as SlicePoint];
  const [u, v] = [uniform(), uniform()];
  const [s, t] = u + v > 1 ? [1 - u, 1 - v] : [u, v];
  return [
    first[0] + s * (b[0] - first[0]) + t * (c[0] - first[0]),
    first[1] + s * (b[1] - first[1]) + t * (c[1] - first[1]),
  ];
}

const triangleArea = ([ap, aq]: SlicePoint, [bp, bq]: SlicePoint, [cp, cq]: SlicePoint): number =>
  Math.abs((bp - ap) * (cq - aq) - (bq - aq) * (cp - ap)) / 2;
