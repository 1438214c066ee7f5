/** Places whose values are pinned. */
import * as v from 'valibot';
import { MAX_PINS } from '../limits';
import { point2 } from './primitives';

const pins = v.pipe(
  v.array(point2, 'is not a list of points'),
  v.maxLength(MAX_PINS, `has more than ${MAX_PINS} points`),
);

export const pinEntries = { pins: v.optional(pins, []) };
