/** What the experiments are asked, and within what the polytope in R^d is looked at. */
import * as v from 'valibot';
import { LARGEST_SCALE } from '../../core/path/largestScale';
import { MOST_PAIRS } from '../classTypes';
import { EMPTY_LENS } from '../defaults';
import { MAX_LAYERS, MAX_SEED } from '../limits';
import { coordinate, count, finite, flag } from './primitives';

const scale = v.pipe(
  finite,
  v.check((k) => k >= 0 && k <= LARGEST_SCALE, `is not between 0 and ${LARGEST_SCALE}`),
);

const experiments = v.object({
  pairs: v.pipe(count(MOST_PAIRS, 'pairs'), v.minValue(2, 'is less than 2')),
  seed: count(MAX_SEED, 'as a seed'),
  layer: count(MAX_LAYERS, 'as a layer'),
  scale,
});

const box = v.variant(
  'kind',
  [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('data') }),
    v.pipe(
      v.object({ kind: v.literal('range'), lower: coordinate, upper: coordinate }),
      v.check(({ lower, upper }) => lower < upper, 'is no range from a lower to a higher value'),
    ),
  ],
  'is none of none, data, range',
);

export const experimentEntries = {
  experiments: v.optional(experiments, EMPTY_LENS.experiments),
  facets: v.optional(v.object({ box, volume: flag }), EMPTY_LENS.facets),
};
