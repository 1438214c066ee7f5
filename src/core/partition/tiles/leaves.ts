import { i32, u32 } from '../../math/typed';
import { entryOf } from '../../network/code';
import { hasContests } from '../../network/contest';
import { readEntry, writeEntry } from '../../network/entries';
import type { CodeLayout } from '../../network/network';
import { type Conditional, settledEntries } from './lost';
import { type OpenMatches, openMatches, settleOpen } from './openMatches';
import type { Reduced } from './reduced';

interface LeafPart {
  readonly reduced: Reduced;
  /** The whole network's code with what is settled. */
  readonly code: Uint32Array;
  readonly conditional: readonly Conditional[];
  matches: OpenMatches | null;
  /** Of the codes of its open units. */
  layout: CodeLayout;
}

const EMPTY: CodeLayout = { gated: [], units: 0, words: 1 };

/** Cells that are cut no further, with the codes of the units that are open in their part alone: a few words each. */
export class Leaves {
  count = 0;
  private readonly parts: LeafPart[] = [];
  private cells = new Int32Array(256);
  private winners = new Int32Array(256);
  private partOf = new Int32Array(256);
  /** Where each code begins. */
  private starts = new Int32Array(256);
  private packed = new Uint32Array(1024);
  private used = 0;

  addPart(reduced: Reduced, layout: CodeLayout): number {
    this.parts.push({ reduced, layout: EMPTY, matches: null, ...settledEntries(reduced, layout) });
    return this.parts.length - 1;
  }

  setLayout(part: number, layout: CodeLayout): void {
    const own = this.parts[part] as LeafPart;
    own.layout = layout;
    own.matches = hasContests(layout) ? openMatches(layout) : null;
  }

  get lastPart(): Reduced {
    return (this.parts[this.parts.length - 1] as LeafPart).reduced;
  }

  add(face: number, winner: number, part: number, code: Uint32Array): void {
    const leaf = this.count++;
    if (leaf === this.cells.length) {
      this.cells = doubled(this.cells);
      this.winners = doubled(this.winners);
      this.partOf = doubled(this.partOf);
      this.starts = doubled(this.starts);
    }
    while (this.used + code.length > this.packed.length) this.packed = doubled(this.packed);
    this.cells[leaf] = face;
    this.winners[leaf] = winner;
    this.partOf[leaf] = part;
    this.starts[leaf] = this.used;
    this.packed.set(code, this.used);
    const { matches } = this.parts[part] as LeafPart;
    if (matches) settleOpen(matches, this.packed, this.used);
    this.used += code.length;
  }

  faces(): Int32Array {
    return this.cells.slice(0, this.count);
  }

  winner(leaf: number): number {
    return i32(this.winners, leaf);
  }

  /** Whether two leaves are one cell: the same winner and the same code. */
  same(a: number, b: number): boolean {
    if (this.winners[a] !== this.winners[b]) return false;
    const part = i32(this.partOf, a);
    if (part === i32(this.partOf, b)) {
      const { words } = (this.parts[part] as LeafPart).layout;
      for (let w = 0; w < words; w++)
        if (u32(this.packed, i32(this.starts, a) + w) !== u32(this.packed, i32(this.starts, b) + w)) return false;
      return true;
    }
    const [first, second] = this.scratch(part);
    this.write(a, first, 0);
    this.write(b, second, 0);
    for (let w = 0; w < first.length; w++) if (first[w] !== second[w]) return false;
    return true;
  }

  private pair: readonly [Uint32Array, Uint32Array] | null = null;

  private scratch(part: number): readonly [Uint32Array, Uint32Array] {
    const { length } = (this.parts[part] as LeafPart).reduced.code;
    this.pair ??= [new Uint32Array(length), new Uint32Array(length)];
    return this.pair;
  }

  /** The whole network's codes of some leaves, `words` each. */
  codes(picked: Int32Array, words: number): Uint32Array {
    const codes = new Uint32Array(picked.length * words);
    picked.forEach((leaf, i) => {
      this.write(leaf, codes, i * words);
    });
    return codes;
  }

  private write(leaf: number, words: Uint32Array, start: number): void {
    const { reduced, layout, code, conditional, matches } = this.parts[i32(this.partOf, leaf)] as LeafPart;
    words.set(code, start);
    const from = i32(this.starts, leaf);
    for (const { firstUnit, size, firstBit, bits } of layout.gated)
      for (let j = 0; j < size; j++) {
        const piece = readEntry(this.packed, from, firstBit + j * bits, bits);
        const open = reduced.units[firstUnit + j];
        if (piece > 0 && open) writeEntry(words, start, open.firstBit, open.bits, piece);
      }
    if (conditional.length === 0) return;
    if (matches) settleOpen(matches, this.packed, from);
    for (const { open, side, firstBit, bits, piece } of conditional)
      if (matches?.matters[matches.places[open] as number] === 1 && entryOf(layout, this.packed, open, from) === side)
        writeEntry(words, start, firstBit, bits, piece);
  }
}

function doubled<T extends Int32Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
