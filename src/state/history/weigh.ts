/** About how many bytes plain data take in memory. */

const NUMBER = 8;
const OBJECT = 32;
const CHARACTER = 2;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists of numbers are what weighs; they are not walked through. */
const isNumberList = (value: object): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'number';

function ownBytes(value: object): number {
  if (isNumberList(value)) return OBJECT + NUMBER * value.length;
  return OBJECT + NUMBER * Object.keys(value).length;
}

/** Bytes of what of `value` is new to `seen`, which then holds it. */
function added(value: unknown, seen: Set<object>): number {
  if (typeof value === 'string') return CHARACTER * value.length;
  if (!isObject(value) || seen.has(value)) return 0;
  seen.add(value);
  const own = ownBytes(value);
  if (isNumberList(value)) return own;
  return Object.values(value).reduce<number>((sum, part) => sum + added(part, seen), own);
}

/**
 * Bytes of the objects in `values`, each counted once however often it occurs, without those that are part of `present`,
 * too: those are held anyway. An estimate: 8 bytes a number or key, 32 an object, 2 a character.
 */
export function weigh(values: readonly unknown[], present: unknown = null): number {
  const seen = new Set<object>();
  added(present, seen);
  return values.reduce<number>((sum, value) => sum + added(value, seen), 0);
}
