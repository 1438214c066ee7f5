import { f64, i32, u8 } from '../../math/typed';
import { isHeld } from '../../network/held';
import type { GatedLayer } from '../../network/network';
import type { CellComplex } from '../complex';
import { type Columns, loopOf } from '../outputs';
import { SIGN_TOLERANCE } from '../signs';
import type { FaceCode } from './faceCode';
import type { FaceColumns } from './faceColumns';

/** The values that a unit's pre-activation may have on its piece: [low, high]. */
const lowOf = (thresholds: readonly number[], piece: number): number =>
  piece > 0 ? (thresholds[piece - 1] as number) : -Infinity;
const highOf = (thresholds: readonly number[], piece: number): number =>
  piece < thresholds.length ? (thresholds[piece] as number) : Infinity;

/**
 * Whether every unit that matters keeps its piece under a face's code at every vertex of the face. Of faces that are
 * neighbours most units are the same, and far from their thresholds: what keeps its piece on a whole rectangle around a run of
 * faces is looked at again only where its pre-activation or its piece has changed since.
 */
export class FaceSigns {
  /** Units by index among all, that are looked at in each face of the run. */
  private readonly watched: Int32Array;
  private count = 0;
  private readonly marks: Uint8Array;
  private readonly layerOf: Int32Array;

  constructor(
    private readonly complex: CellComplex,
    private readonly code: FaceCode,
    private readonly columns: FaceColumns,
    private readonly noise: readonly Float64Array[],
    private readonly diameter: number,
  ) {
    const { layout } = complex;
    this.watched = new Int32Array(layout.units);
    this.marks = new Uint8Array(layout.units);
    this.layerOf = new Int32Array(layout.units);
    layout.gated.forEach(({ firstUnit, size }, g) => {
      this.layerOf.fill(g, firstUnit, firstUnit + size);
    });
  }

  /** Begins a run at the face that code and columns are at; it holds faces `first` … `end` − 1. */
  begin(first: number, end: number): void {
    this.marks.fill(0);
    this.count = 0;
    const box = boxOf(this.complex, first, end);
    for (const gated of this.complex.layout.gated)
      for (let j = 0; j < gated.size; j++) if (!this.keepsIn(gated, j, box)) this.watch(gated.firstUnit + j);
  }

  /** Takes note of what has changed since the face before. */
  follow(): void {
    this.complex.layout.gated.forEach(({ layer, firstUnit, size }, g) => {
      const own = this.code.changed[g];
      if (own) for (let i = 0; i < own.count; i++) this.watch(firstUnit + i32(own.at, i));
      const changed = this.columns.changedIn(layer - 1);
      if (!changed) return;
      for (let i = 0; i < changed.count; i++) if (i32(changed.at, i) < size) this.watch(firstUnit + i32(changed.at, i));
    });
  }

  private watch(unit: number): void {
    if (this.marks[unit] === 1) return;
    this.marks[unit] = 1;
    this.watched[this.count++] = unit;
  }

  /** Whether all units keep their pieces at the vertices of the face that code and columns are at. */
  keep(face: number): boolean {
    const [start, end] = loopOf(this.complex, face);
    for (let i = 0; i < this.count; i++) {
      const unit = i32(this.watched, i);
      const gated = this.complex.layout.gated[i32(this.layerOf, unit)] as GatedLayer;
      if (!this.keepsAt(gated, unit - gated.firstUnit, start, end)) return false;
    }
    return true;
  }

  private isFree({ held, firstUnit }: GatedLayer, j: number): boolean {
    return !isHeld(held, j) && this.code.matters?.[firstUnit + j] !== 0;
  }

  private slack({ layer, width }: GatedLayer, j: number): number {
    const z = this.columns.columns[layer - 1] as Columns;
    const steepness = Math.abs(f64(z, j)) + Math.abs(f64(z, width + j));
    return 4 * f64(this.noise[layer - 1] as Float64Array, j) + SIGN_TOLERANCE * this.diameter * steepness;
  }

  private keepsIn(gated: GatedLayer, j: number, [left, bottom, right, top]: Box): boolean {
    if (!this.isFree(gated, j)) return true;
    const z = this.columns.columns[gated.layer - 1] as Columns;
    const { thresholds } = gated.activation;
    const [a, b, c] = [f64(z, j), f64(z, gated.width + j), f64(z, 2 * gated.width + j)];
    const slack = this.slack(gated, j);
    const piece = u8(this.code.pieces, gated.firstUnit + j);
    const least = c + Math.min(a * left, a * right) + Math.min(b * bottom, b * top);
    const most = c + Math.max(a * left, a * right) + Math.max(b * bottom, b * top);
    return least >= lowOf(thresholds, piece) - slack && most <= highOf(thresholds, piece) + slack;
  }

  private keepsAt(gated: GatedLayer, j: number, start: number, end: number): boolean {
    if (!this.isFree(gated, j)) return true;
    const { faceVertices, vertices } = this.complex;
    const z = this.columns.columns[gated.layer - 1] as Columns;
    const { thresholds } = gated.activation;
    const [a, b, c] = [f64(z, j), f64(z, gated.width + j), f64(z, 2 * gated.width + j)];
    const slack = this.slack(gated, j);
    const piece = u8(this.code.pieces, gated.firstUnit + j);
    const low = lowOf(thresholds, piece) - slack;
    const high = highOf(thresholds, piece) + slack;
    for (let i = start; i < end; i++) {
      const v = i32(faceVertices, i);
      const value = a * f64(vertices, 2 * v) + b * f64(vertices, 2 * v + 1) + c;
      if (!(value >= low && value <= high)) return false;
    }
    return true;
  }
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Around the vertices of faces; NaN where one of them is. */
function boxOf(complex: CellComplex, first: number, end: number): Box {
  const [start] = loopOf(complex, first);
  const [, stop] = loopOf(complex, end - 1);
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start; i < stop; i++) {
    const v = i32(complex.faceVertices, i);
    const [p, q] = [f64(complex.vertices, 2 * v), f64(complex.vertices, 2 * v + 1)];
    left = Math.min(left, p);
    right = Math.max(right, p);
    bottom = Math.min(bottom, q);
    top = Math.max(top, q);
  }
  return [left, bottom, right, top];
}
