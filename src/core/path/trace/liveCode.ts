import { u8 } from '../../math/typed';
import { ContestTree } from '../../network/contestTree';
import { readEntry, writeEntry } from '../../network/entries';
import { type CodeLayout, type GatedLayer, unitAt } from '../../network/network';

/** A code that distances are from, and which units differ from it. */
interface Marked {
  readonly words: Uint32Array;
  readonly matters: Uint8Array;
  readonly differs: Uint8Array;
}

/** The spline code of a place that moves: each unit's piece, and which matches of contests matter. */
export class LiveCode {
  /** Settled: matches that do not matter are on piece 0. */
  readonly words: Uint32Array;
  /** Of each unit by index among all. */
  readonly pieces: Uint8Array;
  /** Units on another piece than where `mark` was called, as `layerDistance` counts them. */
  distance = 0;
  private readonly contests: ContestTree;
  private marked: Marked | null = null;

  constructor(
    private readonly layout: CodeLayout,
    first: Uint8Array,
  ) {
    this.words = new Uint32Array(layout.words);
    this.pieces = first.slice();
    this.contests = new ContestTree(layout, this.pieces);
    for (const gated of layout.gated) for (let j = 0; j < gated.size; j++) this.write(gated, j);
  }

  private write(gated: GatedLayer, j: number): void {
    const unit = gated.firstUnit + j;
    const piece = u8(this.contests.matters, unit) === 1 ? u8(this.pieces, unit) : 0;
    writeEntry(this.words, 0, gated.firstBit + j * gated.bits, gated.bits, piece);
  }

  /** From here on `distance` is that from the code in force. */
  mark(): void {
    const { words, contests, pieces } = this;
    this.distance = 0;
    this.marked = { words: words.slice(), matters: contests.matters.slice(), differs: new Uint8Array(pieces.length) };
  }

  /**
   * Moves units to other pieces. Returns which of them are crossings (`separates`), by their place in `units`: those that
   * matter before and after.
   */
  move(units: readonly number[], pieces: readonly number[]): number[] {
    const { matters } = this.contests;
    const mattered = units.map((unit) => u8(matters, unit) === 1);
    units.forEach((unit, i) => {
      this.pieces[unit] = pieces[i] as number;
    });
    for (const unit of units) this.contests.settle(unit, (settled) => this.writeUnit(settled));
    return Array.from(units.keys()).filter((i) => mattered[i] && u8(matters, units[i] as number) === 1);
  }

  private writeUnit(unit: number): void {
    const { layer, unit: j } = unitAt(this.layout, unit);
    const gated = this.layout.gated.find((entry) => entry.layer === layer) as GatedLayer;
    this.write(gated, j);
    if (this.marked) this.compare(this.marked, unit, gated.firstBit + j * gated.bits, gated.bits);
  }

  private compare({ words, matters, differs }: Marked, unit: number, bit: number, bits: number): void {
    const both = u8(matters, unit) === 1 && u8(this.contests.matters, unit) === 1;
    const now = Number(both && readEntry(words, 0, bit, bits) !== readEntry(this.words, 0, bit, bits));
    this.distance += now - u8(differs, unit);
    differs[unit] = now;
  }
}
