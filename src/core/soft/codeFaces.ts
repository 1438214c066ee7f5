/** Which codes name a polytope of a slice that was cut. */
import { f64, i32, u32 } from '../math/typed';
import type { CellComplex } from '../partition/complex';

/** Words that are not the same in all faces: of a large network most are. Known of codes that were asked about before. */
const varying = new WeakMap<Uint32Array, Int32Array>();

/** Cost: faces × words, once for the codes of a slice. */
function varyingWords(codes: Uint32Array, words: number): Int32Array {
  const known = varying.get(codes);
  if (known) return known;
  const differs = new Uint32Array(words);
  for (let at = words; at < codes.length; at += words)
    for (let w = 0; w < words; w++) differs[w] = u32(differs, w) | (u32(codes, at + w) ^ u32(codes, w));
  const found = Int32Array.from(differs.keys()).filter((w) => u32(differs, w) !== 0);
  varying.set(codes, found);
  return found;
}

/** Whether a code has the words that all faces have in common. */
function hasShared(codes: Uint32Array, code: Uint32Array, own: Int32Array): boolean {
  let next = 0;
  for (let w = 0; w < code.length; w++) {
    if (own[next] === w) next++;
    else if (u32(codes, w) !== u32(code, w)) return false;
  }
  return true;
}

/**
 * For each code (packed, of all gated layers) the face that has it, of several (cut by class, too) the largest; −1 where none
 * has. Cost: words a code, and faces × words that differ among faces. Throws a RangeError where the faces' codes have other layers
 * than the codes.
 */
export function facesOfCodes(
  { codes, layout, areas }: Pick<CellComplex, 'codes' | 'layout' | 'areas'>,
  wanted: readonly Uint32Array[],
): Int32Array {
  const { words } = layout;
  const faces = codes.length / words;
  const own = varyingWords(codes, words);
  return Int32Array.from(wanted, (code) => {
    if (code.length !== words) throw new RangeError(`invalid code: ${code.length} words, faces have ${words}`);
    let found = -1;
    if (!hasShared(codes, code, own)) return found;
    for (let face = 0; face < faces; face++) {
      // From the last layer on: in the first one soft and hard codes of a place are the same.
      let n = own.length - 1;
      while (n >= 0 && u32(codes, face * words + i32(own, n)) === u32(code, i32(own, n))) n--;
      if (n < 0 && (found < 0 || f64(areas, face) > f64(areas, found))) found = face;
    }
    return found;
  });
}
