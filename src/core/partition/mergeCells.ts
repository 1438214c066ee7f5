import { f64, i32, u8 } from '../math/typed';
import type { Mesh } from './mesh';

/**
 * Joins neighbouring cells that are one polytope: those that were cut by what is no boundary (the border of a part of the domain, a
 * match that does not matter). Takes the edges between them away, and vertices that only these had. Returns for each leaf the
 * leaf that it has become a part of (itself where it stays). `corners`: vertices of the domain, which stay. Cost: linear
 * in the edges, and a comparison of codes an edge.
 */
export function mergeCells(
  mesh: Mesh,
  leaves: Int32Array,
  corners: number,
  same: (a: number, b: number) => boolean,
): Int32Array {
  const leafOf = new Int32Array(mesh.faces).fill(-1);
  leaves.forEach((face, leaf) => {
    leafOf[face] = leaf;
  });
  const into = Int32Array.from(leaves.keys());
  const loose = new Uint8Array(mesh.vertices);
  for (let leaf = 0; leaf < leaves.length; leaf++) {
    if (into[leaf] !== leaf) continue;
    const face = i32(leaves, leaf);
    // Each edge of the loop once; a join makes the loop longer, so it is walked until no edge goes.
    for (let joined = true; joined; ) {
      joined = false;
      let h = i32(mesh.first, face);
      const start = h;
      do {
        const t = i32(mesh.twin, h);
        const other = t < 0 ? -1 : i32(leafOf, i32(mesh.face, t));
        if (other >= 0 && other !== leaf && same(leaf, other)) {
          join(mesh, h, loose);
          into[other] = leaf;
          leafOf[i32(leaves, other)] = leaf;
          joined = true;
          break;
        }
        h = i32(mesh.next, h);
      } while (h !== start);
    }
  }
  tidy(mesh, leaves, into, loose, corners);
  return rooted(into);
}

/** Takes away the whole border between two faces that share the edge h: first the vertices that only the two have. */
function join(mesh: Mesh, h: number, loose: Uint8Array): void {
  const kept = i32(mesh.face, h);
  const gone = i32(mesh.face, i32(mesh.twin, h));
  const shared = (e: number): boolean =>
    i32(mesh.face, e) === kept && i32(mesh.twin, e) >= 0 && i32(mesh.face, i32(mesh.twin, e)) === gone;
  while (shared(i32(mesh.next, h)) && mesh.dissolveVertexAfter(h));
  let first = h;
  for (let before = mesh.before(first); shared(before) && mesh.dissolveVertexAfter(before); before = mesh.before(first))
    first = before;
  loose[i32(mesh.origin, first)] = 1;
  loose[i32(mesh.origin, i32(mesh.next, first))] = 1;
  mesh.dissolveEdge(first);
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

function rooted(into: Int32Array): Int32Array {
  return into.map((leaf) => {
    let root = leaf;
    while (into[root] !== root) root = i32(into, root);
    return root;
  });
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
