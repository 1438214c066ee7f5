import { i32 } from '../math/typed';
import type { Mesh } from './mesh';

/**
 * Orders the parts of one face so that successive ones are neighbours as a rule (depth first over their common edges):
 * neighbours differ in one unit, and the next layer's columns follow by one rank-1 term.
 */
export class PartOrder {
  private stamps = new Int32Array(256);
  private stamp = 0;
  private starts = new Int32Array(64);
  private cursors = new Int32Array(64);
  private ordered = new Int32Array(64);

  /** `parts[0]` is the face that was cut, the others are the mesh's newest faces. Cost: the parts' edges. */
  arrange(mesh: Mesh, parts: Int32Array, count: number): void {
    const first = i32(parts, 0);
    const created = mesh.faces - (count - 1);
    this.reserve(mesh.faces, count);
    const { starts, cursors, stamps, ordered } = this;
    const stamp = ++this.stamp;
    let depth = 0;
    let found = 1;
    stamps[first] = stamp;
    ordered[0] = first;
    starts[0] = i32(mesh.first, first);
    cursors[0] = i32(mesh.first, first);
    while (depth >= 0) {
      const h = i32(cursors, depth);
      const t = i32(mesh.twin, h);
      const next = i32(mesh.next, h);
      const neighbour = t < 0 ? -1 : i32(mesh.face, t);
      const done = next === i32(starts, depth);
      cursors[depth] = next;
      // The last edge of a loop leaves the part behind for good.
      if (done) depth--;
      if ((neighbour !== first && neighbour < created) || i32(stamps, neighbour) === stamp) continue;
      stamps[neighbour] = stamp;
      ordered[found++] = neighbour;
      depth++;
      starts[depth] = t;
      cursors[depth] = i32(mesh.next, t);
    }
    // The parts of a convex face hang together; should rounding ever tear them, the order stays as it was.
    if (found === count) parts.set(ordered.subarray(0, count));
  }

  private reserve(faces: number, count: number): void {
    if (this.stamps.length < faces) {
      const larger = new Int32Array(2 * faces);
      larger.set(this.stamps);
      this.stamps = larger;
    }
    if (this.starts.length > count) return;
    this.starts = new Int32Array(2 * count);
    this.cursors = new Int32Array(2 * count);
    this.ordered = new Int32Array(2 * count);
  }
}
