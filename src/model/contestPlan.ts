/** Who meets whom in the contests of a network, as places of columns: what soft contests as tensors are made by. */
import { i32, u8 } from '../core/math/typed';
import { beginsContest } from '../core/network/contest';
import { type EntrantPaths, entrantPaths } from '../core/network/entrants';
import { FREE } from '../core/network/held';
import {
  type CodeLayout,
  codeLayout,
  type GatedLayer,
  hasContests,
  type Network,
  tailNetwork,
} from '../core/network/network';

/** Matches of one round of a contest: each side is an entrant, or the winner of a match of an earlier round. */
export interface Round {
  /** Columns of the two sides: 0 is nobody, then come the entrants, then the matches, round by round. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Index of each match among all gated units. */
  readonly units: Int32Array;
  /** Number of the match (all rounds counted) that each winner goes on to, and on which side; −1: it was the last. */
  readonly next: Int32Array;
  readonly side: Uint8Array;
}

/** The contest that begins at a layer. */
export interface ContestPlan {
  /** Units of the layer whose values the entrants are. */
  readonly entrants: Int32Array;
  /** 1 for entrants that a clamped match keeps from winning; null: there are none. */
  readonly shut: Float32Array | null;
  readonly rounds: readonly Round[];
  readonly matches: number;
  /** Whether some are shut out or some sides have nobody. */
  readonly uneven: boolean;
  /** Columns of the last matches, and of entrants without any. */
  readonly lasts: Int32Array;
}

export interface ContestPlans {
  /** Those that begin at each layer; null: none does. */
  readonly begin: readonly (ContestPlan | null)[];
  /** For each layer with matches the index of its first one among all gated units, else −1. */
  readonly firstUnit: readonly number[];
}

type Held = readonly (Int8Array | null)[];

const known = new WeakMap<Network, Map<number, { readonly held: Held; readonly plans: ContestPlans }>>();

const sameHeld = (a: Held, b: Held): boolean =>
  a.length === b.length &&
  a.every((units, l) => {
    const other = b[l] ?? null;
    if (!units || !other) return units === other;
    return units.length === other.length && units.every((piece, j) => piece === other[j]);
  });

/**
 * The plans of the layers after layer `before` of a network, of which units are held as given; null where there are no contests.
 * They are kept until others are held: to make them takes longer than to compute some places.
 */
export function contestPlans(network: Network, before: number, held: Held): ContestPlans | null {
  if (!hasContests(network.layers.slice(before))) return null;
  const kept = known.get(network) ?? new Map();
  known.set(network, kept);
  const there = kept.get(before);
  if (there && sameHeld(there.held, held)) return there.plans;
  const plans = plansOf(before > 0 ? tailNetwork(network, before + 1) : network, held);
  kept.set(before, { held, plans });
  return plans;
}

function plansOf(network: Network, held: Held): ContestPlans {
  const layers = network.layers.map((layer, l) => ({ ...layer, ...(held[l] ? { held: held[l] as Int8Array } : {}) }));
  const layout = codeLayout({ ...network, layers });
  const byLayer = new Map(layout.gated.map((gated) => [gated.layer - 1, gated]));
  return {
    begin: layers.map((_, l) => {
      const gated = byLayer.get(l);
      return gated && beginsContest(gated) ? planOf(layout, gated) : null;
    }),
    firstUnit: layers.map((_, l) => (byLayer.get(l)?.contest ? (byLayer.get(l) as GatedLayer).firstUnit : -1)),
  };
}

interface Match {
  readonly unit: number;
  readonly sides: [number, number];
  next: number;
  side: number;
}

/** The column of a side that nobody comes to. */
const NOBODY = 0;

function planOf(layout: CodeLayout, gated: GatedLayer): ContestPlan {
  const paths = entrantPaths(layout, gated);
  const entrants = (gated.contest?.entrants?.units ?? new Int32Array()) as Int32Array;
  const { order, lasts } = matchesOf(paths, entrants.length);
  const layerOf = (unit: number): number => layout.gated.findIndex((entry) => unit < entry.firstUnit + entry.size);
  const rounds = new Map<number, Match[]>();
  for (const match of order) {
    const round = layerOf(match.unit);
    rounds.set(round, [...(rounds.get(round) ?? []), match]);
  }
  const shut = shutOut(layout, paths, entrants.length);
  return {
    entrants,
    shut,
    uneven: shut !== null || order.some(({ sides }) => sides.includes(NOBODY)),
    rounds: [...rounds.values()].map(roundOf),
    matches: order.length,
    lasts: Int32Array.from(lasts),
  };
}

/** The matches by index among all gated units, which is round by round; columns of their sides and of the last ones. */
function matchesOf({ starts, matches, sides }: EntrantPaths, count: number): { order: Match[]; lasts: number[] } {
  const numbers = new Map([...new Set(matches)].sort((a, b) => a - b).map((unit, i) => [unit, i]));
  const order = [...numbers.keys()].map((unit): Match => ({ unit, sides: [NOBODY, NOBODY], next: -1, side: 0 }));
  const lasts = new Set<number>();
  for (let e = 0; e < count; e++) {
    let column = 1 + e;
    let before: Match | null = null;
    for (let i = i32(starts, e); i < i32(starts, e + 1); i++) {
      const number = numbers.get(i32(matches, i)) as number;
      const match = order[number] as Match;
      match.sides[u8(sides, i) as 0 | 1] = column;
      if (before) [before.next, before.side] = [number, u8(sides, i)];
      column = 1 + count + number;
      before = match;
    }
    lasts.add(column);
  }
  return { order, lasts: [...lasts] };
}

const roundOf = (matches: readonly Match[]): Round => ({
  first: Int32Array.from(matches, ({ sides }) => sides[0]),
  second: Int32Array.from(matches, ({ sides }) => sides[1]),
  units: Int32Array.from(matches, ({ unit }) => unit),
  next: Int32Array.from(matches, ({ next }) => next),
  side: Uint8Array.from(matches, ({ side }) => side),
});

/** Entrants that a clamped match keeps from winning; null where none is. */
function shutOut({ gated }: CodeLayout, { starts, matches, sides }: EntrantPaths, count: number): Float32Array | null {
  const shut = new Float32Array(count);
  for (let e = 0; e < count; e++)
    for (let i = i32(starts, e); i < i32(starts, e + 1); i++) {
      const match = i32(matches, i);
      const layer = gated.find(({ firstUnit, size }) => match >= firstUnit && match < firstUnit + size);
      const piece = layer?.held?.[match - layer.firstUnit] ?? FREE;
      if (piece !== FREE && piece !== u8(sides, i)) shut[e] = 1;
    }
  return shut.includes(1) ? shut : null;
}
