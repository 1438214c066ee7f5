/**
 * Fills of the faces, by one pass over the edges and one over the pixels. Where an edge crosses the middle of a row, the
 * number of the face to its right less that of the face to its left is added to the first pixel whose centre lies beyond
 * the crossing; the sum along a row is then the face at each pixel. An edge is met once for both of its faces and the sum
 * does not depend on any order, so no pixel is left out and none is taken twice.
 */
import type { CellComplex } from '../../../core/partition/complex';
import { firstAfter, type Surface } from './surface';

/** What the fills need of a complex. */
export type FaceEdges = Pick<CellComplex, 'vertices' | 'edgeVertices' | 'edgeFaces'>;

/** The pixels of each row inside the domain: left[row] ≤ column < right[row]; none where they are equal. */
export interface Inside {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export class FaceFiller {
  readonly inside: Inside;
  /** Two vertices an edge, the one with the larger q (higher on the screen) first. */
  private ends = new Int32Array(0);
  /** Of each edge, the face to its right on the screen less the face to its left. */
  private steps = new Int32Array(0);
  private rows = new Int32Array(0);
  /** By how much the face at the left border changes from the row above. Zero between two drawings. */
  private readonly entries: Int32Array;

  constructor(private readonly surface: Surface) {
    const { height } = surface;
    this.inside = { left: new Int32Array(height), right: new Int32Array(height) };
    this.entries = new Int32Array(height + 1);
  }

  /** Takes the edges of a complex, once for all its drawings. */
  setEdges({ vertices, edgeVertices, edgeFaces }: FaceEdges): void {
    const edges = edgeFaces.length / 2;
    this.ends = new Int32Array(2 * edges);
    this.steps = new Int32Array(edges);
    this.rows = new Int32Array(vertices.length / 2);
    for (let edge = 0; edge < edges; edge++) {
      const a = edgeVertices[2 * edge] as number;
      const b = edgeVertices[2 * edge + 1] as number;
      const falls = (vertices[2 * a + 1] as number) >= (vertices[2 * b + 1] as number);
      // On the way down the screen, what lies to the left of the direction is to the right on the screen.
      const step = (edgeFaces[2 * edge] as number) - (edgeFaces[2 * edge + 1] as number);
      this.ends[2 * edge] = falls ? a : b;
      this.ends[2 * edge + 1] = falls ? b : a;
      this.steps[edge] = falls ? step : -step;
    }
  }

  /** Paints the whole surface as ground. */
  clear(ground: number): void {
    this.surface.pixels.fill(ground);
    this.inside.left.fill(0);
    this.inside.right.fill(0);
  }

  /**
   * Paints the whole surface: each face in its colour (one pixel a face), the rest as ground. `xy` holds the places of the
   * complex's vertices.
   */
  fill(xy: Float64Array, colours: Int32Array, ground: number): void {
    this.surface.pixels.fill(0);
    const { rows } = this;
    for (let vertex = 0; vertex < rows.length; vertex++)
      rows[vertex] = firstAfter(xy[2 * vertex + 1] as number, this.surface.height);
    this.noteCrossings(xy);
    this.sweep(colours, ground);
  }

  private noteCrossings(xy: Float64Array): void {
    const { ends, steps, rows, entries } = this;
    const { width, pixels } = this.surface;
    for (let edge = 0; edge < steps.length; edge++) {
      const top = ends[2 * edge] as number;
      const bottom = ends[2 * edge + 1] as number;
      const from = rows[top] as number;
      const last = (rows[bottom] as number) - 1;
      if (from > last) continue;
      const xTop = xy[2 * top] as number;
      const xBottom = xy[2 * bottom] as number;
      if (xTop >= width && xBottom >= width) continue;
      const step = steps[edge] as number;
      if (xTop < 0.5 && xBottom < 0.5) {
        entries[from] = (entries[from] as number) + step;
        entries[last + 1] = (entries[last + 1] as number) - step;
        continue;
      }
      const yTop = xy[2 * top + 1] as number;
      const yBottom = xy[2 * bottom + 1] as number;
      const slope = (xBottom - xTop) / (yBottom - yTop);
      // Not from an end out of sight: a deep zoom puts it so far away that rounding could be seen.
      const start = 0.5 + (yTop < 0 ? xBottom + (0.5 - yBottom) * slope : xTop + (0.5 - yTop) * slope);
      for (let row = from; row < last; row++) {
        const at = start + row * slope;
        if (at >= width) continue;
        const i = row * width + (at > 0 ? at | 0 : 0);
        pixels[i] = (pixels[i] as number) + step;
      }
      // From the nearer end, so that edges which meet there keep their order in spite of rounding.
      const y = last + 0.5;
      const at = 0.5 + (y - yTop < yBottom - y ? xTop + (y - yTop) * slope : xBottom + (y - yBottom) * slope);
      if (at >= width) continue;
      const i = last * width + (at > 0 ? at | 0 : 0);
      pixels[i] = (pixels[i] as number) + step;
    }
  }

  private sweep(colours: Int32Array, ground: number): void {
    const { entries, inside } = this;
    const { width, height, pixels } = this.surface;
    let entry = -1;
    for (let row = 0; row < height; row++) {
      entry += entries[row] as number;
      const start = row * width;
      const end = start + width;
      let face = entry;
      let i = start;
      for (; i < end; i++) {
        face += pixels[i] as number;
        if (face >= 0) break;
        pixels[i] = ground;
      }
      inside.left[row] = i - start;
      inside.right[row] = i - start;
      if (i === end) continue;
      let lastInside = i;
      pixels[i] = colours[face] as number;
      for (i++; i < end; i++) {
        face += pixels[i] as number;
        if (face >= 0) lastInside = i;
        pixels[i] = face >= 0 ? (colours[face] as number) : ground;
      }
      inside.right[row] = lastInside + 1 - start;
    }
    entries.fill(0);
  }
}
