import { euclideanNorm } from '../analysis/norms';
import { atan2 } from '../math/elementary';
import { f64 } from '../math/typed';
import { preActivations } from '../network/forward';
import { activated } from '../network/held';
import { headNetwork, type Layer, type Network } from '../network/network';
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
 * Angles between the activations of layers (from 1; 0: the inputs) at x(t) and at the path's start, in radians: for each layer
 * one for each t; NaN where one of the two is 0. Cost: a forward pass up to the last of the layers for each t.
 */
export function layerAngles(
  network: Network,
  vertices: readonly ArrayLike<number>[],
  layers: readonly number[],
  at: ArrayLike<number>,
): Float64Array[] {
  const last = Math.max(0, ...layers);
  const head = last > 0 ? headNetwork(network, last) : null;
  const activationsAt = (t: number): Float64Array[] => {
    const x = Float64Array.from(pathPoint(vertices, t));
    return layerActivations(network, layers, x, head ? preActivations(head, x) : []);
  };
  const start = activationsAt(0);
  const angles = layers.map(() => new Float64Array(at.length));
  for (let i = 0; i < at.length; i++) {
    activationsAt(at[i] as number).forEach((values, row) => {
      (angles[row] as Float64Array)[i] = angleBetween(values, start[row] as Float64Array);
    });
  }
  return angles;
}

/** The activations of layers (from 1; 0: the input x itself), given the pre-activations up to the last of them. */
export const layerActivations = (
  network: Network,
  layers: readonly number[],
  x: Float64Array,
  z: readonly Float64Array[],
): Float64Array[] =>
  layers.map((layer) =>
    layer === 0 ? x : activated(network.layers[layer - 1] as Layer, z[layer - 1] as Float64Array),
  );

/** The angles of one layer. */
export const activationAngles = (
  network: Network,
  vertices: readonly ArrayLike<number>[],
  layer: number,
  at: ArrayLike<number>,
): Float64Array => layerAngles(network, vertices, [layer], at)[0] as Float64Array;
