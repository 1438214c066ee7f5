/**
 * Lines with smooth sides and straight ends: a pixel whose centre lies beside a line, `offset` away from it, is inked with
 * opacity · clamp(half the width + ½ − offset, 0, 1), as the WebGL painter's shader has it.
 */
import { clipSegment } from '../clip';
import type { EdgeLines } from '../edgeLines';
import { blend, type Surface } from './surface';

// Ends further away than this, in pixels, are cut off first, so that columns fit into 32 bits.
const FAR = 1e4;
// Columns a row, and rows a column, beyond which a line counts as level or upright: what is left of its slope then moves
// it by less than a hundredth of a pixel over the surface, or its ends by less than a thousandth over its width.
const LEVEL = 1e6;
const UPRIGHT = 1e4;

export class Stroker {
  private readonly clipped = new Float64Array(4);
  /** Of the style at hand: half the width and the half pixel over which a side fades; 256 · opacity. */
  private reach = 0;
  private full = 0;
  /** Rows of the line at hand: top ≤ row < bottom. */
  private top = 0;
  private bottom = 0;
  /** In the top row: where the strip along the line begins and where the strip across it does, each with its width. */
  private beside = 0;
  private besideWidth = 0;
  private between = 0;
  private betweenWidth = 0;
  /** What is added to `beside` and to `between` from one row to the next. */
  private slope = 0;
  private fall = 0;
  /** 256 · opacity · offset in the top row at column 0; what a row adds and what a column takes away. */
  private offset = 0;
  private offsetRow = 0;
  private offsetColumn = 0;

  constructor(private readonly surface: Surface) {}

  /**
   * Draws lines in their order. `xy` holds the vertices' places, `styles` [width in pixels, opacity] a style, `inks` its
   * colour. Styles without opacity are left out.
   */
  draw(lines: EdgeLines, xy: Float64Array, styles: Float32Array, inks: Int32Array): void {
    const { ends } = lines;
    let style = -1;
    let ink = 0;
    for (let line = 0; line < lines.styles.length; line++) {
      if (style !== lines.styles[line]) {
        style = lines.styles[line] as number;
        this.reach = 0.5 * (styles[2 * style] as number) + 0.5;
        this.full = 256 * (styles[2 * style + 1] as number);
        ink = inks[style] as number;
      }
      if (this.full === 0) continue;
      if (this.enter(xy, 2 * (ends[2 * line] as number), 2 * (ends[2 * line + 1] as number))) this.ink(ink);
    }
  }

  /** Sets up the line between the places at `a` and `b` of xy. False when it does not reach the surface. */
  private enter(xy: Float64Array, a: number, b: number): boolean {
    const { reach } = this;
    const { width, height } = this.surface;
    const ax = xy[a] as number;
    const ay = xy[a + 1] as number;
    const bx = xy[b] as number;
    const by = xy[b + 1] as number;
    if ((ax < -reach && bx < -reach) || (ay < -reach && by < -reach)) return false;
    if ((ax > width + reach && bx > width + reach) || (ay > height + reach && by > height + reach)) return false;
    if (Math.max(Math.abs(ax), Math.abs(ay), Math.abs(bx), Math.abs(by)) > FAR) return this.enterFar(ax, ay, bx, by);
    if (ay <= by) this.setUp(ax, ay, bx - ax, by - ay);
    else this.setUp(bx, by, ax - bx, ay - by);
    return this.top < this.bottom;
  }

  private enterFar(ax: number, ay: number, bx: number, by: number): boolean {
    const { clipped, reach } = this;
    const { width, height } = this.surface;
    const margin = 2 * reach + 1;
    const around = { p0: -margin, q0: -margin, p1: width + margin, q1: height + margin };
    return clipSegment(around, ax, ay, bx, by, clipped) && this.enter(clipped, 0, 2);
  }

  /** The line from (x, y) by (dx, dy), dy ≥ 0. */
  private setUp(x: number, y: number, dx: number, dy: number): void {
    const { reach, full } = this;
    const length = Math.sqrt(dx * dx + dy * dy);
    const shrink = length > 0 ? 1 / length : 0;
    const ux = dx * shrink;
    const uy = dy * shrink;
    const overhang = reach * Math.abs(ux);
    this.top = Math.max(0, (y - overhang + 0.5) | 0);
    this.bottom = length > 0 ? Math.min(this.surface.height, (y + dy + overhang + 0.5) | 0) : 0;
    // Where a row is met by the two sides, reach to the left and right of the line, and by the two ends.
    const perRow = uy * LEVEL > 1 ? 1 / uy : LEVEL;
    const perColumn = Math.abs(ux) * UPRIGHT > 1 ? 1 / ux : ux < 0 ? -UPRIGHT : UPRIGHT;
    const down = this.top + 0.5 - y;
    this.slope = ux * perRow;
    this.beside = x + 0.5 + down * this.slope - reach * perRow;
    this.besideWidth = 2 * reach * perRow;
    this.fall = -uy * perColumn;
    this.between = x + 0.5 + down * this.fall + Math.min(0, length * perColumn);
    this.betweenWidth = Math.abs(length * perColumn);
    this.offset = full * (down * ux + (x - 0.5) * uy);
    this.offsetRow = full * ux;
    this.offsetColumn = full * uy;
  }

  private ink(ink: number): void {
    const { bottom, besideWidth, betweenWidth, slope, fall, offsetRow, offsetColumn, full } = this;
    const { width, pixels } = this.surface;
    const most = full * this.reach + 0.5;
    const whole = full + 0.5;
    let { beside, between, offset } = this;
    for (let row = this.top, start = this.top * width; row < bottom; row++, start += width) {
      const from = larger(larger(beside | 0, between | 0), 0);
      const to = smaller(smaller((beside + besideWidth) | 0, (between + betweenWidth) | 0), width);
      let away = offset - from * offsetColumn;
      for (let i = start + from; i < start + to; i++) {
        const share = most - Math.abs(away);
        pixels[i] = blend(pixels[i] as number, ink, (share < whole ? share : whole) | 0);
        away -= offsetColumn;
      }
      beside += slope;
      between += fall;
      offset += offsetRow;
    }
  }
}

// Without a branch: which of the two it is cannot be foreseen, and a wrong guess costs more than the whole row.
const larger = (a: number, b: number): number => a - ((a - b) & ((a - b) >> 31));
const smaller = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31));
