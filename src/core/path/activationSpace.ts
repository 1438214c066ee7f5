import { hiddenActivation } from '../network/activations';
import { type Network, tailNetwork } from '../network/network';
import { EngineError } from '../partition/errors';
import { LARGEST_SCALE } from './largestScale';
import type { PathWalk } from './types';
import { walkPath } from './walk';

/** A path through the activations of a layer: a path of the network of the layers after it. */
export interface ActivationWalk {
  /** The layer whose activations it goes through; 0: the inputs. */
  readonly layer: number;
  /** The layers after it, which take these activations; they count from 1 there (`layersBefore` were left out). */
  readonly tail: Network;
  /** The activations at the ends. */
  readonly vertices: readonly [Float64Array, Float64Array];
  /** Crossings of `tail`: of the layers after `layer`. */
  readonly walk: PathWalk;
}

/** The layers after a layer. Throws an EngineError where there are none. */
export function tailAfter(network: Network, layer: number): Network {
  if (!(Number.isInteger(layer) && layer >= 0 && layer < network.layers.length))
    throw new EngineError(
      `layer ${layer}: a path through activations needs a layer from 0 to ${network.layers.length - 1}`,
    );
  return layer === 0 ? network : tailNetwork(network, layer + 1);
}

/**
 * The straight segment between the activations of layer `layer` at inputs a and b, through the layers after it. Where the two
 * inputs have one activation there, the path has length 0. Throws an EngineError for a layer that has none after it.
 */
export function walkActivations(
  network: Network,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  layer: number,
): ActivationWalk {
  const tail = tailAfter(network, layer);
  const vertices = [hiddenActivation(network, a, layer), hiddenActivation(network, b, layer)] as const;
  return { layer, tail, vertices, walk: walkPath(tail, vertices) };
}

export interface ScalingWalk extends ActivationWalk {
  /** The k of each crossing of `walk`: LARGEST_SCALE × t. */
  readonly scales: Float64Array;
}

/**
 * The activation of layer `layer` at x, multiplied by k from 0 to LARGEST_SCALE, through the layers after it: every k at which
 * one of their units changes its piece. Layers without biases after it: none.
 */
export function walkScaling(network: Network, x: ArrayLike<number>, layer: number): ScalingWalk {
  const tail = tailAfter(network, layer);
  const h = hiddenActivation(network, x, layer);
  const vertices = [new Float64Array(h.length), h.map((value) => LARGEST_SCALE * value)] as const;
  const walk = walkPath(tail, vertices);
  return { layer, tail, vertices, walk, scales: walk.crossings.t.map((t) => LARGEST_SCALE * t) };
}
