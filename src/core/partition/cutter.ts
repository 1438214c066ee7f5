import { f64, i32 } from '../math/typed';
import type { SlicePoint } from '../slice/slice';
import { Mesh } from './mesh';
import { PartOrder } from './partOrder';
import { MERGE_TOLERANCE } from './tolerance';

/** A stretch of the border on which a unit (index among all gated ones) is at a threshold. Local coordinates. */
export interface BorderLine {
  readonly unit: number;
  readonly from: SlicePoint;
  readonly to: SlicePoint;
}

/**
 * Cuts convex faces of a mesh by lines a·x + b·y + c = 0. A vertex nearer to the line than the tolerance lies on it; so
 * many lines through one vertex, coincident lines and lines along edges need no case of their own: a face is cut exactly
 * when it has vertices on both sides. The one hot place of the geometry.
 */
export class Cutter {
  readonly mesh: Mesh;
  readonly order = new PartOrder();
  /** Cells thinner than MERGE_TOLERANCE that were not cut off. */
  merged = 0;
  /** Cells where the rounding noise hides on which side of the line they are. */
  undecided = 0;

  // Bounding box of the face last measured.
  centreX = 0;
  centreY = 0;
  halfX = 0;
  halfY = 0;

  // Centroid of the face last measured by `measureCentroid`.
  centroidX = 0;
  centroidY = 0;

  /** Whether the face that `side` last looked at lies beside the line and touches it. */
  touches = false;
  /** Stretches of the border that lie on a unit's line. */
  readonly borderLines: BorderLine[] = [];

  private loop = new Int32Array(64);
  private values = new Float64Array(64);
  private length = 0;
  /** Entries of the loop where the line's value is lowest and highest. */
  private lowestAt = 0;
  private highestAt = 0;

  constructor(
    polygon: Float64Array,
    private readonly diameter: number,
  ) {
    this.mesh = new Mesh(polygon);
  }

  /** Sets the bounding box of a face. */
  measure(face: number): void {
    const { mesh } = this;
    const start = i32(mesh.first, face);
    let x0 = Infinity;
    let x1 = -Infinity;
    let y0 = Infinity;
    let y1 = -Infinity;
    let h = start;
    do {
      const v = i32(mesh.origin, h);
      const x = f64(mesh.x, v);
      const y = f64(mesh.y, v);
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      h = i32(mesh.next, h);
    } while (h !== start);
    this.halfX = (x1 - x0) / 2;
    this.halfY = (y1 - y0) / 2;
    this.centreX = x0 + this.halfX;
    this.centreY = y0 + this.halfY;
  }

  /** Sets the centroid of a face; of one so thin that its area vanishes, the mean of its corners. */
  measureCentroid(face: number): void {
    const { mesh } = this;
    const start = i32(mesh.first, face);
    const o = i32(mesh.origin, start);
    const ox = f64(mesh.x, o);
    const oy = f64(mesh.y, o);
    let double = 0;
    let sx = 0;
    let sy = 0;
    let mx = 0;
    let my = 0;
    let ax = 0;
    let ay = 0;
    let n = 1;
    for (let h = i32(mesh.next, start); h !== start; h = i32(mesh.next, h)) {
      const v = i32(mesh.origin, h);
      const bx = f64(mesh.x, v) - ox;
      const by = f64(mesh.y, v) - oy;
      const cross = ax * by - bx * ay;
      double += cross;
      sx += cross * (ax + bx);
      sy += cross * (ay + by);
      mx += bx;
      my += by;
      ax = bx;
      ay = by;
      n++;
    }
    const x = sx / (3 * double);
    const y = sy / (3 * double);
    const thin = !(double > 0) || !Number.isFinite(x) || !Number.isFinite(y);
    this.centroidX = ox + (thin ? mx / n : x);
    this.centroidY = oy + (thin ? my / n : y);
  }

  tolerance(a: number, b: number, noise: number): number {
    return Math.max(noise, MERGE_TOLERANCE * this.diameter * (Math.abs(a) + Math.abs(b)));
  }

  /**
   * On which side of the line a face lies: 1, −1, 0 when it lies on it as a whole, 2 when the line cuts it. `noise`:
   * rounding noise of the line's value. Keeps the values at the loop's vertices for `cut`.
   */
  side(face: number, a: number, b: number, c: number, noise: number): number {
    const { mesh } = this;
    let loop = this.loop;
    let values = this.values;
    const start = i32(mesh.first, face);
    let n = 0;
    let lowest = Infinity;
    let highest = -Infinity;
    let lowestAt = 0;
    let highestAt = 0;
    let h = start;
    do {
      if (n === loop.length) {
        this.growScratch();
        loop = this.loop;
        values = this.values;
      }
      const v = i32(mesh.origin, h);
      const value = a * f64(mesh.x, v) + b * f64(mesh.y, v) + c;
      loop[n] = h;
      values[n] = value;
      if (value < lowest) {
        lowest = value;
        lowestAt = n;
      }
      if (value > highest) {
        highest = value;
        highestAt = n;
      }
      n++;
      h = i32(mesh.next, h);
    } while (h !== start);
    this.length = n;
    this.lowestAt = lowestAt;
    this.highestAt = highestAt;
    return this.sideOf(lowest, highest, this.tolerance(a, b, noise), a, b, noise);
  }

  /** The verdict on a face whose corners have values from `lowest` to `highest`; counts what was merged or stays open. */
  private sideOf(lowest: number, highest: number, tolerance: number, a: number, b: number, noise: number): number {
    if (lowest < -tolerance) {
      if (highest > tolerance) return 2;
      this.touches = highest >= -tolerance;
      if (highest > noise) this.merged++;
      else if (highest > 0 && noise >= tolerance) this.noteThick(highest, a, b);
      return -1;
    }
    this.touches = lowest <= tolerance && highest > tolerance;
    if (highest > tolerance) {
      if (lowest < -noise) this.merged++;
      else if (lowest < 0 && noise >= tolerance) this.noteThick(-lowest, a, b);
      return 1;
    }
    if (highest !== 0 || lowest !== 0) this.undecided++;
    return 0;
  }

  /** Notes the sides of the domain that lie on the line which `side` has just found to touch the face. */
  noteBorder(unit: number, a: number, b: number, noise: number): void {
    const { mesh, loop, length } = this;
    const tolerance = this.tolerance(a, b, noise);
    for (let i = 0; i < length; i++) {
      const next = i + 1 === length ? 0 : i + 1;
      if (i32(mesh.twin, i32(loop, i)) >= 0 || this.signAt(i, tolerance) !== 0 || this.signAt(next, tolerance) !== 0)
        continue;
      const v = i32(mesh.origin, i32(loop, i));
      const w = i32(mesh.origin, i32(loop, next));
      this.borderLines.push({ unit, from: [f64(mesh.x, v), f64(mesh.y, v)], to: [f64(mesh.x, w), f64(mesh.y, w)] });
    }
  }

  /** A part within the noise that would be thicker than what may be merged cannot be decided. */
  private noteThick(value: number, a: number, b: number): void {
    if (value > 10 * MERGE_TOLERANCE * this.diameter * (Math.abs(a) + Math.abs(b))) this.undecided++;
  }

  private growScratch(): void {
    const loop = new Int32Array(this.loop.length * 2);
    const values = new Float64Array(this.values.length * 2);
    loop.set(this.loop);
    values.set(this.values);
    this.loop = loop;
    this.values = values;
  }

  /** Cuts a face that `side` has just found cut. Returns the new face; the old index keeps the other part. */
  cut(a: number, b: number, noise: number): number {
    const tolerance = this.tolerance(a, b, noise);
    const up = this.crossing(this.lowestAt, tolerance, 1);
    const down = this.crossing(this.highestAt, tolerance, -1);
    return this.mesh.splitFace(this.placeVertex(up, tolerance), this.placeVertex(down, tolerance));
  }

  private signAt(i: number, tolerance: number): number {
    const value = f64(this.values, i);
    return value > tolerance ? 1 : value < -tolerance ? -1 : 0;
  }

  /**
   * Where the loop goes over to the side `to`: index i of the last vertex before that is strictly on the other side or
   * the first on the line. Taken after the `extreme` vertex of the other side, so that rounding along a nearly flat
   * corner cannot name two crossings.
   */
  private crossing(extreme: number, tolerance: number, to: 1 | -1): number {
    const { length } = this;
    let i = extreme;
    for (;;) {
      const next = i + 1 === length ? 0 : i + 1;
      const sign = this.signAt(next, tolerance) * to;
      if (sign > 0) return i;
      i = next;
      if (sign === 0) return i;
    }
  }

  /** The half-edge that ends at the crossing's vertex, which is made when it lies inside an edge. */
  private placeVertex(i: number, tolerance: number): number {
    const { mesh, loop, values, length } = this;
    if (this.signAt(i, tolerance) === 0) return this.halfEdgeInto(i === 0 ? length - 1 : i - 1, i32(loop, i));
    const h = i32(loop, i);
    const v = i32(mesh.origin, h);
    const w = i32(mesh.origin, i32(loop, i + 1 === length ? 0 : i + 1));
    const from = f64(values, i);
    const t = from / (from - f64(values, i + 1 === length ? 0 : i + 1));
    const x = f64(mesh.x, v);
    const y = f64(mesh.y, v);
    mesh.splitEdge(h, x + t * (f64(mesh.x, w) - x), y + t * (f64(mesh.y, w) - y));
    return h;
  }

  /** The edge before may just have been split by the other crossing: follow it to its last part. */
  private halfEdgeInto(before: number, target: number): number {
    let h = i32(this.loop, before);
    while (i32(this.mesh.next, h) !== target) h = i32(this.mesh.next, h);
    return h;
  }
}
