import { f64, i32 } from '../math/typed';

/**
 * A half-edge mesh of convex faces over growing flat arrays. Half-edge h starts at `origin[h]`, is followed by `next[h]`
 * in the loop of `face[h]`, and `twin[h]` runs the other way (−1 on the border). A vertex put on an edge belongs to both
 * faces at once, so the mesh stays a cell complex (V − E + F = 1) whatever the arithmetic says.
 */
export class Mesh {
  x = new Float64Array(256);
  y = new Float64Array(256);
  vertices = 0;
  origin = new Int32Array(1024);
  next = new Int32Array(1024);
  twin = new Int32Array(1024);
  face = new Int32Array(1024);
  halfEdges = 0;
  /** Any half-edge of each face. */
  first = new Int32Array(256);
  faces = 0;

  /** Starts with one face: a counter-clockwise polygon [x0, y0, …]. */
  constructor(polygon: Float64Array) {
    const n = polygon.length / 2;
    for (let i = 0; i < n; i++) this.addVertex(f64(polygon, 2 * i), f64(polygon, 2 * i + 1));
    const face = this.addFace();
    for (let i = 0; i < n; i++) this.addHalfEdge(i, (i + 1) % n, -1, face);
    this.first[face] = 0;
  }

  private addVertex(x: number, y: number): number {
    if (this.vertices === this.x.length) {
      this.x = grown(this.x);
      this.y = grown(this.y);
    }
    this.x[this.vertices] = x;
    this.y[this.vertices] = y;
    return this.vertices++;
  }

  private addFace(): number {
    if (this.faces === this.first.length) this.first = grown(this.first);
    return this.faces++;
  }

  private addHalfEdge(origin: number, next: number, twin: number, face: number): number {
    if (this.halfEdges === this.origin.length) {
      this.origin = grown(this.origin);
      this.next = grown(this.next);
      this.twin = grown(this.twin);
      this.face = grown(this.face);
    }
    const h = this.halfEdges++;
    this.origin[h] = origin;
    this.next[h] = next;
    this.twin[h] = twin;
    this.face[h] = face;
    return h;
  }

  /** Puts a vertex on half-edge h: A→B becomes A→m (still h) and m→B. Returns m. */
  splitEdge(h: number, x: number, y: number): number {
    const m = this.addVertex(x, y);
    const after = this.addHalfEdge(m, i32(this.next, h), -1, i32(this.face, h));
    this.next[h] = after;
    const t = i32(this.twin, h);
    if (t < 0) return m;
    const tAfter = this.addHalfEdge(m, i32(this.next, t), h, i32(this.face, t));
    this.next[t] = tAfter;
    this.twin[h] = tAfter;
    this.twin[t] = after;
    this.twin[after] = t;
    return m;
  }

  /**
   * Cuts a face by the chord from the end of half-edge `toA` to the end of `toB`, both in its loop. The part whose loop
   * runs b … a keeps the face's index; the other gets a new one, which is returned.
   */
  splitFace(toA: number, toB: number): number {
    const old = i32(this.face, toA);
    const fromA = i32(this.next, toA);
    const fromB = i32(this.next, toB);
    const created = this.addFace();
    const ab = this.addHalfEdge(i32(this.origin, fromA), fromB, -1, old);
    const ba = this.addHalfEdge(i32(this.origin, fromB), fromA, ab, created);
    this.twin[ab] = ba;
    this.next[toA] = ab;
    this.next[toB] = ba;
    for (let h = fromA; h !== ba; h = i32(this.next, h)) this.face[h] = created;
    this.first[old] = ab;
    this.first[created] = ba;
    return created;
  }

  /** The half-edge before h in its loop. */
  before(h: number): number {
    let p = h;
    while (i32(this.next, p) !== h) p = i32(this.next, p);
    return p;
  }

  /** Takes an inner edge away: the twin's face joins h's. The twin's face index is dead afterwards. */
  dissolveEdge(h: number): void {
    const t = i32(this.twin, h);
    const kept = i32(this.face, h);
    const beforeH = this.before(h);
    const beforeT = this.before(t);
    for (let e = i32(this.next, t); e !== t; e = i32(this.next, e)) this.face[e] = kept;
    this.next[beforeH] = i32(this.next, t);
    this.next[beforeT] = i32(this.next, h);
    this.first[kept] = beforeH;
  }

  /** Joins h and the half-edge after it where their common vertex has no third edge. Returns whether it did. */
  dissolveVertexAfter(h: number): boolean {
    const after = i32(this.next, h);
    const t = i32(this.twin, h);
    const tAfter = i32(this.twin, after);
    if (t >= 0 !== tAfter >= 0) return false;
    if (t >= 0 && i32(this.next, tAfter) !== t) return false;
    this.next[h] = i32(this.next, after);
    this.first[i32(this.face, h)] = h;
    if (t >= 0) {
      this.next[tAfter] = i32(this.next, t);
      this.twin[h] = tAfter;
      this.twin[tAfter] = h;
      this.first[i32(this.face, tAfter)] = tAfter;
    }
    return true;
  }
}

function grown<T extends Float64Array | Int32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
