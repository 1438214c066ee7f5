import { layerDistance } from '../analysis/codeDistance';
import { inputNorms, type MapNorms } from '../analysis/mapNorms';
import { f64 } from '../math/typed';
import type { Network } from '../network/network';
import type { LongWalk, PathWalk } from './types';

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

/** How thick the boundaries lie along a path, in all and by layer; of a part, as far as it goes. The ends' codes are those of the first and last piece. */
export function pathDensity(walk: PathWalk | LongWalk): PathDensity {
  const { layout, crossings, legLengths, knots } = walk;
  const length = lengthUpTo(legLengths, 'ends' in walk ? f64(knots, knots.length - 1) : legLengths.length);
  const [first, last] = 'ends' in walk ? walk.ends : endCodes(walk);
  const perLength = (count: number): number => (length > 0 ? count / length : Number.NaN);
  const layers = layout.gated.map((gated): LayerDensity => {
    const count = crossings.layer.reduce((sum, layer) => sum + Number(layer === gated.layer), 0);
    return {
      layer: gated.layer,
      units: gated.size,
      crossings: count,
      hamming: layerDistance(layout, gated, first, 0, last, 0),
      density: perLength(count),
    };
  });
  const total = crossings.t.length;
  const hamming = layers.reduce((sum, layer) => sum + layer.hamming, 0);
  return { length, crossings: total, hamming, density: perLength(total), layers };
}

const endCodes = ({ layout: { words }, codes }: PathWalk): readonly [Uint32Array, Uint32Array] => [
  codes.subarray(0, words),
  codes.subarray(codes.length - words),
];

/** Length of a path up to t. */
export function lengthUpTo(legLengths: Float64Array, t: number): number {
  const leg = Math.min(legLengths.length - 1, Math.floor(t));
  return legLengths.subarray(0, leg).reduce((sum, length) => sum + length, 0) + (t - leg) * f64(legLengths, leg);
}

/**
 * Spectral and Frobenius norm of the local affine map of R^d on each piece, as `inputNorms`. Cost: pieces × outputs × columns
 * and more where early layers change; columns are as many as layer 1 has rank.
 */
export const pathNorms = (network: Network, walk: PathWalk): MapNorms => inputNorms(network, walk);
