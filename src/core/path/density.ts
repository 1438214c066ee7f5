import { layerDistance } from '../analysis/codeDistance';
import { inputNorms, type MapNorms } from '../analysis/mapNorms';
import type { Network } from '../network/network';
import type { PathWalk } from './types';

export interface LayerDensity {
  /** From 1. */
  readonly layer: number;
  readonly units: number;
  readonly crossings: number;
  /** Units on different pieces at the two ends: a lower bound of the crossings, of the same parity for units of two pieces. */
  readonly hamming: number;
  /** Crossings per length; NaN on a path of length 0. */
  readonly density: number;
}

export interface PathDensity {
  /** Euclidean length of the path. */
  readonly length: number;
  readonly crossings: number;
  readonly hamming: number;
  readonly density: number;
  /** The gated layers. */
  readonly layers: readonly LayerDensity[];
}

/** How thick the boundaries lie along a path, in all and by layer. The ends' codes are those of the first and last piece. */
export function pathDensity({ layout, codes, crossings, legLengths }: PathWalk): PathDensity {
  const length = legLengths.reduce((sum, leg) => sum + leg, 0);
  const end = codes.length - layout.words;
  const perLength = (count: number): number => (length > 0 ? count / length : Number.NaN);
  const layers = layout.gated.map((gated): LayerDensity => {
    const count = crossings.layer.reduce((sum, layer) => sum + Number(layer === gated.layer), 0);
    return {
      layer: gated.layer,
      units: gated.size,
      crossings: count,
      hamming: layerDistance(layout, gated, codes, 0, codes, end),
      density: perLength(count),
    };
  });
  const total = crossings.t.length;
  const hamming = layers.reduce((sum, layer) => sum + layer.hamming, 0);
  return { length, crossings: total, hamming, density: perLength(total), layers };
}

/**
 * Spectral and Frobenius norm of the local affine map of R^d on each piece, as `inputNorms`. Cost: pieces × outputs × columns
 * and more where early layers change; columns are as many as layer 1 has rank.
 */
export const pathNorms = (network: Network, walk: PathWalk): MapNorms => inputNorms(network, walk);
