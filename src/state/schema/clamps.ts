/** Units that are clamped, and whether the partition without the clamps is drawn. */
import * as v from 'valibot';
import { MAX_CLAMPS, MAX_PARAMETERS } from '../limits';
import { count, flag } from './primitives';

const clamps = v.pipe(
  v.array(
    v.strictTuple([
      count(MAX_PARAMETERS, 'as a unit'),
      v.picklist(['on', 'off', 'ablated'], 'is none of on, off, ablated'),
    ]),
    'is not a list of units',
  ),
  v.maxLength(MAX_CLAMPS, `has more than ${MAX_CLAMPS} units`),
  v.check((list) => new Set(list.map(([unit]) => unit)).size === list.length, 'names a unit twice'),
);

export const clampEntries = {
  clamps: v.optional(clamps, []),
  showFormer: v.optional(flag, true),
};
