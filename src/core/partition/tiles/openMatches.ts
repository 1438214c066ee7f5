import { i32, u8, u32 } from '../../math/typed';
import type { CodeLayout } from '../../network/network';

/** The matches among a part's open units, later ones first, so that each polytope's code settles in one go. */
export interface OpenMatches {
  readonly bits: Int32Array;
  /** Bit of the next open match of the winner, and its place in this list; −1: there is none. */
  readonly nextBits: Int32Array;
  readonly next: Int32Array;
  readonly sides: Uint8Array;
  /** 1 where the match mattered in the code that was settled last. */
  readonly matters: Uint8Array;
  /** Places in this list by open unit; −1 for units that are no matches. */
  readonly places: Int32Array;
}

/** Matches have two pieces, and so one bit each. */
export function openMatches({ gated, units }: CodeLayout): OpenMatches {
  const places = new Int32Array(units).fill(-1);
  const bits: number[] = [];
  const nextBits: number[] = [];
  const next: number[] = [];
  const sides: number[] = [];
  for (let g = gated.length - 1; g >= 0; g--) {
    const { contest, size, firstBit, firstUnit, layer } = gated[g] as CodeLayout['gated'][number];
    if (!contest) continue;
    for (let unit = 0; unit < size; unit++) {
      const on = contest.next[unit] as number;
      const to = on === 0 ? undefined : gated.find((entry) => entry.layer === layer + on);
      const nextUnit = i32(contest.nextUnit, unit);
      places[firstUnit + unit] = bits.length;
      bits.push(firstBit + unit);
      nextBits.push(to ? to.firstBit + nextUnit : -1);
      next.push(to ? i32(places, to.firstUnit + nextUnit) : -1);
      sides.push(contest.side[unit] as number);
    }
  }
  return {
    bits: Int32Array.from(bits),
    nextBits: Int32Array.from(nextBits),
    next: Int32Array.from(next),
    sides: Uint8Array.from(sides),
    matters: new Uint8Array(bits.length),
    places,
  };
}

/** Puts matches whose winner loses later on piece 0, in the code at words[start], and notes which matter. */
export function settleOpen(
  { bits, nextBits, next, sides, matters }: OpenMatches,
  words: Uint32Array,
  start: number,
): void {
  for (let i = 0; i < bits.length; i++) {
    const nextBit = i32(nextBits, i);
    const wins =
      nextBit < 0 ||
      (((u32(words, start + (nextBit >>> 5)) >>> (nextBit & 31)) & 1) === u8(sides, i) &&
        u8(matters, i32(next, i)) === 1);
    matters[i] = wins ? 1 : 0;
    if (wins) continue;
    const bit = i32(bits, i);
    const word = start + (bit >>> 5);
    words[word] = u32(words, word) & ~(1 << (bit & 31));
  }
}
