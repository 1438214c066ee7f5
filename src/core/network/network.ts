import type { ActivationSpec, PiecewiseLinear } from './activation';
import { layerPieces } from './held';

/**
 * A dense layer as plain data (structured-cloneable): z = W h + b, followed by an activation.
 * `weights` is row-major, outputs × inputs.
 */
export interface DenseLayer {
  readonly kind: 'dense';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly activation: ActivationSpec;
  /** The piece that each clamped unit is held on, −1 for free units (`held.ts`). */
  readonly held?: Int8Array;
}

/** Every layer kind the engine takes. Later kinds (convolution, pooling, sums) join this union and `affineOp`. */
export type Layer = DenseLayer;

/** Functions of a read-out that are codes: of a soft ReLU, of a soft abs, of soft max-pooling over all outputs. */
export type CodeOutput = 'sigmoid' | 'tanh' | 'softmax';

/** A network as plain data. The last layer is the read-out; layers with more than one piece are gated. */
export interface Network {
  readonly name: string;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly layers: readonly Layer[];
  /** What is applied to the last layer's values to read a code off them; the engine leaves it out (`core/soft`). */
  readonly codeOutput?: CodeOutput;
  /** Layers of the whole network before the first of these, where this is its tail: names count on from them, indices do not. */
  readonly layersBefore?: number;
}

/** Where a gated layer's entries lie in a spline code. Layers count from 1. */
export interface GatedLayer {
  readonly layer: number;
  readonly size: number;
  readonly activation: PiecewiseLinear;
  /** As in the layer. */
  readonly held?: Int8Array;
  /** Index of its first unit among all gated units of the network. */
  readonly firstUnit: number;
  /** Bits an entry: ⌈log2 pieces⌉. */
  readonly bits: number;
  /** Position of its first bit in the packed code. */
  readonly firstBit: number;
}

/** Layout of the bit-packed spline code: gated layers in order, units in order, `bits` bits each, in Uint32 words. */
export interface CodeLayout {
  readonly gated: readonly GatedLayer[];
  readonly units: number;
  readonly words: number;
  /** As in the network, for names. */
  readonly layersBefore?: number;
}

/** Layout of the codes of layers 1 … `upToLayer` (all by default). */
export function codeLayout(network: Network, upToLayer = network.layers.length): CodeLayout {
  const gated: GatedLayer[] = [];
  let units = 0;
  let bit = 0;
  network.layers.slice(0, upToLayer).forEach((layer, index) => {
    const activation = layerPieces(layer);
    if (activation.slopes.length < 2) return;
    const bits = Math.ceil(Math.log2(activation.slopes.length));
    const entry = { layer: index + 1, size: layer.outputSize, activation, firstUnit: units, bits, firstBit: bit };
    gated.push(layer.held ? { ...entry, held: layer.held } : entry);
    units += layer.outputSize;
    bit += bits * layer.outputSize;
  });
  const layout = { gated, units, words: Math.max(1, Math.ceil(bit / 32)) };
  return network.layersBefore ? { ...layout, layersBefore: network.layersBefore } : layout;
}

/** Layer (from 1) and index in it (from 0) of a gated unit given by its index among all gated units. */
export function unitAt(layout: CodeLayout, unit: number): { layer: number; unit: number } {
  for (const gated of layout.gated)
    if (unit < gated.firstUnit + gated.size) return { layer: gated.layer, unit: unit - gated.firstUnit };
  throw new RangeError(`invalid unit: ${unit} of ${layout.units}`);
}

/** Builds a network from dense layers and checks that their sizes fit. Throws a RangeError naming the layer. */
export function denseNetwork(name: string, layers: readonly DenseLayer[]): Network {
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) throw new RangeError('a network needs at least one layer');
  layers.forEach((layer, i) => {
    const before = layers[i - 1];
    if (before && before.outputSize !== layer.inputSize)
      throw new RangeError(`layer ${i + 1}: takes ${layer.inputSize} inputs, layer ${i} gives ${before.outputSize}`);
    if (layer.weights.length !== layer.inputSize * layer.outputSize || layer.bias.length !== layer.outputSize)
      throw new RangeError(`layer ${i + 1}: weights or bias do not have the stated size`);
  });
  return { name, inputSize: first.inputSize, outputSize: last.outputSize, layers };
}

/** The sub-network of layers `fromLayer` … last (from 1): its input is the activation space of the layer before. */
export function tailNetwork(network: Network, fromLayer: number): Network {
  const layers = network.layers.slice(fromLayer - 1);
  const layersBefore = (network.layersBefore ?? 0) + fromLayer - 1;
  const tail = denseNetwork(`${network.name} from layer ${layersBefore + 1}`, layers);
  return network.codeOutput ? { ...tail, codeOutput: network.codeOutput, layersBefore } : { ...tail, layersBefore };
}

/** The sub-network of layers 1 … `toLayer`, read out before that layer's activation. */
export function headNetwork(network: Network, toLayer: number): Network {
  const layers = network.layers.slice(0, toLayer);
  const last = layers[layers.length - 1];
  if (!last) throw new RangeError(`invalid layer: ${toLayer}`);
  const { held: _, ...free } = last;
  layers[layers.length - 1] = { ...free, activation: { name: 'identity' } };
  return denseNetwork(`${network.name} up to layer ${toLayer}`, layers);
}
