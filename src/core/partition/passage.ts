import { f64, i32, u8 } from '../math/typed';
import type { AffineOp } from '../network/affine';
import type { Level } from './level';

/** After so many rank-1 terms the columns are computed afresh, so that rounding cannot build up. */
const TERMS_BEFORE_REFRESH = 32;

/**
 * Brings the columns of one level to the next. Successive parts differ in few units, and each changed unit changes the
 * next columns by a rank-1 term W[:, j] ⊗ (z_j's change). When the columns of this level have themselves changed by one
 * such term u ⊗ s, the next ones change by (W D u) ⊗ s: a third of the product. Else the product is made in full.
 */
export class Passage {
  private to: Level | null = null;
  /** Pieces of `from` that the columns of `to` were last brought to. */
  private readonly passedPieces: Uint8Array;
  private readonly units: Int32Array;
  private readonly values: Float64Array;
  private terms = Infinity;
  /** Whether a passage follows that asks how the columns changed. */
  private asked = false;

  /** How the columns of `to` last changed: by nothing (0), by direction ⊗ scale (1), or otherwise (2). */
  rank = 2;
  readonly direction: Float64Array;
  readonly scale = new Float64Array(3);

  constructor(
    private readonly from: Level,
    private readonly op: AffineOp,
    /** What brought the columns of `from`. */
    private readonly before: Passage | null,
  ) {
    this.passedPieces = new Uint8Array(from.size);
    this.units = new Int32Array(from.size);
    this.values = new Float64Array(3 * from.size);
    this.direction = new Float64Array(op.outputSize);
    if (before) before.asked = true;
  }

  leadTo(level: Level): void {
    this.to = level;
  }

  /** Brings the next level's columns to the part at hand. */
  pass(): void {
    const { from, before } = this;
    const known = !from.fresh || (before !== null && before.rank < 2);
    if (!known || this.terms >= TERMS_BEFORE_REFRESH) this.compute();
    else this.follow();
    from.settle();
  }

  /** Computes the columns in full where they were made by rank-1 terms. Returns whether it did. */
  refresh(): boolean {
    if (this.terms === 0) return false;
    this.compute();
    return true;
  }

  /** The columns of `from` have changed by at most one rank-1 term since the last part, and then units changed. */
  private follow(): void {
    const { from, before } = this;
    this.rank = 0;
    if (from.fresh && before && before.rank === 1) this.carry(before);
    for (let i = 0; i < from.changes; i++) this.flip(i32(from.changed, i));
  }

  /** Takes a rank-1 change of the columns of `from` over to the next ones, under the pieces that these were made with. */
  private carry(before: Passage): void {
    const { from, passedPieces, units, values } = this;
    const { slopes } = from.activation;
    let count = 0;
    for (let j = 0; j < from.size; j++) {
      const slope = slopes[u8(passedPieces, j)] as number;
      if (slope === 0) continue;
      values[count] = slope * f64(before.direction, j);
      units[count++] = j;
    }
    this.op.applyColumn(units, count, values, this.direction);
    this.addTerm(before.scale);
  }

  /** Adds direction ⊗ scale to the columns of `to`. */
  private addTerm(scale: Float64Array): void {
    const z = (this.to as Level).z;
    const { direction } = this;
    const m = direction.length;
    const s0 = f64(scale, 0);
    const s1 = f64(scale, 1);
    const s2 = f64(scale, 2);
    for (let j = 0; j < m; j++) {
      const u = f64(direction, j);
      z[j] = f64(z, j) + u * s0;
      z[m + j] = f64(z, m + j) + u * s1;
      z[2 * m + j] = f64(z, 2 * m + j) + u * s2;
    }
    this.scale.set(scale);
    this.rank = 1;
    this.terms++;
  }

  /** Takes a unit's change of piece, if any, over to the next columns. */
  private flip(unit: number): void {
    const { from, passedPieces } = this;
    const old = u8(passedPieces, unit);
    const piece = u8(from.pieces, unit);
    if (old === piece) return;
    passedPieces[unit] = piece;
    const { slopes, offsets } = from.activation;
    const slope = (slopes[piece] as number) - (slopes[old] as number);
    const offset = (offsets[piece] as number) - (offsets[old] as number);
    const n = from.size;
    const s0 = slope * f64(from.z, unit);
    const s1 = slope * f64(from.z, n + unit);
    const s2 = slope * f64(from.z, 2 * n + unit) + offset;
    this.op.addUnit(unit, s0, s1, s2, (this.to as Level).z);
    this.terms++;
    this.rank++;
    if (this.rank > 1 || !this.asked) return;
    this.op.unitColumn(unit, this.direction);
    this.scale[0] = s0;
    this.scale[1] = s1;
    this.scale[2] = s2;
  }

  private compute(): void {
    const { from, passedPieces, units, values } = this;
    const { slopes, offsets } = from.activation;
    const { z, size: n, pieces } = from;
    let count = 0;
    for (let j = 0; j < n; j++) {
      const piece = u8(pieces, j);
      passedPieces[j] = piece;
      const slope = slopes[piece] as number;
      const offset = offsets[piece] as number;
      if (slope === 0 && offset === 0) continue;
      values[3 * count] = slope * f64(z, j);
      values[3 * count + 1] = slope * f64(z, n + j);
      values[3 * count + 2] = slope * f64(z, 2 * n + j) + offset;
      units[count++] = j;
    }
    this.op.applyUnits(units, count, values, (this.to as Level).z);
    this.rank = 2;
    this.terms = 0;
  }
}
