/** The path. */
import * as v from 'valibot';
import { MAX_LAYERS, MAX_PATH_VERTICES } from '../limits';
import { count, point2 } from './primitives';
import { anchor } from './slice';

const vertex = v.union([v.object({ kind: v.literal('slice'), at: point2 }), anchor], 'is no vertex of a path');

export const pathEntries = {
  path: v.optional(
    v.nullable(
      v.object({
        vertices: v.pipe(
          v.array(vertex),
          v.minLength(2, 'has less than two vertices'),
          v.maxLength(MAX_PATH_VERTICES, `has more than ${MAX_PATH_VERTICES} vertices`),
        ),
        layer: count(MAX_LAYERS, 'as a layer'),
      }),
    ),
    null,
  ),
};
