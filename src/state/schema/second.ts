/** The second input. */
import * as v from 'valibot';
import { point2 } from './primitives';

export const secondEntries = { second: v.optional(v.nullable(point2), null) };
