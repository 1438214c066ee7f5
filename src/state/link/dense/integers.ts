/**
 * A row of whole numbers ↔ bits. A number is its length in bits, in the context of the lengths of the number before it and of
 * the one above it (rows of √count, if that is whole: a picture), then its sign, then its bits. A picture's empty parts and
 * small changes take next to nothing.
 */
import { BitReader, BitWriter, Contexts } from './bitCoder';

/** Numbers lie between ±(2³¹ − 1). */
const MOST_BITS = 31;
/** Sums of two lengths beyond this are one context. */
const MOST_NEAR = 15;

/** Where the contexts of each kind begin. */
const SIGNS = (MOST_NEAR + 1) * MOST_BITS;
const PLACES = SIGNS + 3;
const CONTEXTS = PLACES + (MOST_BITS + 1) * MOST_BITS;

/** Writes or reads a bit in a context: the two ways share all else, so that they cannot differ. */
type Bit = (context: number, bit: () => number) => number;

const lengthOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** A row's length where numbers are a square picture, else 0. */
export function rowOf(count: number): number {
  const row = Math.round(Math.sqrt(count));
  return row * row === count ? row : 0;
}

/** One number, given that before it and the lengths about it. `known` holds it while it is written. */
function code(bit: Bit, near: number, before: number, known: number): number {
  const from = Math.min(near, MOST_NEAR) * MOST_BITS;
  let length = 0;
  while (length < MOST_BITS && bit(from + length, () => Number(lengthOf(known) > length))) length++;
  if (length === 0) return 0;
  const negative = bit(SIGNS + Math.sign(before) + 1, () => Number(known < 0));
  let size = 1;
  for (let place = length - 2; place >= 0; place--)
    size = size * 2 + bit(PLACES + length * MOST_BITS + place, () => (Math.abs(known) >>> place) & 1);
  return negative ? -size : size;
}

function codeAll(values: Int32Array, bit: Bit): void {
  const row = rowOf(values.length);
  for (let i = 0; i < values.length; i++) {
    const before = i > 0 ? (values[i - 1] as number) : 0;
    const above = row > 0 && i >= row ? (values[i - row] as number) : before;
    values[i] = code(bit, lengthOf(before) + lengthOf(above), before, values[i] as number);
  }
}

/** Bytes of whole numbers between ±(2³¹ − 1). Cost: linear in them. */
export function integerBytes(values: Int32Array): Uint8Array {
  const [writer, contexts] = [new BitWriter(), new Contexts(CONTEXTS)];
  codeAll(values.slice(), (context, bit) => {
    const value = bit();
    writer.write(value, contexts, context);
    return value;
  });
  return writer.end();
}

/** So many numbers from bytes; any bytes are some numbers. Cost: linear in `count`, whatever the bytes. */
export function integersFrom(bytes: Uint8Array, count: number): Int32Array {
  const [reader, contexts] = [new BitReader(bytes), new Contexts(CONTEXTS)];
  const values = new Int32Array(count);
  codeAll(values, (context) => reader.read(contexts, context));
  return values;
}
