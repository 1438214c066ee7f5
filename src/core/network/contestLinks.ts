/** What separates two neighbouring polytopes where contests decide. */
import { unitEntry } from './entries';
import type { CodeLayout, Contest, GatedLayer } from './network';

/** The match that the winner of a match goes on to, if it is among the layers of the layout. */
export const nextMatch = (
  { gated }: CodeLayout,
  { contest, layer }: GatedLayer,
  unit: number,
): GatedLayer | undefined =>
  contest?.next[unit] ? gated.find((to) => to.layer === layer + (contest.next[unit] as number)) : undefined;

/** Whether a unit (by index among all) matters under the code at words[start], which may be settled. Cost: the rounds of its contest. */
export function unitMatters(layout: CodeLayout, unit: number, words: Uint32Array, start: number): boolean {
  let at = layout.gated.find(({ firstUnit, size }) => unit < firstUnit + size) as GatedLayer;
  let own = unit - at.firstUnit;
  for (let to = nextMatch(layout, at, own); to; to = nextMatch(layout, at, own)) {
    const { nextUnit, side } = at.contest as Contest;
    const next = nextUnit[own] as number;
    if (unitEntry(to, words, start, next) !== side[own]) return false;
    at = to;
    own = next;
  }
  return true;
}

/**
 * Whether a unit in which the codes of two neighbouring polytopes differ is what separates them: it matters on both sides. Where the
 * winner of a contest changes, it is the match at which the two meet; others change with it, since the winner comes by another way.
 */
export const separates = (
  layout: CodeLayout,
  unit: number,
  words: Uint32Array,
  before: number,
  after: number,
): boolean => unitMatters(layout, unit, words, before) && unitMatters(layout, unit, words, after);
