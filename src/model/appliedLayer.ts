import { add, concat, matMul, slice, type Tensor1D, type Tensor2D, transpose } from '@tensorflow/tfjs';
import { activated, type LayerTensors } from './tensors';

/** A layer as fields need it, whatever its affine part is made of. To be used inside `tidy`. */
export interface AppliedLayer extends Pick<LayerTensors, 'activation' | 'eta'> {
  /** W h for a batch, n × inputs → n × outputs, without the bias. */
  product(h: Tensor2D): Tensor2D;
  readonly bias: Tensor1D;
  /** The first so many units have the activation, the others pass their values on. */
  readonly gated: number;
}

/** A layer of the trainable model. The wasm backend takes ten times as long where it is asked to transpose a factor itself. */
export const denseLayer = (layer: LayerTensors): AppliedLayer => ({
  ...layer,
  gated: layer.bias.size,
  product: (h) => matMul(h, transpose(layer.weights)) as Tensor2D,
});

/** z of a layer for h of the one before. */
export const preActivations = (layer: AppliedLayer, h: Tensor2D): Tensor2D => add(layer.product(h), layer.bias);

/** What the layer hands on of its pre-activations, no unit held but those that pass. */
export function handedOn(layer: AppliedLayer, z: Tensor2D): Tensor2D {
  const [places, width] = z.shape;
  const { gated } = layer;
  if (gated >= width) return activated(layer, z);
  const own = activated(layer, slice(z, [0, 0], [places, gated]));
  return concat([own, slice(z, [0, gated], [places, width - gated])], 1);
}

/** Outputs of a chain of layers. */
export const forwardLayers = (layers: readonly AppliedLayer[], inputs: Tensor2D): Tensor2D =>
  layers.reduce((h, layer) => handedOn(layer, preActivations(layer, h)), inputs);
