/** Numbers, texts and lists that every part of a state is made of. Sizes are capped before use. */
import * as v from 'valibot';
import { MAX_COORDINATE, MAX_NAME, MAX_PARAMETERS, MAX_WIDTH } from '../limits';
import type { FlatWeights } from '../types';

/** −0 becomes 0, as it does in JSON, so that a state is the same after every round trip. */
export const plainZero = v.transform((x: number) => x + 0);
export const finite = v.pipe(v.number('is not a number'), v.finite('is not a finite number'), plainZero);
export const coordinate = v.pipe(
  v.number('is not a number'),
  v.finite('is not a finite number'),
  v.check((x) => Math.abs(x) <= MAX_COORDINATE, `is larger than ${MAX_COORDINATE}`),
  plainZero,
);
export const count = (most: number, what: string) =>
  v.pipe(
    v.number('is not a number'),
    v.integer('is not a whole number'),
    v.minValue(0, 'is negative'),
    v.maxValue(most, ({ input }) => `${input} ${what}, more than this page takes (${most})`),
  );
export const size = (what: string) => v.pipe(count(MAX_WIDTH, what), v.minValue(1, 'is not positive'));
export const point2 = v.strictTuple([coordinate, coordinate], 'is not a pair of numbers');
/** Half characters, which no link can carry, become the replacement character. */
export const name = v.pipe(
  v.string('is not a text'),
  v.maxLength(MAX_NAME, `is longer than ${MAX_NAME} characters`),
  v.transform((text) => text.replace(/\p{Surrogate}/gu, '\ufffd')),
);

/** Numbers in bulk; checked by a plain loop, as there may be a million. */
export const numbers = v.pipe(
  v.custom<FlatWeights>((list) => Array.isArray(list), 'is not a list of numbers'),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    if (value.length > MAX_PARAMETERS) {
      addIssue({ message: `has ${value.length} values, more than this page takes (${MAX_PARAMETERS})` });
      return NEVER;
    }
    const bad = value.findIndex((x) => !Number.isFinite(x));
    if (bad >= 0) {
      addIssue({ message: `has no finite number at ${bad}: ${String(value[bad]).slice(0, 40)}` });
      return NEVER;
    }
    return value.map((x) => x + 0);
  }),
);

export const isFloat32 = (weights: FlatWeights): boolean => weights.every((x) => Math.fround(x) === x);
export const float32 = v.pipe(
  numbers,
  v.check((weights: number[]) => isFloat32(weights), 'has values that are not float32'),
);

export const positive = v.pipe(
  finite,
  v.check((x) => x > 0, 'is not positive'),
);

export const flag = v.boolean('is neither true nor false');
