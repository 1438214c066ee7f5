/** How density maps are measured. */
import * as v from 'valibot';
import { EMPTY_LENS } from '../defaults';
import { MAX_COORDINATE, MAX_DENSITY_DIRECTIONS, MAX_SEED } from '../limits';
import { count, positive } from './primitives';

const radius = v.pipe(positive, v.maxValue(MAX_COORDINATE, `is larger than ${MAX_COORDINATE}`));

export const densityEntries = {
  density: v.optional(
    v.object({
      radius: v.nullable(radius),
      space: v.picklist(['slice', 'input'], 'is neither slice nor input'),
      directions: v.pipe(count(MAX_DENSITY_DIRECTIONS, 'directions'), v.minValue(1, 'is not positive')),
      seed: count(MAX_SEED, 'as a seed'),
    }),
    EMPTY_LENS.density,
  ),
};
