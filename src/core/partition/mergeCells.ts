import { f64, i32, u8 } from '../math/typed';
import type { Mesh } from './mesh';

/**
 * Joins neighbouring cells that are one polytope: those that were cut by what is no boundary (the border of a part of the domain, a
 * match that does not matter). Takes the edges between them away, and vertices that only these had. Returns for each leaf the
 * leaf that it has become a part of (itself where it stays). `corners`: vertices of the domain, which stay. A polytope is convex:
 * cells that would enclose others (rounding can make such) stay apart. Cost: linear in the edges, and a comparison of
 * codes an edge.
 */
export function mergeCells(
  mesh: Mesh,
  leaves: Int32Array,
  corners: number,
  same: (a: number, b: number) => boolean,
): Int32Array {
  const cells = new Cells(mesh, leaves);
  const into = cells.united(same);
  if (into.every((root, leaf) => root === leaf)) return into;
  const loops = cells.outlines(into);
  cells.separate(into, loops);
  const loose = cells.relink(into, loops);
  tidy(mesh, leaves, into, loose, corners);
  return into;
}

/** The leaves of a mesh, and who of them becomes one cell. `into`: the least leaf of each cell. */
class Cells {
  private readonly leafOf: Int32Array;

  constructor(
    private readonly mesh: Mesh,
    private readonly leaves: Int32Array,
  ) {
    this.leafOf = new Int32Array(mesh.faces).fill(-1);
    leaves.forEach((face, leaf) => {
      this.leafOf[face] = leaf;
    });
  }

  /** The leaf beyond a half-edge; −1 on the domain's border. */
  private beyond(h: number): number {
    const t = i32(this.mesh.twin, h);
    return t < 0 ? -1 : i32(this.leafOf, i32(this.mesh.face, t));
  }

  private forEdges(leaf: number, visit: (h: number) => void): void {
    const start = i32(this.mesh.first, i32(this.leaves, leaf));
    let h = start;
    do {
      visit(h);
      h = i32(this.mesh.next, h);
    } while (h !== start);
  }

  united(same: (a: number, b: number) => boolean): Int32Array {
    const into = Int32Array.from(this.leaves.keys());
    const rootOf = (leaf: number): number => {
      let root = leaf;
      while (i32(into, root) !== root) {
        into[root] = i32(into, i32(into, root));
        root = i32(into, root);
      }
      return root;
    };
    for (let leaf = 0; leaf < into.length; leaf++)
      this.forEdges(leaf, (h) => {
        const other = this.beyond(h);
        if (other <= leaf || rootOf(leaf) === rootOf(other) || !same(leaf, other)) return;
        const [a, b] = [rootOf(leaf), rootOf(other)];
        into[Math.max(a, b)] = Math.min(a, b);
      });
    return into.map((_, leaf) => rootOf(leaf));
  }

  /** For each half-edge on the outline of its cell the one that follows there; −1 inside of cells. */
  outlines(into: Int32Array): Int32Array {
    const { next, twin } = this.mesh;
    const after = new Int32Array(this.mesh.halfEdges).fill(-1);
    const outside = (h: number, root: number): boolean => {
      const other = this.beyond(h);
      return other < 0 || i32(into, other) !== root;
    };
    for (let leaf = 0; leaf < into.length; leaf++) {
      const root = i32(into, leaf);
      this.forEdges(leaf, (h) => {
        if (!outside(h, root)) return;
        let n = i32(next, h);
        while (!outside(n, root)) n = i32(next, i32(twin, n));
        after[h] = n;
      });
    }
    return after;
  }

  /** Leaves that would be a cell of several outlines stay as they are: changes `into` and `after`. */
  separate(into: Int32Array, after: Int32Array): void {
    const left = new Int32Array(into.length);
    const starts = new Int32Array(into.length).fill(-1);
    for (let leaf = 0; leaf < into.length; leaf++)
      this.forEdges(leaf, (h) => {
        if (i32(after, h) < 0) return;
        const root = i32(into, leaf);
        left[root] = i32(left, root) + 1;
        starts[root] = h;
      });
    starts.forEach((start, root) => {
      for (let h = start; h >= 0; ) {
        left[root] = i32(left, root) - 1;
        h = i32(after, h);
        if (h === start) break;
      }
    });
    for (let leaf = 0; leaf < into.length; leaf++) {
      if (left[i32(into, leaf)] === 0) continue;
      this.forEdges(leaf, (h) => {
        after[h] = i32(this.mesh.next, h);
      });
    }
    into.forEach((root, leaf) => {
      if (left[root] !== 0) into[leaf] = leaf;
    });
  }

  /** Puts the outlines in force. Returns 1 for vertices that an edge was taken from. */
  relink(into: Int32Array, after: Int32Array): Uint8Array {
    const { mesh, leaves } = this;
    const loose = new Uint8Array(mesh.vertices);
    for (let leaf = 0; leaf < into.length; leaf++) {
      const face = i32(leaves, i32(into, leaf));
      const start = i32(mesh.first, i32(leaves, leaf));
      let h = start;
      do {
        const following = i32(mesh.next, h);
        if (i32(after, h) < 0) loose[i32(mesh.origin, h)] = 1;
        else {
          mesh.next[h] = i32(after, h);
          mesh.face[h] = face;
          mesh.first[face] = h;
        }
        h = following;
      } while (h !== start);
    }
    return loose;
  }
}

/** Takes away loose vertices that have two edges left. */
function tidy(mesh: Mesh, leaves: Int32Array, into: Int32Array, loose: Uint8Array, corners: number): void {
  for (let leaf = 0; leaf < leaves.length; leaf++) {
    if (into[leaf] !== leaf) continue;
    const face = i32(leaves, leaf);
    let h = i32(mesh.first, face);
    for (let left = loopLength(mesh, h); left > 0; left--) {
      const v = i32(mesh.origin, i32(mesh.next, h));
      if (v >= corners && u8(loose, v) === 1 && mesh.dissolveVertexAfter(h)) continue;
      h = i32(mesh.next, h);
    }
  }
}

function loopLength(mesh: Mesh, start: number): number {
  let n = 1;
  for (let h = i32(mesh.next, start); h !== start; h = i32(mesh.next, h)) n++;
  return n;
}

/** Sums of rows of `width` numbers of all leaves that became one, each times its weight, over the sum of the weights. */
export function meanRows(rows: Float64Array, width: number, weights: Float64Array, into: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length);
  const totals = new Float64Array(into.length);
  for (let leaf = 0; leaf < into.length; leaf++) {
    const root = i32(into, leaf);
    const weight = f64(weights, leaf);
    totals[root] = f64(totals, root) + weight;
    for (let k = 0; k < width; k++)
      sums[root * width + k] = f64(sums, root * width + k) + weight * f64(rows, leaf * width + k);
  }
  // A leaf without an area keeps its own row.
  return sums.map((sum, i) => {
    const total = f64(totals, Math.floor(i / width));
    return total > 0 ? sum / total : f64(rows, i);
  });
}
