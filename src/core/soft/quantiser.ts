/** The first layer as a vector quantiser on a slice: its cells by the engine, and the power diagram that they must be. */
import { orthonormalPoints } from '../analysis/coordinates';
import { f64 } from '../math/typed';
import type { Network } from '../network/network';
import { partition } from '../partition';
import type { CellComplex } from '../partition/complex';
import type { Polygon, Slice } from '../slice/slice';
import { type PowerCells, powerCellAt, powerCells } from './powerDiagram';

export interface VectorQuantiser {
  /** The domain cut by layer 1 alone: a face a cell. */
  readonly complex: CellComplex;
  /** Centre and weight of each face's code. */
  readonly cells: PowerCells;
  /** Vertices and centroids of the complex in the orthonormal coordinates of the centres. */
  readonly vertices: Float64Array;
  readonly centroids: Float64Array;
  /** Faces whose centroid lies in another code's cell of the power diagram: 0 unless something is wrong. */
  readonly differ: number;
  /** Faces whose centroid is nearer to another cell than rounding can tell. */
  readonly undecided: number;
}

/**
 * Cuts a domain by the first layer and asks the power diagram of the codes that were found for the cell of each centroid.
 * Cost: the partition, and faces² distances. Throws a RangeError where the layer is no max-affine one, an EngineError where
 * the engine cannot cut.
 */
export function vectorQuantiser(network: Network, slice: Slice, domain: Polygon): VectorQuantiser {
  const complex = partition(network, slice, domain, { upToLayer: 1 });
  const cells = powerCells(network, slice, complex.codes);
  const vertices = orthonormalPoints(slice, complex.vertices);
  const centroids = orthonormalPoints(slice, complex.centroids);
  let differ = 0;
  let undecided = 0;
  for (let face = 0; 2 * face < centroids.length; face++) {
    const s = [f64(centroids, 2 * face), f64(centroids, 2 * face + 1)] as const;
    const found = powerCellAt(cells, s);
    if (found === face) continue;
    if (powerOf(cells, face, s) - powerOf(cells, found, s) > noiseAt(cells, s)) differ++;
    else undecided++;
  }
  return { complex, cells, vertices, centroids, differ, undecided };
}

function powerOf({ centres, weights }: PowerCells, cell: number, [s1, s2]: readonly [number, number]): number {
  return (s1 - f64(centres, 2 * cell)) ** 2 + (s2 - f64(centres, 2 * cell + 1)) ** 2 - f64(weights, cell);
}

/** Of the difference of two powers. */
function noiseAt({ noise: [a, b, c] }: PowerCells, [s1, s2]: readonly [number, number]): number {
  const r = Math.hypot(s1, s2);
  return 2 * (a + b * r + c * r * r);
}
