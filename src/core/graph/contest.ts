import { gatherMap, type LinearMap, type SparseMap } from '../linear/types';
import type { Contest, Entrants, UnitSource } from '../network/network';
import type { Primitives, ValueId } from './primitives';

/** A match that is still to be told where its winner goes on: its gate and its unit there. */
interface Played {
  readonly gate: ValueId;
  readonly unit: number;
}

/** Who is left in one window: the places of values, and the match that each came out of. */
type Window = { readonly place: number; readonly match: Played | null }[];

/**
 * The largest of each window's values by matches of two in rounds: m = a + ReLU(b − a), so that where both are equal the
 * first stays. `places` are windows × `group` indices of the value `from`, −1 for none; the result has a value a window.
 */
export function largestOf(
  make: Primitives,
  from: ValueId,
  places: Int32Array,
  group: number,
  source: UnitSource,
): ValueId {
  const count = places.length / group;
  let windows: Window[] = Array.from({ length: count }, (_, w) =>
    Array.from(places.subarray(w * group, (w + 1) * group))
      .filter((place) => place >= 0)
      .map((place) => ({ place, match: null })),
  );
  let value = from;
  const links = new Map<ValueId, { unit: number; next: Played; side: 0 | 1 }[]>();
  const rounds: { gate: ValueId; from: ValueId; windows: readonly Window[] }[] = [];
  while (windows.some((window) => window.length > 1)) {
    const round = playRound(make, value, windows, source);
    rounds.push({ gate: round.gate, from: value, windows });
    for (const { match, next, side } of round.links) {
      const list = links.get(match.gate) ?? [];
      list.push({ unit: match.unit, next, side });
      links.set(match.gate, list);
    }
    value = round.value;
    windows = round.windows;
  }
  rounds.forEach(({ gate, from, windows: inRound }, round) => {
    const on = (next: ValueId): number => rounds.findIndex((other) => other.gate === next) - round;
    const contest = contestOf(make.sizeOf(gate), links.get(gate) ?? [], on);
    make.setContest(gate, { ...contest, round, from, entrants: entrantsOf(inRound) });
  });
  // One entrant a window is left: put them in the windows' order.
  const order = Int32Array.from(windows, (window) => window[0]?.place ?? -1);
  return make.linear(count, [{ from: value, map: gatherMap(make.sizeOf(value), order) }]);
}

interface Round {
  readonly gate: ValueId;
  readonly value: ValueId;
  readonly windows: Window[];
  readonly links: { match: Played; next: Played; side: 0 | 1 }[];
}

/** One round: neighbours meet, an odd last one goes on unplayed. */
function playRound(make: Primitives, value: ValueId, windows: readonly Window[], source: UnitSource): Round {
  const first: number[] = [];
  const second: number[] = [];
  const unplayed: number[] = [];
  const met: [Window[number], Window[number]][] = [];
  const owners: number[] = [];
  const shape = windows.map((window, owner) => {
    const next: { unit: number }[] = [];
    for (let i = 0; i + 1 < window.length; i += 2) {
      const pair = [window[i], window[i + 1]] as [Window[number], Window[number]];
      next.push({ unit: first.length });
      owners.push(owner);
      first.push(pair[0].place);
      second.push(pair[1].place);
      met.push(pair);
    }
    return { next, left: window.length % 2 === 1 ? (window[window.length - 1] as Window[number]) : null };
  });
  const before = make.sizeOf(value);
  const matches = first.length;
  const difference = make.linear(matches, [{ from: value, map: differenceMap(before, first, second) }]);
  const gate = make.gate(difference, { name: 'relu' }, { ...source, places: Int32Array.from(owners) });
  const links: Round['links'] = [];
  const windowsAfter = shape.map(({ next, left }): Window => {
    const window: Window = next.map(({ unit }) => {
      (met[unit] as [Window[number], Window[number]]).forEach(({ match }, side) => {
        if (match) links.push({ match, next: { gate, unit }, side: side as 0 | 1 });
      });
      return { place: unit, match: { gate, unit } };
    });
    if (!left) return window;
    unplayed.push(left.place);
    return [...window, { place: matches + unplayed.length - 1, match: left.match }];
  });
  const winners = make.linear(matches + unplayed.length, [
    { from: value, map: gatherMap(before, Int32Array.from([...first, ...unplayed])) },
    { from: gate, map: leading(matches, matches + unplayed.length) },
  ]);
  return { gate, value: winners, windows: windowsAfter, links };
}

/** b − a for each pair. */
function differenceMap(inputs: number, first: readonly number[], second: readonly number[]): SparseMap {
  const columns = Int32Array.from(first.flatMap((a, i) => [a, second[i] as number]));
  const rows = Int32Array.from({ length: first.length + 1 }, (_, i) => 2 * i);
  const weights = Float64Array.from(columns, (_, i) => (i % 2 === 0 ? -1 : 1));
  return { kind: 'sparse', inputs, outputs: first.length, rows, columns, weights };
}

/** The first `size` of `outputs` values; the others are 0. */
const leading = (size: number, outputs: number): LinearMap =>
  gatherMap(
    size,
    Int32Array.from({ length: outputs }, (_, i) => (i < size ? i : -1)),
  );

function contestOf(
  size: number,
  links: readonly { unit: number; next: Played; side: 0 | 1 }[],
  roundsOn: (gate: ValueId) => number,
): Pick<Contest, 'next' | 'nextUnit' | 'side'> {
  const contest = { next: new Int8Array(size), nextUnit: new Int32Array(size), side: new Uint8Array(size) };
  for (const { unit, next, side } of links) {
    contest.next[unit] = roundsOn(next.gate);
    contest.nextUnit[unit] = next.unit;
    contest.side[unit] = side;
  }
  return contest;
}

/** Who is in at the beginning of a round, and the match that each meets first: an odd last one waits for a later round. */
function entrantsOf(windows: readonly Window[]): Entrants {
  const starts = new Int32Array(windows.length + 1);
  windows.forEach((window, w) => {
    starts[w + 1] = (starts[w] as number) + window.length;
  });
  const count = starts[windows.length] as number;
  const units = Int32Array.from(windows.flatMap((window) => window.map(({ place }) => place)));
  const [on, match, side] = [new Int8Array(count), new Int32Array(count).fill(-1), new Uint8Array(count)];
  // What is left of each window round by round, and where in it the last one stands that has not played yet.
  let sizes = windows.map(({ length }) => length);
  for (let round = 0; sizes.some((size) => size > 1); round++) {
    let first = 0;
    sizes = sizes.map((size, w) => {
      const [from, to] = [starts[w] as number, starts[w + 1] as number];
      const waited = round > 0;
      for (let e = waited ? Math.max(from, to - 1) : from; e < to; e++) {
        // Only the last one of a window can have waited, and it stands last.
        const index = waited ? size - 1 : e - from;
        if ((match[e] as number) >= 0 || index >= 2 * (size >> 1)) continue;
        on[e] = round;
        match[e] = first + (index >> 1);
        side[e] = index & 1;
      }
      first += size >> 1;
      return (size + 1) >> 1;
    });
  }
  return { starts, units, on, match, side };
}
