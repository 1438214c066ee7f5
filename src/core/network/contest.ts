/** Which matches of contests matter under a code (`Contest`): the others have no boundary, and piece 0 in a spline code. */
import { i32, u8 } from '../math/typed';
import { readEntry, unitEntry, writeEntry } from './entries';
import type { CodeLayout, GatedLayer } from './network';

/** Whether a network has contests at all. */
export const hasContests = ({ gated }: CodeLayout): boolean => gated.some(({ contest }) => contest !== undefined);

/**
 * 1 for each gated unit that matters under the code at words[start], by its index among all; 0 for matches whose winner loses
 * later. A match whose next one is not among the layers of the layout matters. Of the units in `open` (by index among all) it
 * is not decided who wins: what goes on to one of them may matter.
 */
export function unitsThatMatter(
  layout: CodeLayout,
  words: Uint32Array,
  start = 0,
  open?: ReadonlySet<number>,
): Uint8Array {
  const matters = new Uint8Array(layout.units).fill(1);
  const byLayer = new Map(layout.gated.map((gated) => [gated.layer, gated]));
  for (let g = layout.gated.length - 1; g >= 0; g--) {
    const gated = layout.gated[g] as GatedLayer;
    const { contest } = gated;
    if (!contest) continue;
    for (let unit = 0; unit < gated.size; unit++) {
      const on = contest.next[unit] as number;
      const next = on === 0 ? undefined : byLayer.get(gated.layer + on);
      if (!next) continue;
      const nextUnit = i32(contest.nextUnit, unit);
      const index = next.firstUnit + nextUnit;
      const wins = open?.has(index) || unitEntry(next, words, start, nextUnit) === u8(contest.side, unit);
      if (!wins || matters[index] === 0) matters[gated.firstUnit + unit] = 0;
    }
  }
  return matters;
}

/** The same, or null where every unit does. */
export const mattering = (layout: CodeLayout, words: Uint32Array, start = 0): Uint8Array | null =>
  hasContests(layout) ? unitsThatMatter(layout, words, start) : null;

/** Puts every match that does not matter on piece 0, so that a polytope has one code. Changes the words in place. */
export function settleContests(layout: CodeLayout, words: Uint32Array, start = 0): void {
  if (!hasContests(layout)) return;
  const matters = unitsThatMatter(layout, words, start);
  for (const gated of layout.gated) {
    if (!gated.contest) continue;
    for (let unit = 0; unit < gated.size; unit++)
      if (matters[gated.firstUnit + unit] === 0)
        writeEntry(words, start, gated.firstBit + unit * gated.bits, gated.bits, 0);
  }
}

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
