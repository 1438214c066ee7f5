import { euclideanNorm } from '../analysis/norms';
import { atan2 } from '../math/elementary';
import { f64 } from '../math/typed';
import { hiddenActivation } from '../network/activations';
import type { Network } from '../network/network';
import { pathPoint } from './read';

/**
 * Angle between two vectors in radians, 0 … π; NaN where one is 0. 2·atan2(‖u − v‖, ‖u + v‖) of the unit vectors, which
 * stays exact for small angles (Kahan, "How futile are mindless assessments of roundoff", §12).
 */
export function angleBetween(a: Float64Array, b: Float64Array): number {
  const first = euclideanNorm(a);
  const second = euclideanNorm(b);
  if (first === 0 || second === 0) return Number.NaN;
  const difference = a.map((value, k) => value / first - f64(b, k) / second);
  const sum = a.map((value, k) => value / first + f64(b, k) / second);
  return 2 * atan2(euclideanNorm(difference), euclideanNorm(sum));
}

/**
 * Angles between the activations of a layer (from 1; 0: the inputs) at x(t) and at the path's start, in radians, one for
 * each t; NaN where one of the two is 0. Cost: a forward pass up to that layer each.
 */
export function activationAngles(
  network: Network,
  vertices: readonly ArrayLike<number>[],
  layer: number,
  at: ArrayLike<number>,
): Float64Array {
  const start = hiddenActivation(network, pathPoint(vertices, 0), layer);
  return Float64Array.from(at, (t) => angleBetween(hiddenActivation(network, pathPoint(vertices, t), layer), start));
}
