/** Vectors of R^d in float64, with sums in the order of the entries, so that they are the same on every machine. */
import { f64 } from './typed';

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += f64(a, i) * f64(b, i);
  return sum;
}

export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** y += s·x, in place. */
export function addScaled(y: Float64Array, s: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = f64(y, i) + s * f64(x, i);
}

/** Takes from `vector`, in place, what lies along an orthonormal basis. Twice, so that what is left is orthogonal to rounding. */
export function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) for (const axis of basis) addScaled(vector, -dot(vector, axis), axis);
}

/** Scales a vector that is not zero to length 1, in place. */
export function normalise(vector: Float64Array): void {
  const length = norm(vector);
  for (let i = 0; i < vector.length; i++) vector[i] = f64(vector, i) / length;
}
