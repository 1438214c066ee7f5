import { i32, u32 } from '../../math/typed';
import { entryOf } from '../../network/code';
import { hasContests } from '../../network/contest';
import { writeEntry } from '../../network/entries';
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
  /** For each bit of the open units' codes its place in the whole code. */
  bits: Int32Array;
  /** Units of these bits, among all of the network; −1 where settled entries of other units go with the bit. */
  bitUnits: Int32Array;
  /** Words of the whole code that the cells of the part may differ in. */
  words: Int32Array;
}

const EMPTY: CodeLayout = { gated: [], units: 0, words: 1 };
const NONE = new Int32Array(0);

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
    const places = { bits: NONE, bitUnits: NONE, words: NONE };
    this.parts.push({ reduced, layout: EMPTY, matches: null, ...places, ...settledEntries(reduced, layout) });
    return this.parts.length - 1;
  }

  setLayout(part: number, layout: CodeLayout): void {
    const own = this.parts[part] as LeafPart;
    own.layout = layout;
    own.matches = hasContests(layout) ? openMatches(layout) : null;
    placeBits(own);
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
    this.pair ??= [new WrittenCode(), new WrittenCode()];
    const first = this.written(a, this.pair[0]);
    const second = this.written(b, this.pair[1]);
    for (let w = 0; w < first.length; w++) if (u32(first, w) !== u32(second, w)) return false;
    return true;
  }

  private pair: readonly [WrittenCode, WrittenCode] | null = null;

  /** A leaf's code, written over that of the leaf asked for before. */
  private written(leaf: number, last: WrittenCode): Uint32Array {
    if (last.leaf === leaf) return last.words;
    const part = this.parts[i32(this.partOf, leaf)] as LeafPart;
    if (last.part !== part) {
      last.part = part;
      last.words = part.code.slice();
    } else for (const w of part.words) last.words[w] = u32(part.code, w);
    last.leaf = leaf;
    this.write(leaf, last.words, 0);
    return last.words;
  }

  /** The whole network's codes of some leaves, `words` each. */
  codes(picked: Int32Array, words: number): Uint32Array {
    const codes = new Uint32Array(picked.length * words);
    picked.forEach((leaf, i) => {
      codes.set((this.parts[i32(this.partOf, leaf)] as LeafPart).code, i * words);
      this.write(leaf, codes, i * words);
    });
    return codes;
  }

  /**
   * Lists the units in which two leaves differ, where both are of one part and their own few words tell. Returns false where the
   * whole codes have to be compared.
   */
  listDifference(a: number, b: number, list: (unit: number) => void): boolean {
    const part = i32(this.partOf, a);
    if (part !== i32(this.partOf, b)) return false;
    const { layout, bitUnits } = this.parts[part] as LeafPart;
    const [from, to] = [i32(this.starts, a), i32(this.starts, b)];
    for (let w = 0; w < layout.words; w++)
      for (let left = this.difference(from, to, w); left !== 0; left &= left - 1)
        if (i32(bitUnits, 32 * w + lowestBit(left)) < 0) return false;
    let last = -1;
    for (let w = 0; w < layout.words; w++)
      for (let left = this.difference(from, to, w); left !== 0; left &= left - 1) {
        const unit = i32(bitUnits, 32 * w + lowestBit(left));
        if (unit !== last) list(unit);
        last = unit;
      }
    return true;
  }

  private difference(from: number, to: number, word: number): number {
    return u32(this.packed, from + word) ^ u32(this.packed, to + word);
  }

  /** Puts the entries of a leaf into the code of its part at words[start]. */
  private write(leaf: number, words: Uint32Array, start: number): void {
    const { layout, conditional, matches, bits } = this.parts[i32(this.partOf, leaf)] as LeafPart;
    const from = i32(this.starts, leaf);
    for (let w = 0; w < layout.words; w++)
      for (let left = u32(this.packed, from + w) | 0; left !== 0; left &= left - 1) {
        const bit = i32(bits, 32 * w + lowestBit(left));
        const at = start + (bit >>> 5);
        words[at] = u32(words, at) | (1 << (bit & 31));
      }
    if (conditional.length === 0) return;
    if (matches) settleOpen(matches, this.packed, from);
    for (const { open, side, firstBit, bits, piece } of conditional)
      if (matches?.matters[matches.places[open] as number] === 1 && entryOf(layout, this.packed, open, from) === side)
        writeEntry(words, start, firstBit, bits, piece);
  }
}

/** The leaf whose code stands in `words`. */
class WrittenCode {
  leaf = -1;
  part: LeafPart | null = null;
  words = new Uint32Array(0);
}

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** Fills in where the bits of a part's open units stand. */
function placeBits(part: LeafPart): void {
  const { layout, reduced, conditional, matches } = part;
  part.bits = new Int32Array(32 * layout.words);
  part.bitUnits = new Int32Array(32 * layout.words).fill(-1);
  const words = new Set<number>();
  for (const { firstUnit, size, firstBit, bits } of layout.gated)
    for (let j = 0; j < size; j++) {
      const open = reduced.units[firstUnit + j] as Reduced['units'][number];
      for (let b = 0; b < bits; b++) {
        const from = firstBit + j * bits + b;
        part.bits[from] = open.firstBit + b;
        part.bitUnits[from] = open.index;
        words.add((open.firstBit + b) >>> 5);
      }
    }
  // Whether a conditional entry stands is up to its open match and those that the winner goes on to.
  for (const { open } of conditional)
    for (let at = matches?.places[open] ?? -1; at >= 0; at = i32((matches as OpenMatches).next, at))
      part.bitUnits[i32((matches as OpenMatches).bits, at)] = -1;
  for (const { firstBit, bits } of conditional) for (let b = 0; b < bits; b++) words.add((firstBit + b) >>> 5);
  part.words = Int32Array.from(words);
}

function doubled<T extends Int32Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
