import { i32, u8 } from '../math/typed';
import { nextMatch } from './contestLinks';
import type { CodeLayout } from './network';

/** Which matches of contests matter under a code whose entries change here and there. Units by index among all. */
export class ContestTree {
  /** 1 for each unit that matters under the pieces as `settle` was told of them. */
  readonly matters: Uint8Array;
  /** The match that a match's winner goes on to, −1: none; and the piece that it has there. */
  private readonly next: Int32Array;
  private readonly sides: Uint8Array;
  /** The matches whose winners meet in a match: −1 where there is none; 2 a unit. */
  private readonly feeders: Int32Array;

  /** `pieces` is read whenever something is settled; it belongs to the caller. */
  constructor(
    layout: CodeLayout,
    private readonly pieces: Uint8Array,
  ) {
    const { units } = layout;
    this.matters = new Uint8Array(units).fill(1);
    this.next = new Int32Array(units).fill(-1);
    this.sides = new Uint8Array(units);
    this.feeders = new Int32Array(2 * units).fill(-1);
    for (const gated of layout.gated)
      for (let j = 0; j < gated.size && gated.contest; j++) {
        const to = nextMatch(layout, gated, j);
        if (!to) continue;
        const [unit, next] = [gated.firstUnit + j, to.firstUnit + i32(gated.contest.nextUnit, j)];
        this.next[unit] = next;
        this.sides[unit] = u8(gated.contest.side, j);
        this.feeders[2 * next + u8(gated.contest.side, j)] = unit;
      }
    // Later layers first: whether a unit matters hangs on the match that comes after it.
    for (let unit = units - 1; unit >= 0; unit--) this.matters[unit] = Number(this.isMattering(unit));
  }

  private isMattering(unit: number): boolean {
    const next = i32(this.next, unit);
    return next < 0 || (u8(this.pieces, next) === u8(this.sides, unit) && u8(this.matters, next) === 1);
  }

  /** To be called when the piece of a unit has changed. `visit` is called for it, and for those before it that start or cease to matter. */
  settle(unit: number, visit: (unit: number) => void): void {
    this.matters[unit] = Number(this.isMattering(unit));
    visit(unit);
    for (let side = 0; side < 2; side++) {
      const feeder = i32(this.feeders, 2 * unit + side);
      if (feeder >= 0 && u8(this.matters, feeder) !== Number(this.isMattering(feeder))) this.settle(feeder, visit);
    }
  }
}
