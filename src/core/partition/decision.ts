import { f64, i32, u8 } from '../math/typed';
import { layerPieces } from '../network/held';
import type { Layer, Network } from '../network/network';
import type { Cutter } from './cutter';
import { type Corner, clipped } from './halfPlane';

interface Cell {
  readonly face: number;
  /** Winning class; for a single output 1 above the threshold, else 0. */
  readonly winner: number;
}

/** A line a·x + b·y + c with the noise of its value. */
interface Line {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly noise: number;
}

/**
 * Cuts a polytope along the boundary of the winning class only. Where two classes win, one chord; where more do, the
 * lines of the neighbouring pairs are cut through and the edges between cells of one winner taken away again.
 * Equal outputs: the lowest index wins, and an area of equal values is not cut.
 */
export class DecisionCutter {
  private readonly outputs: number;
  private readonly columns: Float64Array;
  private readonly noise: Float64Array;
  private readonly slopes: readonly number[];
  private readonly offsets: readonly number[];

  constructor(
    network: Network,
    noise: readonly Float64Array[],
    private readonly threshold: number,
    private readonly cutter: Cutter,
  ) {
    const last = network.layers[network.layers.length - 1] as Layer;
    const activation = layerPieces(last);
    this.outputs = network.outputSize;
    this.columns = new Float64Array(3 * this.outputs);
    this.noise = noise[noise.length - 1] as Float64Array;
    this.slopes = activation.slopes;
    this.offsets = activation.offsets;
  }

  /** `z`: columns of the last layer's pre-activations on the face, `pieces`: its pieces there. */
  decide(face: number, z: Float64Array, pieces: Uint8Array): Cell[] {
    const { outputs: k, columns } = this;
    for (let j = 0; j < k; j++) {
      const slope = this.slopes[u8(pieces, j)] as number;
      for (let c = 0; c < 3; c++) columns[c * k + j] = slope * f64(z, c * k + j);
      columns[2 * k + j] = f64(columns, 2 * k + j) + (this.offsets[u8(pieces, j)] as number);
    }
    if (k === 1) return this.decideSingle(face);
    const winner = this.soleWinner(face);
    return winner >= 0 ? [{ face, winner }] : this.decideMany(face);
  }

  private decideSingle(face: number): Cell[] {
    const { columns, cutter } = this;
    const line = {
      a: f64(columns, 0),
      b: f64(columns, 1),
      c: f64(columns, 2) - this.threshold,
      noise: f64(this.noise, 0),
    };
    const side = cutter.side(face, line.a, line.b, line.c, line.noise);
    if (side !== 2) return [{ face, winner: side > 0 ? 1 : 0 }];
    const created = cutter.cut(line.a, line.b, line.noise);
    return [face, created].map((part) => ({
      face: part,
      winner: cutter.side(part, line.a, line.b, line.c, line.noise) > 0 ? 1 : 0,
    }));
  }

  /** z_i − z_m as a line. */
  private difference(i: number, m: number): Line {
    const { columns, outputs: k, noise } = this;
    return {
      a: f64(columns, i) - f64(columns, m),
      b: f64(columns, k + i) - f64(columns, k + m),
      c: f64(columns, 2 * k + i) - f64(columns, 2 * k + m),
      noise: f64(noise, i) + f64(noise, m),
    };
  }

  /** The class that wins on the whole face, or −1. By convexity the corners decide. */
  private soleWinner(face: number): number {
    const { cutter, outputs: k, columns } = this;
    cutter.measure(face);
    let best = 0;
    let highest = -Infinity;
    for (let i = 0; i < k; i++) {
      const value = f64(columns, i) * cutter.centreX + f64(columns, k + i) * cutter.centreY + f64(columns, 2 * k + i);
      if (value > highest) [best, highest] = [i, value];
    }
    let winner = best;
    for (let m = 0; m < k; m++) {
      if (m === best) continue;
      const { a, b, c, noise } = this.difference(best, m);
      const middle = a * cutter.centreX + b * cutter.centreY + c;
      if (middle > Math.abs(a) * cutter.halfX + Math.abs(b) * cutter.halfY + noise) continue;
      const side = cutter.side(face, a, b, c, noise);
      if (side === 2 || side === -1) return -1;
      if (side === 0) winner = Math.min(winner, m);
    }
    return winner;
  }

  private decideMany(face: number): Cell[] {
    const { cutter } = this;
    const parts = [face];
    const firstNewVertex = cutter.mesh.vertices;
    for (const [i, m] of this.neighbouringPairs(face)) {
      const { a, b, c, noise } = this.difference(i, m);
      for (let p = parts.length - 1; p >= 0; p--)
        if (cutter.side(parts[p] as number, a, b, c, noise) === 2) parts.push(cutter.cut(a, b, noise));
    }
    const winners = new Map(parts.map((part) => [part, this.winnerAt(part)]));
    if (parts.length > 2) this.join(winners, firstNewVertex);
    return [...winners].map(([part, winner]) => ({ face: part, winner }));
  }

  /** Class that wins at the mean of the corners; among classes equal on the whole part, the lowest. */
  private winnerAt(face: number): number {
    const { mesh } = this.cutter;
    const { columns, outputs: k } = this;
    let [x, y, n] = [0, 0, 0];
    const start = i32(mesh.first, face);
    let h = start;
    do {
      x += f64(mesh.x, i32(mesh.origin, h));
      y += f64(mesh.y, i32(mesh.origin, h));
      n++;
      h = i32(mesh.next, h);
    } while (h !== start);
    let best = 0;
    let highest = -Infinity;
    for (let i = 0; i < k; i++) {
      const value = (f64(columns, i) * x + f64(columns, k + i) * y) / n + f64(columns, 2 * k + i);
      if (value > highest) [best, highest] = [i, value];
    }
    for (let m = 0; m < best; m++) {
      const { a, b, c, noise } = this.difference(best, m);
      if (this.cutter.side(face, a, b, c, noise) === 0) return m;
    }
    return best;
  }

  /** Pairs (i < m) of classes whose cells share a piece of boundary inside the face. */
  private neighbouringPairs(face: number): [number, number][] {
    const polygon = this.corners(face);
    const pairs = new Map<string, [number, number]>();
    for (let i = 0; i < this.outputs; i++) {
      const cell = this.clip(polygon, i);
      for (const m of cell) {
        const pair: [number, number] = i < m ? [i, m] : [m, i];
        pairs.set(pair.join(), pair);
      }
    }
    return [...pairs.values()];
  }

  private corners(face: number): Corner[] {
    const { mesh } = this.cutter;
    const corners: Corner[] = [];
    const start = i32(mesh.first, face);
    let h = start;
    do {
      const v = i32(mesh.origin, h);
      corners.push([f64(mesh.x, v), f64(mesh.y, v), -1]);
      h = i32(mesh.next, h);
    } while (h !== start);
    return corners;
  }

  /** Classes on the other side of the sides of class i's cell. A corner carries the class beyond the side after it. */
  private clip(polygon: readonly Corner[], i: number): number[] {
    let cell = [...polygon];
    for (let m = 0; m < this.outputs && cell.length > 0; m++) {
      if (m === i) continue;
      const line = this.difference(i, m);
      const tolerance = this.cutter.tolerance(line.a, line.b, line.noise);
      const values = cell.map(([x, y]) => line.a * x + line.b * y + line.c);
      if (values.every((value) => value <= tolerance)) {
        // Nowhere above m: nothing is won, unless the two are equal everywhere and i is the lower.
        if (values.some((value) => value < -tolerance) || m < i) return [];
        continue;
      }
      if (values.some((value) => value < -tolerance)) cell = clipped(cell, values, m, tolerance);
    }
    return cell.map((corner) => corner[2]).filter((label) => label >= 0);
  }

  /** Takes away the edges between parts of one winner, and the vertices that only they had. */
  private join(winners: Map<number, number>, firstNewVertex: number): void {
    const { mesh } = this.cutter;
    for (const [part, winner] of winners) {
      let h = i32(mesh.first, part);
      const start = h;
      do {
        const other = i32(mesh.twin, h) < 0 ? -1 : i32(mesh.face, i32(mesh.twin, h));
        if (other !== part && other >= 0 && winners.get(other) === winner) {
          mesh.dissolveEdge(h);
          winners.delete(other);
          this.join(winners, firstNewVertex);
          return;
        }
        h = i32(mesh.next, h);
      } while (h !== start);
    }
    for (const part of winners.keys()) this.tidy(part, firstNewVertex);
  }

  private tidy(part: number, firstNewVertex: number): void {
    const { mesh } = this.cutter;
    let h = i32(mesh.first, part);
    let unchanged = 0;
    while (unchanged <= this.loopLength(part)) {
      const v = i32(mesh.origin, i32(mesh.next, h));
      if (v >= firstNewVertex && mesh.dissolveVertexAfter(h)) unchanged = 0;
      else {
        h = i32(mesh.next, h);
        unchanged++;
      }
    }
  }

  private loopLength(face: number): number {
    const { mesh } = this.cutter;
    const start = i32(mesh.first, face);
    let n = 1;
    for (let h = i32(mesh.next, start); h !== start; h = i32(mesh.next, h)) n++;
    return n;
  }
}
