import { u8 } from '../../math/typed';
import { ContestTree } from '../../network/contestTree';
import { writeEntry } from '../../network/entries';
import { type CodeLayout, type GatedLayer, unitAt } from '../../network/network';

/** The spline code of a place that moves: each unit's piece, and which matches of contests matter. */
export class LiveCode {
  /** Settled: matches that do not matter are on piece 0. */
  readonly words: Uint32Array;
  /** Of each unit by index among all. */
  readonly pieces: Uint8Array;
  private readonly contests: ContestTree;

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
    this.write(this.layout.gated.find((gated) => gated.layer === layer) as GatedLayer, j);
  }
}
