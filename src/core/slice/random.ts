import { createRandom } from '../math/random';
import { dot, normalise, orthogonalise } from '../math/vectors';

/** What orthogonalising leaves of a direction is too little to be one below this share of it. */
const DEPENDENT = 2 ** -20;

/**
 * `count` orthonormal directions of R^d (at most d of them), the first two of which span a plane that is uniform among all
 * planes: normal vectors, orthonormalised in turn (Gram–Schmidt). Direction k depends on the seed, d and k alone, and has
 * the same bits on every machine. Throws a RangeError on a seed that is no whole number.
 */
export function randomDirections(inputSize: number, seed: number, count: number): Float64Array[] {
  const { normal } = createRandom(seed);
  const directions: Float64Array[] = [];
  while (directions.length < Math.min(count, inputSize)) {
    const direction = Float64Array.from({ length: inputSize }, normal);
    const before = dot(direction, direction);
    orthogonalise(direction, directions);
    if (dot(direction, direction) <= DEPENDENT * before) continue;
    normalise(direction);
    directions.push(direction);
  }
  return directions;
}
