/** Which codes name a polytope of a slice that was cut. */
import { f64, u32 } from '../math/typed';
import type { CellComplex } from '../partition/complex';

/**
 * For each code (packed, of all gated layers) the face that has it, of several (cut by class, too) the largest; −1 where none
 * has. Cost: faces × codes. Throws a RangeError where the faces' codes have other layers than the codes.
 */
export function facesOfCodes(
  { codes, layout, areas }: Pick<CellComplex, 'codes' | 'layout' | 'areas'>,
  wanted: readonly Uint32Array[],
): Int32Array {
  const { words } = layout;
  const faces = codes.length / words;
  return Int32Array.from(wanted, (code) => {
    if (code.length !== words) throw new RangeError(`invalid code: ${code.length} words, faces have ${words}`);
    let found = -1;
    for (let face = 0; face < faces; face++) {
      // From the last layer on: in the first one soft and hard codes of a place are the same.
      let w = words - 1;
      while (w >= 0 && u32(codes, face * words + w) === u32(code, w)) w--;
      if (w < 0 && (found < 0 || f64(areas, face) > f64(areas, found))) found = face;
    }
    return found;
  });
}
