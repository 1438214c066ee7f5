import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { denseLayer } from './appliedLayer';
import type { FieldModel } from './model';
import type { Eta } from './softActivation';
import { forwardTensors, type LayerShape, type LayerTensors, layerTensors } from './tensors';

/**
 * What can be trained: outputs as a function of one flat vector of weights, cut into parts by which gradients are taken. All but
 * `dispose` is to be called inside `tidy`.
 */
export interface Trainable {
  /** The vector cut into its parts, which put together again are the vector. */
  parts(flat: Tensor1D): Tensor[];
  /** Those of the parts that L2 draws to 0: weights, not biases. */
  decaying(parts: readonly Tensor[]): readonly Tensor[];
  /** Outputs, n × outputs, for n × inputs; `etas` as in `BetaTensors`. */
  outputs(parts: readonly Tensor[], etas: readonly (Eta | null)[], inputs: Tensor2D): Tensor2D;
  /** The network as fields see it, with the weights and η that the functions give when they are asked. */
  field(flat: () => Tensor1D, etas: () => readonly (Eta | null)[]): FieldModel;
  /** Frees what it keeps on the backend. */
  dispose(): void;
}

/** Places of a field that are computed at once: what lies between two looks at the message queue. */
export const MOST_PLACES = 8192;

/** A chain of dense layers as fields see it. */
export const denseField = (layers: () => readonly LayerTensors[]): FieldModel => ({
  layers: () => layers().map(denseLayer),
  outputs: null,
  placesAtOnce: MOST_PLACES,
});

/** A chain of dense layers, its weights in the order of `flatWeights`. */
export function denseTrainable(shapes: readonly LayerShape[]): Trainable {
  return {
    parts: (flat) => layerTensors(flat, shapes).flatMap(({ weights, bias }): Tensor[] => [weights, bias]),
    decaying: (parts) => parts.filter((_, i) => i % 2 === 0),
    outputs(parts, etas, inputs) {
      const layers = shapes.map(
        ({ activation }, l): LayerTensors => ({
          weights: parts[2 * l] as Tensor2D,
          bias: parts[2 * l + 1] as Tensor1D,
          activation,
          eta: etas[l] ?? null,
        }),
      );
      return forwardTensors(layers, inputs);
    },
    field: (flat, etas) => denseField(() => layerTensors(flat(), shapes, etas())),
    dispose: () => undefined,
  };
}
