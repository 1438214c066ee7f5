/**
 * The boundaries of contests. A largest value of many is decided by matches (`Contest`), but its polytope under a code
 * is { e_w ≥ e_k for each k }, w being the winner: each of these half-spaces is the boundary of the match at which w and k meet.
 */
import { i32, u8 } from '../math/typed';
import { beginsContest } from './contest';
import { unitEntry } from './entries';
import { isHeld } from './held';
import type { CodeLayout, Entrants, GatedLayer } from './network';

/** Boundaries z_winner − z_other = 0 of the contest whose first round a layer is, one entry each in every array. */
export interface ContestBoundaries {
  /** The layer (from 1) whose values are compared: all units below are its own, but for matches of later rounds. */
  readonly at: number;
  readonly count: number;
  /** Units of layer `at`, which pass their values on. */
  readonly winner: Int32Array;
  readonly other: Int32Array;
  /** The match at which they would meet: its layer, its index in it, and the piece it has where the winner wins. */
  readonly layer: Int32Array;
  readonly unit: Int32Array;
  readonly side: Uint8Array;
}

/**
 * The boundaries of the contest that begins at a layer, under the code at words[start], settled or not: one for each
 * entrant but the winners. Where later rounds are not among the layers of the layout, each of the last matches has a winner of its own. Cost:
 * entrants × rounds. Throws a RangeError where none begins.
 */
export function contestBoundaries(
  layout: CodeLayout,
  gated: GatedLayer,
  words: Uint32Array,
  start = 0,
): ContestBoundaries {
  const entrants = gated.contest?.entrants;
  if (!entrants || !beginsContest(gated)) throw new RangeError(`no contest begins at layer ${gated.layer}`);
  const { starts, units } = entrants;
  const bracket = new Bracket(layout, gated);
  const found = new BoundaryList(units.length);
  for (let w = 0; w + 1 < starts.length; w++) {
    const [from, to] = [i32(starts, w), i32(starts, w + 1)];
    for (let e = from; e < to; e++) bracket.noteWinner(e, words, start);
    for (let e = from; e < to; e++) {
      const winner = bracket.meet(e);
      if (winner >= 0) found.add(i32(units, winner), i32(units, e), bracket.layer, bracket.unit, bracket.winningSide);
    }
  }
  return { at: gated.layer, ...found.finish() };
}

/** Walks along the matches of a contest. */
class Bracket {
  /** The match at hand: its layer (from 1), index and the side of whoever comes to it. */
  layer = 0;
  unit = 0;
  private side = 0;
  private readonly byLayer: (GatedLayer | undefined)[] = [];
  /** The entrant that won each match and all matches behind it, and came to it from which side; −1: none. By index among all units. */
  private readonly winners: Int32Array;
  private readonly sides: Uint8Array;

  constructor(
    layout: CodeLayout,
    private readonly first: GatedLayer,
  ) {
    for (const gated of layout.gated) this.byLayer[gated.layer] = gated;
    this.winners = new Int32Array(layout.units).fill(-1);
    this.sides = new Uint8Array(layout.units);
  }

  private get gated(): GatedLayer | undefined {
    return this.byLayer[this.layer];
  }

  /** Goes to an entrant's first match; false where it has none. */
  private enter(entrant: number): boolean {
    const entrants = this.first.contest?.entrants as Entrants;
    this.layer = this.first.layer + (entrants.on[entrant] as number);
    this.unit = i32(entrants.match, entrant);
    this.side = u8(entrants.side, entrant);
    return this.unit >= 0 && this.gated !== undefined;
  }

  /** Goes on to the next match of whoever wins this one; false where it was the last. */
  private goOn(): boolean {
    const { contest } = this.gated as GatedLayer;
    const on = contest?.next[this.unit] ?? 0;
    if (!contest || on === 0) return false;
    this.side = u8(contest.side, this.unit);
    this.layer += on;
    this.unit = i32(contest.nextUnit, this.unit);
    return this.gated !== undefined;
  }

  /** Calls `visit` for each match on an entrant's way. */
  follow(entrant: number, visit: (match: number, side: number) => void): void {
    if (!this.enter(entrant)) return;
    do visit((this.gated as GatedLayer).firstUnit + this.unit, this.side);
    while (this.goOn());
  }

  /** Writes an entrant that wins all its matches to each of them. */
  noteWinner(entrant: number, words: Uint32Array, start: number): void {
    if (!this.enter(entrant)) return;
    do {
      if (unitEntry(this.gated as GatedLayer, words, start, this.unit) !== this.side) return;
    } while (this.goOn());
    this.enter(entrant);
    do {
      const index = (this.gated as GatedLayer).firstUnit + this.unit;
      this.winners[index] = entrant;
      this.sides[index] = this.side;
    } while (this.goOn());
  }

  /** The winner that an entrant meets, at the match at hand then; −1 for winners and those who cannot come to meet them. */
  meet(entrant: number): number {
    if (!this.enter(entrant)) return -1;
    do {
      const { firstUnit, held } = this.gated as GatedLayer;
      const winner = i32(this.winners, firstUnit + this.unit);
      const decided = isHeld(held, this.unit);
      if (winner >= 0) return winner === entrant || decided ? -1 : winner;
      if (decided && held?.[this.unit] !== this.side) return -1;
    } while (this.goOn());
    return -1;
  }

  /** The side that the winner of the match at hand came from. */
  get winningSide(): number {
    return u8(this.sides, (this.gated as GatedLayer).firstUnit + this.unit);
  }
}

class BoundaryList {
  private count = 0;
  private readonly winner: Int32Array;
  private readonly other: Int32Array;
  private readonly layer: Int32Array;
  private readonly unit: Int32Array;
  private readonly side: Uint8Array;

  constructor(most: number) {
    this.winner = new Int32Array(most);
    this.other = new Int32Array(most);
    this.layer = new Int32Array(most);
    this.unit = new Int32Array(most);
    this.side = new Uint8Array(most);
  }

  add(winner: number, other: number, layer: number, unit: number, side: number): void {
    const i = this.count++;
    this.winner[i] = winner;
    this.other[i] = other;
    this.layer[i] = layer;
    this.unit[i] = unit;
    this.side[i] = side;
  }

  finish(): Omit<ContestBoundaries, 'at'> {
    const { count } = this;
    const [winner, other, layer, unit] = [this.winner, this.other, this.layer, this.unit].map((list) =>
      list.subarray(0, count),
    ) as [Int32Array, Int32Array, Int32Array, Int32Array];
    return { count, winner, other, layer, unit, side: this.side.subarray(0, count) };
  }
}

/** The matches on the way of each entrant of a contest, from its first one on. */
export interface EntrantPaths {
  /** Entrant e has the matches starts[e] … starts[e + 1] − 1: indices among all gated units, and on which side it comes. */
  readonly starts: Int32Array;
  readonly matches: Int32Array;
  readonly sides: Uint8Array;
  /** Those of whom one wins: group g has the entrants groups[g] … groups[g + 1] − 1. The windows, where all rounds are there. */
  readonly groups: Int32Array;
}

/** The paths of the contest that begins at a layer, as far as it is among the layers of the layout. Cost: entrants × rounds. */
export function entrantPaths(layout: CodeLayout, gated: GatedLayer): EntrantPaths {
  const bracket = new Bracket(layout, gated);
  const count = gated.contest?.entrants?.units.length ?? 0;
  const starts = new Int32Array(count + 1);
  const matches: number[] = [];
  const sides: number[] = [];
  for (let e = 0; e < count; e++) {
    bracket.follow(e, (match, side) => {
      matches.push(match);
      sides.push(side);
    });
    starts[e + 1] = matches.length;
  }
  // Who meets at last stands side by side.
  const last = (e: number): number =>
    i32(starts, e) < i32(starts, e + 1) ? (matches[i32(starts, e + 1) - 1] as number) : -1;
  const groups: number[] = [];
  for (let e = 0; e < count; e++) if (e === 0 || last(e) < 0 || last(e) !== last(e - 1)) groups.push(e);
  groups.push(count);
  return { starts, matches: Int32Array.from(matches), sides: Uint8Array.from(sides), groups: Int32Array.from(groups) };
}
