import { f64, i32, u8, u32 } from '../math/typed';
import type { PiecewiseLinear } from '../network/activation';
import { type AffineOp, affineOp } from '../network/affine';
import { writeEntry } from '../network/entries';
import { isHeld, layerPieces } from '../network/held';
import type { GatedLayer, Layer } from '../network/network';
import type { Cutter } from './cutter';
import { type Line, Parts } from './parts';

/**
 * One layer during the walk through the polytopes, depth first: the columns (∂z/∂p, ∂z/∂q, z at the centre) of its
 * pre-activations on the face at hand, the lines that cut it, and the pieces of the part at hand. Whatever changes a piece
 * also writes it to the code and lists the unit, so that nobody has to look for changes.
 */
export class Level {
  readonly size: number;
  readonly op: AffineOp;
  readonly activation: PiecewiseLinear;
  /** 3 × size. */
  readonly z: Float64Array;
  readonly pieces: Uint8Array;
  /** Units whose piece may differ from the one that the next level's columns were last brought to, each once. */
  readonly changed: Int32Array;
  changes = 0;
  /** Whether `z` has changed since the next level's columns were made from it. */
  fresh = true;

  private readonly parts = new Parts();
  /** Unit and threshold of the lines that cut the face at hand; a unit's thresholds follow each other, ascending. */
  private readonly lineUnit: Int32Array;
  private readonly lineThreshold: Float64Array;
  private lines = 0;
  /** A bit a line: the side that `pieces` stands for. */
  private readonly sides: Uint32Array;
  private readonly listed: Uint8Array;
  /** 1 for piece 1, −1 for piece 0: one comparison tells that a unit has kept its piece. Two pieces only. */
  private readonly signs: Float64Array;
  private readonly line: Line = { index: 0, a: 0, b: 0, c: 0, noise: 0, onIt: 0 };
  private readonly onIt: 0 | 1;
  /** Units that can be cut by, where some are clamped; null: all. */
  private readonly free: Int32Array | null;

  constructor(
    layer: Layer,
    readonly gated: GatedLayer | null,
    private readonly noise: Float64Array,
    /** What brings this level's columns; null for the first. */
    private readonly source: { refresh(): boolean } | null,
  ) {
    this.size = layer.outputSize;
    this.op = affineOp(layer);
    this.activation = gated?.activation ?? layerPieces(layer);
    this.free = freeUnits(layer);
    this.z = new Float64Array(3 * this.size);
    this.pieces = new Uint8Array(this.size);
    this.changed = new Int32Array(this.size);
    this.listed = new Uint8Array(this.size);
    this.signs = new Float64Array(this.size).fill(-1);
    const most = this.size * Math.max(1, this.activation.thresholds.length);
    this.lineUnit = new Int32Array(most);
    this.lineThreshold = new Float64Array(most);
    this.sides = new Uint32Array((most + 31) >>> 5);
    this.onIt = this.activation.atThreshold === 'above' ? 1 : 0;
  }

  /** Puts clamped units on their pieces, which they keep. Call it once, before the walk. */
  hold(held: Int8Array, code: Uint32Array): void {
    const own = this.gated?.size ?? 0;
    for (let j = 0; j < own; j++) if (isHeld(held, j)) this.setPiece(j, held[j] as number, code);
    // Units that pass their values on are no part of the code.
    for (let j = own; j < this.size; j++) this.pieces[j] = held[j] as number;
  }

  /** Columns have changed: cuts `face` into parts, and sets the pieces and code bits that all parts share. */
  enter(face: number, cutter: Cutter, code: Uint32Array): void {
    this.fresh = true;
    this.lines = 0;
    if (this.gated) {
      cutter.measure(face);
      this.findSettled(face, cutter, code);
    }
    this.parts.begin(cutter, face, this.lines);
    if (this.lines === 0) return;
    for (let line = 0; line < this.lines; line++) this.cutParts(cutter, line);
    this.parts.arrange(cutter);
  }

  /** Sets a unit's piece, its code entry, and lists the unit as changed. */
  private setPiece(unit: number, piece: number, code: Uint32Array): void {
    if (u8(this.pieces, unit) === piece) return;
    this.pieces[unit] = piece;
    this.signs[unit] = piece === 0 ? -1 : 1;
    const { bits, firstBit } = this.gated as GatedLayer;
    if (bits === 1) {
      const bit = firstBit + unit;
      code[bit >>> 5] = u32(code, bit >>> 5) ^ (1 << (bit & 31));
    } else writeEntry(code, 0, firstBit + unit * bits, bits, piece);
    if (u8(this.listed, unit) === 1) return;
    this.listed[unit] = 1;
    this.changed[this.changes++] = unit;
  }

  /** The next level's columns are in step with `pieces`. */
  settle(): void {
    for (let i = 0; i < this.changes; i++) this.listed[i32(this.changed, i)] = 0;
    this.changes = 0;
    this.fresh = false;
  }

  /**
   * Finds the lines. Where a unit stays within the noise of its threshold, rounding left by rank-1 updates may be all
   * there is: then the columns are computed afresh and asked again.
   */
  private findSettled(face: number, cutter: Cutter, code: Uint32Array): void {
    const { merged, undecided } = cutter;
    this.find(face, cutter, code);
    if (cutter.undecided === undecided || !this.source?.refresh()) return;
    cutter.merged = merged;
    cutter.undecided = undecided;
    this.lines = 0;
    this.find(face, cutter, code);
  }

  private find(face: number, cutter: Cutter, code: Uint32Array): void {
    const { thresholds } = this.activation;
    if (thresholds.length === 1) this.findLines(face, cutter, thresholds[0] as number, code);
    else this.findAllLines(face, cutter, thresholds, code);
  }

  /** Two pieces a unit, the common case. Most units lie where they did, beside the face's box: one test settles them. */
  private findLines(face: number, cutter: Cutter, threshold: number, code: Uint32Array): void {
    const { z, size: n, signs, noise, free } = this;
    const { centreX, centreY, halfX, halfY } = cutter;
    const count = free ? free.length : n;
    for (let i = 0; i < count; i++) {
      const j = free ? i32(free, i) : i;
      const a = f64(z, j);
      const b = f64(z, n + j);
      const middle = a * centreX + b * centreY + f64(z, 2 * n + j) - threshold;
      const reach = Math.abs(a) * halfX + Math.abs(b) * halfY + f64(noise, j);
      if (middle * f64(signs, j) > reach) continue;
      if (middle > reach) this.setPiece(j, 1, code);
      else if (middle < -reach) this.setPiece(j, 0, code);
      else this.findLine(face, cutter, j, threshold, code);
    }
  }

  /** The box leaves it open on which side of the unit's line the face lies: its corners decide. */
  private findLine(face: number, cutter: Cutter, j: number, threshold: number, code: Uint32Array): void {
    const { z, size: n } = this;
    const side = cutter.side(face, f64(z, j), f64(z, n + j), f64(z, 2 * n + j) - threshold, f64(this.noise, j));
    if (side === 2) {
      this.addLine(j, threshold);
      this.assume(this.lines - 1, u8(this.pieces, j) === 1);
      return;
    }
    if (side !== 0 && cutter.touches) this.noteBorder(cutter, j);
    this.setPiece(j, side === 0 ? this.onIt : side === 1 ? 1 : 0, code);
  }

  private findAllLines(face: number, cutter: Cutter, thresholds: readonly number[], code: Uint32Array): void {
    const { z, size: n, noise, free } = this;
    const count = free ? free.length : n;
    for (let i = 0; i < count; i++) {
      const j = free ? i32(free, i) : i;
      const before = this.lines;
      let piece = 0;
      for (const threshold of thresholds) {
        const side = cutter.side(face, f64(z, j), f64(z, n + j), f64(z, 2 * n + j) - threshold, f64(noise, j));
        if (side === 2) this.addLine(j, threshold);
        else piece += side === 0 ? this.onIt : side === 1 ? 1 : 0;
        if (side !== 2 && side !== 0 && cutter.touches) this.noteBorder(cutter, j);
      }
      // A unit that is cut keeps a piece that one of the parts can have.
      const now = Math.min(Math.max(u8(this.pieces, j), piece), piece + this.lines - before);
      this.setPiece(j, now, code);
      for (let line = before; line < this.lines; line++) this.assume(line, now - piece > line - before);
    }
  }

  private noteBorder(cutter: Cutter, j: number): void {
    const unit = (this.gated as GatedLayer).firstUnit + j;
    cutter.noteBorder(unit, f64(this.z, j), f64(this.z, this.size + j), f64(this.noise, j));
  }

  private addLine(unit: number, threshold: number): void {
    this.lineUnit[this.lines] = unit;
    this.lineThreshold[this.lines++] = threshold;
  }

  /** Notes on which side of the newest line the unit's piece now is. A word's first line clears what faces before left. */
  private assume(line: number, above: boolean): void {
    const word = line >>> 5;
    const bit = line & 31;
    const known = bit === 0 ? 0 : u32(this.sides, word);
    this.sides[word] = known | (Number(above) << bit);
  }

  private cutParts(cutter: Cutter, index: number): void {
    const { z, size: n, line } = this;
    const j = i32(this.lineUnit, index);
    line.index = index;
    line.a = f64(z, j);
    line.b = f64(z, n + j);
    line.c = f64(z, 2 * n + j) - f64(this.lineThreshold, index);
    line.noise = f64(this.noise, j);
    line.onIt = this.onIt;
    this.parts.cutBy(cutter, line);
  }

  /** Whether every part of the face at hand has been given out. */
  get exhausted(): boolean {
    return this.parts.exhausted;
  }

  /** Sets the pieces and code bits of the next part in which it differs from the one before. Returns its face. */
  nextPart(code: Uint32Array): number {
    const { parts, sides } = this;
    const face = parts.next();
    for (let w = 0; 32 * w < this.lines; w++) {
      const now = parts.sidesOf(w);
      let difference = now ^ u32(sides, w);
      sides[w] = now;
      while (difference !== 0) {
        const bit = difference & -difference;
        difference ^= bit;
        const unit = i32(this.lineUnit, 32 * w + 31 - Math.clz32(bit));
        this.setPiece(unit, u8(this.pieces, unit) + ((now & bit) !== 0 ? 1 : -1), code);
      }
    }
    return face;
  }
}

function freeUnits({ held, outputSize }: Layer): Int32Array | null {
  if (!held) return null;
  return Int32Array.from({ length: outputSize }, (_, j) => j).filter((j) => !isHeld(held, j));
}
