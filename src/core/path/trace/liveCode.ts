import { i32, u8 } from '../../math/typed';
import { nextMatch } from '../../network/contestLinks';
import { writeEntry } from '../../network/entries';
import { type CodeLayout, type GatedLayer, unitAt } from '../../network/network';

/** The spline code of a place that moves: each unit's piece, and which matches of contests matter. */
export class LiveCode {
  /** Settled: matches that do not matter are on piece 0. */
  readonly words: Uint32Array;
  /** Of each unit by index among all. */
  readonly pieces: Uint8Array;
  private readonly matters: Uint8Array;
  /** The match that a match's winner goes on to, −1: none; and the piece that it has there. */
  private readonly next: Int32Array;
  private readonly sides: Uint8Array;
  /** The matches whose winners meet in a match: −1 where there is none; 2 a unit. */
  private readonly feeders: Int32Array;

  constructor(
    private readonly layout: CodeLayout,
    first: Uint8Array,
  ) {
    const { units } = layout;
    this.words = new Uint32Array(layout.words);
    this.pieces = first.slice();
    this.matters = new Uint8Array(units).fill(1);
    this.next = new Int32Array(units).fill(-1);
    this.sides = new Uint8Array(units);
    this.feeders = new Int32Array(2 * units).fill(-1);
    for (const gated of layout.gated) this.link(gated);
    for (let g = layout.gated.length - 1; g >= 0; g--) {
      const gated = layout.gated[g] as GatedLayer;
      for (let j = 0; j < gated.size; j++) {
        this.matters[gated.firstUnit + j] = Number(this.isMattering(gated.firstUnit + j));
        this.write(gated, j);
      }
    }
  }

  private link(gated: GatedLayer): void {
    for (let j = 0; j < gated.size; j++) {
      const to = nextMatch(this.layout, gated, j);
      if (!to || !gated.contest) continue;
      const next = to.firstUnit + i32(gated.contest.nextUnit, j);
      this.next[gated.firstUnit + j] = next;
      this.sides[gated.firstUnit + j] = u8(gated.contest.side, j);
      this.feeders[2 * next + u8(gated.contest.side, j)] = gated.firstUnit + j;
    }
  }

  private isMattering(unit: number): boolean {
    const next = i32(this.next, unit);
    return next < 0 || (u8(this.pieces, next) === u8(this.sides, unit) && u8(this.matters, next) === 1);
  }

  private write(gated: GatedLayer, j: number): void {
    const unit = gated.firstUnit + j;
    const piece = u8(this.matters, unit) === 1 ? u8(this.pieces, unit) : 0;
    writeEntry(this.words, 0, gated.firstBit + j * gated.bits, gated.bits, piece);
  }

  /**
   * Moves units to other pieces. Returns which of them are crossings (`separates`), by their place in `units`: those that
   * matter before and after.
   */
  move(units: readonly number[], pieces: readonly number[]): number[] {
    const mattered = units.map((unit) => u8(this.matters, unit) === 1);
    units.forEach((unit, i) => {
      this.pieces[unit] = pieces[i] as number;
    });
    for (const unit of units) this.settle(unit);
    return Array.from(units.keys()).filter((i) => mattered[i] && u8(this.matters, units[i] as number) === 1);
  }

  private settle(unit: number): void {
    this.matters[unit] = Number(this.isMattering(unit));
    const { layer, unit: j } = unitAt(this.layout, unit);
    this.write(this.layout.gated.find((gated) => gated.layer === layer) as GatedLayer, j);
    for (const side of [0, 1]) {
      const feeder = i32(this.feeders, 2 * unit + side);
      if (feeder >= 0) this.settle(feeder);
    }
  }
}
