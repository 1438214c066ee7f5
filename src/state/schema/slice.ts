/** The plane that is cut, and the polygon of it that is the domain. */
import * as v from 'valibot';
import { domainFault } from '../../core/partition/domain';
import { MAX_DIRECTIONS, MAX_DOMAIN_CORNERS, MAX_LAYERS, MAX_MIX_TERMS, MAX_VALUES, MAX_WIDTH } from '../limits';
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

/** A point of R^d. */
export const anchor = v.variant(
  'kind',
  [mix, v.object({ kind: v.literal('input'), values: numbers })],
  'is neither mix nor input',
);

/** Amounts along inputs or directions, each named once. */
const offsets = (index: number, what: string, most: number) =>
  v.pipe(
    v.array(v.strictTuple([count(index, what), coordinate])),
    v.maxLength(most, `has more than ${most} entries`),
    v.check((list) => new Set(list.map(([i]) => i)).size === list.length, 'names an index twice'),
  );

const component = count(MAX_DIRECTIONS - 1, 'as a component');
const shifts = offsets(MAX_DIRECTIONS - 1, 'as a direction', MAX_DIRECTIONS);

export const slice = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('axes'),
      axes: v.strictTuple([count(MAX_WIDTH, 'as an input'), count(MAX_WIDTH, 'as an input')]),
      through: v.exactOptional(anchor),
      values: v.exactOptional(v.pipe(offsets(MAX_WIDTH, 'as an input', MAX_VALUES), v.minLength(1, 'is empty'))),
    }),
    v.object({ kind: v.literal('random'), seed: count(2 ** 32 - 1, 'as a seed'), offsets: shifts }),
    v.object({ kind: v.literal('principal'), components: v.strictTuple([component, component]), offsets: shifts }),
    v.object({
      kind: v.literal('anchors'),
      anchors: v.strictTuple([anchor, anchor, anchor]),
      at: point2,
      angle: coordinate,
      handed: v.picklist([1, -1] as const, 'is neither 1 nor −1'),
    }),
  ],
  'is none of axes, anchors, random, principal',
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

/** How far data may lie from the plane to be drawn. */
const reach = v.nullable(v.pipe(coordinate, v.minValue(0, 'is negative')));

export const sliceEntries = {
  space: v.optional(count(MAX_LAYERS, 'as a layer'), 0),
  slice,
  domain,
  reach: v.optional(reach, null),
};
