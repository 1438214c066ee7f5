import { euclideanNorm } from '../analysis/norms';
import { f64 } from '../math/typed';
import { nearestBoundary } from '../network/boundary';
import type { Boundary } from '../network/boundaryGradient';
import { preActivations, readOut } from '../network/forward';
import { gatesAt, mapOfGates } from '../network/localMap';
import type { Network } from '../network/network';
import { pathPoint } from '../path/read';
import { walkPath, walkRay } from '../path/walk';
import { firstClassChange } from './classChange';
import { winningClass } from './loss';

/** Where another class was found to win. */
export type FoundBy =
  /** The classes' hyperplane within the input's own polytope. */
  | 'polytope'
  /** The straight way to the attacked input, the iterates of the attack, or the straight way on beyond the attacked input. */
  | 'straight'
  | 'iterates'
  | 'beyond';

/** How far an input is from another class in R^d (Euclidean). */
export interface DecisionBounds {
  /** No input nearer than this is of another class. */
  readonly lower: number;
  /** An input so far away lies on the boundary of another class; null: none was found. */
  readonly upper: { readonly distance: number; readonly class: number; readonly by: FoundBy } | null;
  /** The two are one: the boundary of the class within the input's own polytope is nearer than any unit's. */
  readonly exact: boolean;
}

/** The nearest hyperplane on which another class draws level under the map of x's own polytope; null: none does. */
function levelWithin(network: Network, x: Float64Array): { readonly distance: number; readonly class: number } | null {
  const z = preActivations(network, x);
  const output = readOut(network, z[z.length - 1] as Float64Array);
  const { A, cols, rows } = mapOfGates(network, gatesAt(network, z));
  const own = winningClass(output);
  const row = (k: number): Float64Array => A.slice(k * cols, (k + 1) * cols);
  if (rows === 1) {
    const slope = euclideanNorm(row(0));
    return slope > 0 ? { distance: Math.abs(f64(output, 0)) / slope, class: 1 - own } : null;
  }
  let nearest: { distance: number; class: number } | null = null;
  const best = row(own);
  for (let k = 0; k < rows; k++) {
    if (k === own) continue;
    const slope = euclideanNorm(row(k).map((value, i) => value - f64(best, i)));
    const distance = slope > 0 ? (f64(output, own) - f64(output, k)) / slope : Number.POSITIVE_INFINITY;
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { distance, class: k };
  }
  return nearest;
}

/**
 * Bounds of the distance to the decision boundary in R^d. Below: within the distance of the nearest unit boundary the map is one,
 * so that the boundary there is the nearest of its hyperplanes. Above: the first change of class on the ways through `iterates`
 * (from the input on, `best` the attacked one), straight and one by one, or beyond. Cost: three walks and the local affine map.
 */
export function decisionBounds(
  network: Network,
  iterates: readonly Float64Array[],
  best: number,
  nearest: Boundary | null = nearestBoundary(network, iterates[0] as Float64Array),
): DecisionBounds {
  const x = iterates[0] as Float64Array;
  const room = nearest?.distance ?? Number.POSITIVE_INFINITY;
  const level = levelWithin(network, x);
  if (level && level.distance <= room)
    return { lower: level.distance, upper: { ...level, by: 'polytope' }, exact: true };
  const found = [alongPolyline(network, [x, iterates[best] as Float64Array], 'straight')];
  if (best > 1) found.push(alongPolyline(network, iterates.slice(0, best + 1), 'iterates'));
  const [nearer] = found.filter((upper) => upper !== null).sort((a, b) => a.distance - b.distance);
  const upper = nearer ?? alongRay(network, x, iterates[best] as Float64Array);
  // A constant network has no boundary at all: then nothing is near.
  return { lower: room, upper, exact: false };
}

function alongPolyline(network: Network, vertices: readonly Float64Array[], by: FoundBy): DecisionBounds['upper'] {
  const change = firstClassChange(walkPath(network, vertices, { slopes: false }));
  if (!change) return null;
  const start = vertices[0] as Float64Array;
  const offset = pathPoint(vertices, change.t).map((value, i) => value - f64(start, i));
  return { distance: euclideanNorm(offset), class: change.to, by };
}

function alongRay(network: Network, x: Float64Array, through: Float64Array): DecisionBounds['upper'] {
  const direction = through.map((value, i) => value - f64(x, i));
  const length = euclideanNorm(direction);
  if (length === 0) return null;
  const change = firstClassChange(walkRay(network, x, direction));
  return change && { distance: change.t * length, class: change.to, by: 'beyond' };
}
