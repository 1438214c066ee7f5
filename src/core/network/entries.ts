/** Single entries of bit-packed spline codes. */
import { u32 } from '../math/typed';
import type { GatedLayer } from './network';

/** Writes one entry of `bits` bits at a bit position. Entries may cross a word. */
export function writeEntry(words: Uint32Array, start: number, bit: number, bits: number, piece: number): void {
  for (let b = 0; b < bits; b++) {
    const position = bit + b;
    const index = start + (position >>> 5);
    const mask = 1 << (position & 31);
    words[index] = (piece >>> b) & 1 ? u32(words, index) | mask : u32(words, index) & ~mask;
  }
}

/** Reads what `writeEntry` wrote. */
export function readEntry(words: Uint32Array, start: number, bit: number, bits: number): number {
  let piece = 0;
  for (let b = 0; b < bits; b++) {
    const position = bit + b;
    piece |= ((u32(words, start + (position >>> 5)) >>> (position & 31)) & 1) << b;
  }
  return piece;
}

/** The pieces of a gated layer's own units under the code that begins at words[start], one byte a unit. */
export function layerEntries({ size, bits, firstBit }: GatedLayer, words: Uint32Array, start = 0): Uint8Array {
  const entries = new Uint8Array(size);
  if (bits === 1)
    for (let unit = 0, bit = firstBit; unit < size; unit++, bit++)
      entries[unit] = (u32(words, start + (bit >>> 5)) >>> (bit & 31)) & 1;
  else for (let unit = 0; unit < size; unit++) entries[unit] = readEntry(words, start, firstBit + unit * bits, bits);
  return entries;
}

/**
 * The piece of a unit of a gated layer under the code that begins at words[start]. Units that only pass their values on are
 * no part of the code: they have the piece that they are held on.
 */
export function unitEntry(
  { size, held, bits, firstBit }: GatedLayer,
  words: Uint32Array,
  start: number,
  unit: number,
): number {
  if (unit >= size) return held?.[unit] as number;
  const bit = firstBit + unit * bits;
  // One bit is by far the most frequent: worth its own way.
  return bits === 1 ? (u32(words, start + (bit >>> 5)) >>> (bit & 31)) & 1 : readEntry(words, start, bit, bits);
}
