/** Which matches of contests matter under a code (`Contest`): the others have no boundary, and piece 0 in a spline code. */
import { i32, u8 } from '../math/typed';
import { unitEntry, writeEntry } from './entries';
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
