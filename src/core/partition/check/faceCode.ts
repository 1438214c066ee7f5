import type { Places } from '../../linear/programColumns';
import { i32, u32 } from '../../math/typed';
import { hasContests } from '../../network/contest';
import { ContestTree } from '../../network/contestTree';
import { unitEntry } from '../../network/entries';
import type { CodeLayout, GatedLayer } from '../../network/network';

/** The code of a face read into pieces, and what has changed in it since the face before. */
export class FaceCode {
  /** Of each gated unit by index among all. */
  readonly pieces: Uint8Array;
  /** Of each layer of the layout, in order: units (by index in the layer) whose piece or weight in a contest has changed. */
  readonly changed: readonly Places[];
  private readonly words: Uint32Array;
  private readonly marks: Uint8Array;
  private readonly layerOf: Int32Array;
  private contests: ContestTree | null = null;
  private fresh = true;

  constructor(private readonly layout: CodeLayout) {
    this.pieces = new Uint8Array(layout.units);
    this.words = new Uint32Array(layout.words);
    this.marks = new Uint8Array(layout.units);
    this.changed = layout.gated.map(({ size }) => ({ at: new Int32Array(size), count: 0 }));
    this.layerOf = new Int32Array(layout.units);
    layout.gated.forEach(({ firstUnit, size }, g) => {
      this.layerOf.fill(g, firstUnit, firstUnit + size);
    });
  }

  /** 1 for each unit that matters (`unitsThatMatter`); null where every one does. */
  get matters(): Uint8Array | null {
    return this.contests?.matters ?? null;
  }

  /** Reads the code that begins at words[start]. */
  moveTo(words: Uint32Array, start: number): void {
    this.clear();
    for (const gated of this.layout.gated) this.readLayer(gated, words, start);
    for (let w = 0; w < this.words.length; w++) this.words[w] = u32(words, start + w);
    if (this.fresh) {
      this.fresh = false;
      if (hasContests(this.layout)) this.contests = new ContestTree(this.layout, this.pieces);
      return;
    }
    if (!this.contests) return;
    const counts = this.changed.map(({ count }) => count);
    counts.forEach((count, g) => {
      const { at } = this.changed[g] as Places;
      const first = (this.layout.gated[g] as GatedLayer).firstUnit;
      for (let i = 0; i < count; i++) this.contests?.settle(first + i32(at, i), this.note);
    });
  }

  private clear(): void {
    this.changed.forEach((places, g) => {
      const first = (this.layout.gated[g] as GatedLayer).firstUnit;
      for (let i = 0; i < places.count; i++) this.marks[first + i32(places.at, i)] = 0;
      places.count = 0;
    });
  }

  /** Words that are the same as in the face before are not read. */
  private readLayer(gated: GatedLayer, words: Uint32Array, start: number): void {
    const { firstBit, bits, size, firstUnit } = gated;
    const end = firstBit + bits * size;
    for (let w = firstBit >>> 5; w <= (end - 1) >>> 5; w++) {
      if (!this.fresh && u32(words, start + w) === u32(this.words, w)) continue;
      const from = Math.floor((Math.max(firstBit, w << 5) - firstBit) / bits);
      const to = Math.ceil((Math.min(end, (w + 1) << 5) - firstBit) / bits);
      for (let unit = from; unit < to; unit++) {
        const piece = unitEntry(gated, words, start, unit);
        if (!this.fresh && piece === this.pieces[firstUnit + unit]) continue;
        this.pieces[firstUnit + unit] = piece;
        this.note(firstUnit + unit);
      }
    }
  }

  private readonly note = (unit: number): void => {
    if (this.marks[unit] === 1) return;
    this.marks[unit] = 1;
    const g = i32(this.layerOf, unit);
    const places = this.changed[g] as Places;
    places.at[places.count++] = unit - (this.layout.gated[g] as GatedLayer).firstUnit;
  };
}
