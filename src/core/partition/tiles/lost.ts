/** Matches of contests (`Contest`) in a reduction, where the later ones may be settled or open. */
import { unitEntry, writeEntry } from '../../network/entries';
import type { CodeLayout, GatedLayer } from '../../network/network';
import type { Reduced } from './reduced';

/** What becomes of a match's winner: it wins all that follows, it loses, or an open match with this piece has to be won. */
export type Fate =
  | { readonly kind: 'wins' }
  | { readonly kind: 'loses' }
  | { readonly kind: 'open'; readonly open: number; readonly side: number };

/** Where the winners of matches go, given the pieces of a reduction's open units (−1: open; all of them by default). */
export class Fates {
  private readonly layers: ReadonlyMap<number, GatedLayer>;
  private readonly known: ReadonlyMap<number, number>;

  constructor(
    private readonly reduced: Pick<Reduced, 'units' | 'code'>,
    { gated }: CodeLayout,
    private readonly pieces: Int8Array | null = null,
  ) {
    this.layers = new Map(gated.map((entry) => [entry.layer - 1, entry]));
    this.known = new Map(reduced.units.map(({ index }, u) => [index, u]));
  }

  /** Of the match `unit` of a layer (from 0). */
  of(layer: number, unit: number): Fate {
    const contest = this.layers.get(layer)?.contest;
    const on = contest?.next[unit] ?? 0;
    const next = on === 0 ? undefined : this.layers.get(layer + on);
    if (!contest || !next) return { kind: 'wins' };
    const nextUnit = contest.nextUnit[unit] as number;
    const side = contest.side[unit] as number;
    const open = this.known.get(next.firstUnit + nextUnit);
    const piece = open === undefined ? unitEntry(next, this.reduced.code, 0, nextUnit) : (this.pieces?.[open] ?? -1);
    if (piece < 0) return { kind: 'open', open: open as number, side };
    return piece === side ? this.of(layer + on, nextUnit) : { kind: 'loses' };
  }
}

const hasContests = ({ gated }: CodeLayout): boolean => gated.some(({ contest }) => contest !== undefined);

/** Puts open matches whose winner is known to lose a later one on piece 0: they do not matter. Changes `pieces` in place. */
export function settleLost(reduced: Reduced, pieces: Int8Array, layout: CodeLayout): void {
  if (!hasContests(layout)) return;
  const fates = new Fates(reduced, layout, pieces);
  // From the last to the first: what a later match becomes decides of the earlier ones.
  for (let u = reduced.units.length - 1; u >= 0; u--) {
    const { layer, unit } = reduced.units[u] as Reduced['units'][number];
    if (pieces[u] === -1 && fates.of(layer, unit).kind === 'loses') pieces[u] = 0;
  }
}

/** An entry of a settled match that stands in a code only where an open match is on a piece, and matters itself. */
export interface Conditional {
  readonly firstBit: number;
  readonly bits: number;
  readonly piece: number;
  readonly open: number;
  readonly side: number;
}

/** A reduction's code with the entries of settled matches that lose at 0, and those that depend on open matches apart. */
export function settledEntries(
  reduced: Reduced,
  layout: CodeLayout,
): { code: Uint32Array; conditional: Conditional[] } {
  const conditional: Conditional[] = [];
  if (!hasContests(layout)) return { code: reduced.code, conditional };
  const code = reduced.code.slice();
  const fates = new Fates(reduced, layout);
  for (const gated of layout.gated) {
    if (!gated.contest) continue;
    const { bits } = gated;
    for (let unit = 0; unit < gated.size; unit++) {
      const piece = unitEntry(gated, reduced.code, 0, unit);
      if (piece === 0) continue;
      const fate = fates.of(gated.layer - 1, unit);
      if (fate.kind === 'wins') continue;
      const firstBit = gated.firstBit + unit * bits;
      writeEntry(code, 0, firstBit, bits, 0);
      if (fate.kind === 'open') conditional.push({ firstBit, bits, piece, open: fate.open, side: fate.side });
    }
  }
  return { code, conditional };
}
