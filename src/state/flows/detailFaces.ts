/** How the faces of a detail belong to those of the domain. */
import type { CellComplex } from '../../core/partition/complex';
import type { Rectangle } from '../detail';

type Coded = Pick<CellComplex, 'codes' | 'layout' | 'classes' | 'areas'>;

/** FNV-1a over the words of a face's code and its class. */
function hashOf({ codes, layout, classes }: Coded, face: number): number {
  let hash = 0x811c9dc5;
  for (let at = face * layout.words; at < (face + 1) * layout.words; at++)
    hash = Math.imul(hash ^ (codes[at] as number), 0x01000193);
  return Math.imul(hash ^ (classes?.[face] ?? 0), 0x01000193) >>> 0;
}

function sameFace(a: Coded, face: number, b: Coded, other: number): boolean {
  const { words } = a.layout;
  if (a.classes?.[face] !== b.classes?.[other]) return false;
  for (let w = 0; w < words; w++) if (a.codes[face * words + w] !== b.codes[other * words + w]) return false;
  return true;
}

/**
 * For each face of the part the whole's face with the same code and class; −1 where there is none. Cost: a hash of each
 * face's code.
 */
export function facesOfWhole(part: Coded, whole: Coded): Int32Array {
  const found = new Int32Array(part.areas.length).fill(-1);
  const byHash = new Map<number, number[]>();
  for (let face = 0; face < found.length; face++) {
    const hash = hashOf(part, face);
    const others = byHash.get(hash);
    if (others) others.push(face);
    else byHash.set(hash, [face]);
  }
  for (let face = 0; face < whole.areas.length; face++)
    for (const own of byHash.get(hashOf(whole, face)) ?? [])
      if (found[own] === -1 && sameFace(part, own, whole, face)) found[own] = face;
  return found;
}

/** Vertices this near to a side of the window, as a share of its size, lie on it. */
const ON_SIDE = 1e-9;

/** For each face 1 where no edge of it lies on a side of the window. */
export function wholeFaces(complex: CellComplex, { p0, q0, p1, q1 }: Rectangle): Uint8Array {
  const { edgeFaces, edgeVertices, vertices } = complex;
  const tolerance = ON_SIDE * (p1 - p0);
  const whole = new Uint8Array(complex.areas.length).fill(1);
  const onSide = (vertex: number, other: number, axis: 0 | 1, limit: number): boolean =>
    Math.abs((vertices[2 * vertex + axis] as number) - limit) <= tolerance &&
    Math.abs((vertices[2 * other + axis] as number) - limit) <= tolerance;
  for (let edge = 0; 2 * edge < edgeFaces.length; edge++) {
    const [left, right] = [edgeFaces[2 * edge] as number, edgeFaces[2 * edge + 1] as number];
    if (left >= 0 && right >= 0) continue;
    const [v, w] = [edgeVertices[2 * edge] as number, edgeVertices[2 * edge + 1] as number];
    if (onSide(v, w, 0, p0) || onSide(v, w, 0, p1) || onSide(v, w, 1, q0) || onSide(v, w, 1, q1))
      whole[Math.max(left, right)] = 0;
  }
  return whole;
}
