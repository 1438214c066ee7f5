import { f64, i32 } from '../math/typed';
import type { Cutter } from './cutter';

/** The area of a face, about its first corner. Cost: linear in its edges. */
export function areaOf({ mesh }: Cutter, face: number): number {
  const start = i32(mesh.first, face);
  const o = i32(mesh.origin, start);
  let double = 0;
  for (let h = i32(mesh.next, start); i32(mesh.next, h) !== start; h = i32(mesh.next, h)) {
    const a = i32(mesh.origin, h);
    const b = i32(mesh.origin, i32(mesh.next, h));
    double +=
      (f64(mesh.x, a) - f64(mesh.x, o)) * (f64(mesh.y, b) - f64(mesh.y, o)) -
      (f64(mesh.x, b) - f64(mesh.x, o)) * (f64(mesh.y, a) - f64(mesh.y, o));
  }
  return double / 2;
}
