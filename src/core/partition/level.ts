import { f64, i32, u8 } from '../math/typed';
import { type PiecewiseLinear, piecewiseLinear } from '../network/activation';
import { type AffineOp, affineOp } from '../network/affine';
import { writeBits, writeEntry } from '../network/code';
import type { GatedLayer, Layer } from '../network/network';
import type { Cutter } from './cutter';

/**
 * One layer during the walk through the polytopes, depth first: the columns (∂z/∂p, ∂z/∂q, z at the centre) of its
 * pre-activations on the face at hand, the lines that cut it, and the pieces of the part at hand.
 */
export class Level {
  readonly size: number;
  readonly op: AffineOp;
  readonly activation: PiecewiseLinear;
  /** 3 × size. */
  readonly z: Float64Array;
  readonly pieces: Uint8Array;
  // Faces that the face at hand was cut into, and how many of them have been given out.
  private parts = new Int32Array(16);
  private partCount = 0;
  private done = 0;

  /** Units of the lines that cut the face at hand; a unit's thresholds follow each other. */
  readonly lineUnit: Int32Array;
  lines = 0;
  private readonly lineThreshold: Float64Array;
  /** Whether `z` has changed since the next level's columns were made from it. */
  fresh = true;

  constructor(
    layer: Layer,
    readonly gated: GatedLayer | null,
    private readonly noise: Float64Array,
    /** What brings this level's columns; null for the first. */
    private readonly source: { refresh(): boolean } | null,
  ) {
    this.size = layer.outputSize;
    this.op = affineOp(layer);
    this.activation = gated?.activation ?? piecewiseLinear(layer.activation);
    this.z = new Float64Array(3 * this.size);
    this.pieces = new Uint8Array(this.size);
    const most = this.size * Math.max(1, this.activation.thresholds.length);
    this.lineUnit = new Int32Array(most);
    this.lineThreshold = new Float64Array(most);
  }

  /** Columns have changed: cuts `face` into `parts`, and sets the pieces and code bits that all parts share. */
  enter(face: number, cutter: Cutter, code: Uint32Array): void {
    this.fresh = true;
    this.done = 0;
    this.parts[0] = face;
    this.partCount = 1;
    this.lines = 0;
    if (!this.gated) return;
    cutter.measure(face);
    this.findSettled(face, cutter);
    for (let line = 0; line < this.lines; line++) this.cutParts(cutter, line);
    if (this.partCount > 3) cutter.order.arrange(cutter.mesh, this.parts, this.partCount);
    if (this.gated.bits === 1) writeBits(code, this.gated.firstBit, this.pieces);
    else
      for (let j = 0; j < this.size; j++)
        writeEntry(code, 0, this.gated.firstBit + j * this.gated.bits, this.gated.bits, u8(this.pieces, j));
  }

  /**
   * Finds the lines. Where a unit stays within the noise of its threshold, rounding left by rank-1 updates may be all
   * there is: then the columns are computed afresh and asked again.
   */
  private findSettled(face: number, cutter: Cutter): void {
    const { merged, undecided } = cutter;
    this.find(face, cutter);
    if (cutter.undecided === undecided || !this.source?.refresh()) return;
    cutter.merged = merged;
    cutter.undecided = undecided;
    this.lines = 0;
    this.find(face, cutter);
  }

  private find(face: number, cutter: Cutter): void {
    const { thresholds } = this.activation;
    if (thresholds.length === 1) this.findLines(face, cutter, thresholds[0] as number);
    else this.findAllLines(face, cutter, thresholds);
  }

  /** Two pieces a unit, the common case: one test against the box, a second against the vertices where that is open. */
  private findLines(face: number, cutter: Cutter, threshold: number): void {
    const { z, size: n, pieces, noise } = this;
    const { centreX, centreY, halfX, halfY } = cutter;
    const onIt = this.activation.atThreshold === 'above' ? 1 : 0;
    for (let j = 0; j < n; j++) {
      const a = f64(z, j);
      const b = f64(z, n + j);
      const middle = a * centreX + b * centreY + f64(z, 2 * n + j) - threshold;
      const reach = Math.abs(a) * halfX + Math.abs(b) * halfY + f64(noise, j);
      if (middle > reach) pieces[j] = 1;
      else if (middle < -reach) pieces[j] = 0;
      else {
        const side = cutter.side(face, a, b, f64(z, 2 * n + j) - threshold, f64(noise, j));
        pieces[j] = side === 0 ? onIt : side === 1 ? 1 : 0;
        if (side === 2) this.addLine(j, threshold);
        else if (side !== 0 && cutter.touches) this.noteBorder(cutter, j);
      }
    }
  }

  private findAllLines(face: number, cutter: Cutter, thresholds: readonly number[]): void {
    const { z, size: n, noise } = this;
    const onIt = this.activation.atThreshold === 'above' ? 1 : 0;
    for (let j = 0; j < n; j++) {
      let piece = 0;
      for (const threshold of thresholds) {
        const side = cutter.side(face, f64(z, j), f64(z, n + j), f64(z, 2 * n + j) - threshold, f64(noise, j));
        if (side === 2) this.addLine(j, threshold);
        else piece += side === 0 ? onIt : side === 1 ? 1 : 0;
        if (side !== 2 && side !== 0 && cutter.touches) this.noteBorder(cutter, j);
      }
      this.pieces[j] = piece;
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

  private cutParts(cutter: Cutter, line: number): void {
    const { z, size: n } = this;
    const j = i32(this.lineUnit, line);
    const a = f64(z, j);
    const b = f64(z, n + j);
    const c = f64(z, 2 * n + j) - f64(this.lineThreshold, line);
    const noise = f64(this.noise, j);
    for (let i = this.partCount - 1; i >= 0; i--)
      if (cutter.side(i32(this.parts, i), a, b, c, noise) === 2) this.addPart(cutter.cut(a, b, noise));
  }

  private addPart(face: number): void {
    if (this.partCount === this.parts.length) {
      const larger = new Int32Array(2 * this.partCount);
      larger.set(this.parts);
      this.parts = larger;
    }
    this.parts[this.partCount++] = face;
  }

  /** Whether every part of the face at hand has been given out. */
  get exhausted(): boolean {
    return this.done === this.partCount;
  }

  /** Sets the pieces and code bits of the next part in which it may differ from the others. Returns its face. */
  nextPart(cutter: Cutter, code: Uint32Array): number {
    const face = i32(this.parts, this.done++);
    if (this.lines === 0) return face;
    const { bits, firstBit } = this.gated as GatedLayer;
    const { thresholds, atThreshold } = this.activation;
    cutter.measureMean(face);
    for (let line = 0; line < this.lines; ) {
      const unit = i32(this.lineUnit, line);
      let piece = 0;
      for (const threshold of thresholds) {
        const side = this.sideOfPart(cutter, face, unit, threshold);
        if (side > 0 || (side === 0 && atThreshold === 'above')) piece++;
      }
      this.pieces[unit] = piece;
      writeEntry(code, 0, firstBit + unit * bits, bits, piece);
      while (line < this.lines && i32(this.lineUnit, line) === unit) line++;
    }
    return face;
  }

  /** Sign of the line's value inside a part that it does not cut, 0 where the part lies on it. */
  private sideOfPart(cutter: Cutter, face: number, unit: number, threshold: number): number {
    const { z, size: n } = this;
    const a = f64(z, unit);
    const b = f64(z, n + unit);
    const c = f64(z, 2 * n + unit) - threshold;
    const middle = a * cutter.meanX + b * cutter.meanY + c;
    const noise = f64(this.noise, unit);
    return Math.abs(middle) > cutter.tolerance(a, b, noise) ? middle : cutter.farthest(face, a, b, c, noise);
  }
}
