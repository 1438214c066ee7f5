import type { Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { type Coded, cellCount, requireMaps } from './cells';
import { type FirstGradients, gradientsAlong, gradientsInInput, orthonormalAxes } from './coordinates';
import { MapSweep } from './mapSweep';
import { euclideanNorm, spectralNormOf } from './norms';

/** Norms of each face's local affine map A: the largest singular value, and √Σ A². */
export interface MapNorms {
  readonly spectral: Float64Array;
  readonly frobenius: Float64Array;
}

/**
 * Norms of A restricted to the slice (outputs × 2) in the metric of the slice: the spectral norm is the steepest change of
 * the outputs per distance along it. For cost see `MapSweep` with two columns. Throws a RangeError where the cells were
 * cut by the first layers only, so that a face has no map of its own.
 */
export function sliceNorms(network: Network, slice: Slice, cells: Coded): MapNorms {
  return normsIn(network, cells, gradientsAlong(network, orthonormalAxes(slice)));
}

/**
 * Norms of A in R^d (outputs × d), without forming it where inputs are many: A = M W₁, and M W₁ has the norms of M times
 * the coordinates of W₁'s rows in their span. Relative to the terms of A exact to 1e-12. Cost: see `MapSweep`, with as
 * many columns as W₁ has rank. Throws as `sliceNorms` does.
 */
export function inputNorms(network: Network, cells: Coded): MapNorms {
  return normsIn(network, cells, gradientsInInput(network));
}

function normsIn(network: Network, cells: Coded, first: FirstGradients): MapNorms {
  requireMaps(network, cells);
  const faces = cellCount(cells);
  const sweep = new MapSweep(network, first);
  const spectralNorm = spectralNormOf(network.outputSize, first.columns);
  const spectral = new Float64Array(faces);
  const frobenius = new Float64Array(faces);
  for (let f = 0; f < faces; f++) {
    const map = sweep.under(cells.codes, f * cells.layout.words);
    spectral[f] = spectralNorm(map);
    frobenius[f] = euclideanNorm(map);
  }
  return { spectral, frobenius };
}
