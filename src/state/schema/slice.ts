/** The plane that is cut, and the polygon of it that is the domain. */
import * as v from 'valibot';
import { domainFault } from '../../core/partition';
import { MAX_DOMAIN_CORNERS, MAX_MIX_TERMS, MAX_WIDTH } from '../limits';
import type { Point2 } from '../types';
import { coordinate, count, finite, numbers, point2 } from './primitives';

const mix = v.object({
  kind: v.literal('mix'),
  terms: v.pipe(
    v.array(v.strictTuple([count(1e8, 'as a data index'), finite])),
    v.minLength(1, 'is empty'),
    v.maxLength(MAX_MIX_TERMS, `has more than ${MAX_MIX_TERMS} terms`),
    v.check((terms) => sumsToOne(terms.map(([, weight]) => weight)), 'has weights that do not sum to 1'),
  ),
});

function sumsToOne(weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scale = weights.reduce((total, weight) => total + Math.abs(weight), 1);
  return Math.abs(sum - 1) <= 1e-9 * scale;
}

const anchor = v.variant(
  'kind',
  [mix, v.object({ kind: v.literal('input'), values: numbers })],
  'is neither mix nor input',
);

export const slice = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('axes'),
      axes: v.strictTuple([count(MAX_WIDTH, 'as an input'), count(MAX_WIDTH, 'as an input')]),
    }),
    v.object({
      kind: v.literal('anchors'),
      anchors: v.strictTuple([anchor, anchor, anchor]),
      at: point2,
      angle: coordinate,
      handed: v.picklist([1, -1] as const, 'is neither 1 nor −1'),
    }),
  ],
  'is neither axes nor anchors',
);

/** A convex, counter-clockwise polygon, or the two ends [lo, 0], [hi, 0] of an interval. */
const domain = v.pipe(
  v.array(point2, 'is not a list of points'),
  v.maxLength(MAX_DOMAIN_CORNERS, `has more than ${MAX_DOMAIN_CORNERS} corners`),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? polygonFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

function polygonFault(corners: readonly Point2[]): string | null {
  const [lo, hi] = corners;
  if (corners.length !== 2 || !lo || !hi) return domainFault(corners);
  return lo[0] < hi[0] && lo[1] === 0 && hi[1] === 0 ? null : 'is no interval [lo, 0], [hi, 0] with lo < hi';
}

export const sliceEntries = { slice, domain };
