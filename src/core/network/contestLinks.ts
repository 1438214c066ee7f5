/** What separates two neighbouring polytopes where contests decide. */
import { i32, u8 } from '../math/typed';
import { hasContests } from './contest';
import { readEntry } from './entries';
import type { CodeLayout } from './network';

/** Who goes on to whom, by index among all gated units. */
export interface ContestLinks {
  /** The match that a match's winner goes on to, −1: none among the layers of the layout. */
  readonly next: Int32Array;
  /** The piece that it has where it wins there. */
  readonly sides: Uint8Array;
  /** Where the entry of each unit begins in a code, and its bits. */
  readonly firstBits: Int32Array;
  readonly bits: Uint8Array;
}

/** Null where no unit is in a contest. */
export function contestLinks(layout: CodeLayout): ContestLinks | null {
  if (!hasContests(layout)) return null;
  const { units, gated } = layout;
  const links = {
    next: new Int32Array(units).fill(-1),
    sides: new Uint8Array(units),
    firstBits: new Int32Array(units),
    bits: new Uint8Array(units),
  };
  const byLayer = new Map(gated.map((entry) => [entry.layer, entry]));
  for (const { contest, layer, size, firstUnit, firstBit, bits } of gated)
    for (let j = 0; j < size; j++) {
      links.firstBits[firstUnit + j] = firstBit + j * bits;
      links.bits[firstUnit + j] = bits;
      const on = contest?.next[j] ?? 0;
      const to = on === 0 ? undefined : byLayer.get(layer + on);
      if (!contest || !to) continue;
      links.next[firstUnit + j] = to.firstUnit + i32(contest.nextUnit, j);
      links.sides[firstUnit + j] = u8(contest.side, j);
    }
  return links;
}

/** Whether a unit matters under the code at words[start], which may be settled. Cost: the rounds of its contest. */
export function unitMatters(
  { next, sides, firstBits, bits }: ContestLinks,
  unit: number,
  words: Uint32Array,
  start: number,
): boolean {
  for (let at = unit; i32(next, at) >= 0; at = i32(next, at)) {
    const to = i32(next, at);
    if (readEntry(words, start, i32(firstBits, to), u8(bits, to)) !== u8(sides, at)) return false;
  }
  return true;
}

/**
 * Whether a unit in which the codes of two neighbouring polytopes differ is what separates them: it matters on both sides. Where the
 * winner of a contest changes, it is the match at which the two meet; others change with it, since the winner comes by another way.
 */
export const separates = (
  links: ContestLinks | null,
  unit: number,
  words: Uint32Array,
  before: number,
  after: number,
): boolean => links === null || (unitMatters(links, unit, words, before) && unitMatters(links, unit, words, after));
