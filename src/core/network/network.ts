import type { Graph } from '../graph/types';
import type { LinearProgram } from '../linear/program';
import type { LinearMap } from '../linear/types';
import type { ActivationSpec, PiecewiseLinear } from './activation';
import { layerPieces } from './held';

interface LayerBase {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly bias: Float64Array;
  readonly activation: ActivationSpec;
  /** The piece that each clamped unit is held on, −1 for free units (`held.ts`). */
  readonly held?: Int8Array;
  /**
   * How many units, the first ones, have the activation; the others pass their values on to later layers and are held on
   * a piece that is the identity. Absent: all.
   */
  readonly gated?: number;
  /** What the gated units are in the graph that the layer was made of. */
  readonly source?: UnitSource;
  /** Of units that decide between two candidates for a largest value. */
  readonly contest?: Contest;
}

/**
 * A dense layer as plain data (structured-cloneable): z = W h + b, followed by an activation.
 * `weights` is row-major, outputs × inputs.
 */
export interface DenseLayer extends LayerBase {
  readonly kind: 'dense';
  readonly weights: Float64Array;
}

/** A layer whose affine part keeps the structure that it has in a graph: z = program(h) + b. */
export interface ProgramLayer extends LayerBase {
  readonly kind: 'program';
  readonly program: LinearProgram;
}

/** Every layer kind the engine takes. What is affine about them is `affineOp`'s alone. */
export type Layer = DenseLayer | ProgramLayer;

/** The node that gated units belong to, and the shape in which they lie (row-major). */
export interface UnitSource {
  readonly node: string;
  readonly op: string;
  readonly shape: readonly number[];
  /** Where the channels are; null where the shape has no spatial axes. */
  readonly channels: 'first' | 'last' | null;
  /** Place of each unit in `shape`, where there is not one unit a place in order: matches of a contest have several. */
  readonly places?: Int32Array;
}

/**
 * A largest value of many (max-pooling, maxout) is decided by matches of two, m = a + ReLU(b − a), in rounds of layers.
 * Whether a match matters depends on the match that its winner goes on to: where the other side wins that, both
 * pieces give the same map, and the match's boundary is none of the network's.
 */
export interface Contest {
  /** How many layers on the next match of each unit's winner is; 0: none, the match is a final. */
  readonly next: Int8Array;
  /** Index of the next match among the units of its layer. */
  readonly nextUnit: Int32Array;
  /** The piece that the next match has where this one's winner wins it: 0 it is `a`, 1 it is `b`. */
  readonly side: Uint8Array;
  /** From 0; round r is r layers behind the first. */
  readonly round?: number;
  /** Absent where nobody asks for boundaries, in the parts that the engine cuts networks to. */
  readonly entrants?: Entrants;
}

/** What is still in when a round of a contest begins: window w has the entrants starts[w] … starts[w + 1] − 1. */
export interface Entrants {
  readonly starts: Int32Array;
  /** The unit of the round's layer, one that passes its value on, that each entrant is. */
  readonly units: Int32Array;
  /** How many layers on the first match of each is, and its index there; −1: it has none. */
  readonly on: Int8Array;
  readonly match: Int32Array;
  /** The piece of that match where the entrant wins it. */
  readonly side: Uint8Array;
}

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
  /** The graph that the layers were made of, for networks that are more than a chain of dense layers. */
  readonly graph?: Graph;
}

/** Units of a layer that have its activation. */
export const gatedCount = ({ gated, outputSize }: Pick<Layer, 'gated' | 'outputSize'>): number => gated ?? outputSize;

/** Where a gated layer's entries lie in a spline code. Layers count from 1. */
export interface GatedLayer {
  readonly layer: number;
  readonly size: number;
  /** Values of the layer: its gated units, and those that are only passed on. */
  readonly width: number;
  readonly activation: PiecewiseLinear;
  /** As in the layer. */
  readonly held?: Int8Array;
  readonly contest?: Contest;
  readonly source?: UnitSource;
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
    const size = gatedCount(layer);
    if (size === 0) return;
    const entry = {
      layer: index + 1,
      size,
      width: layer.outputSize,
      activation,
      firstUnit: units,
      bits,
      firstBit: bit,
    };
    const { held, contest, source } = layer;
    gated.push({ ...entry, ...(held ? { held } : {}), ...(contest ? { contest } : {}), ...(source ? { source } : {}) });
    units += size;
    bit += bits * size;
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

/** The layers of a chain of dense layers with nothing passed on; null for other networks. */
export function denseLayers({ layers }: Pick<Network, 'layers'>): readonly DenseLayer[] | null {
  const plain = layers.every((layer) => layer.kind === 'dense' && layer.gated === undefined);
  return plain ? (layers as readonly DenseLayer[]) : null;
}

/** Whether any units decide between candidates for a largest value of many. */
export const hasContests = (layers: readonly Layer[]): boolean => layers.some(({ contest }) => contest !== undefined);

/** Numbers that a layer's affine part is made of, without the bias. */
export const weightsOf = (layer: Layer): number =>
  layer.kind === 'dense' ? layer.weights.length : layer.program.steps.reduce((sum, { map }) => sum + entriesOf(map), 0);

const entriesOf = ({ kind, weights, ...map }: LinearMap): number =>
  weights?.length ?? (kind === 'sparse' && 'columns' in map ? (map.columns as Int32Array).length : 0);

/** Builds a network from dense layers and checks that their sizes fit. Throws a RangeError naming the layer. */
export function denseNetwork(name: string, layers: readonly DenseLayer[]): Network {
  return networkOf(name, layers);
}

/** Builds a network from layers of any kind and checks that their sizes fit. Throws a RangeError naming the layer. */
export function networkOf(name: string, layers: readonly Layer[]): Network {
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) throw new RangeError('a network needs at least one layer');
  layers.forEach((layer, i) => {
    const before = layers[i - 1];
    if (before && before.outputSize !== layer.inputSize)
      throw new RangeError(`layer ${i + 1}: takes ${layer.inputSize} inputs, layer ${i} gives ${before.outputSize}`);
    if (!sizesFit(layer)) throw new RangeError(`layer ${i + 1}: weights or bias do not have the stated size`);
  });
  return { name, inputSize: first.inputSize, outputSize: last.outputSize, layers };
}

function sizesFit(layer: Layer): boolean {
  const { inputSize: n, outputSize: m } = layer;
  if (layer.bias.length !== m) return false;
  if (layer.kind === 'dense') return layer.weights.length === n * m;
  const { sizes } = layer.program;
  return sizes[0] === n && sizes[sizes.length - 1] === m;
}

/** The sub-network of layers `fromLayer` … last (from 1): its input is the activation space of the layer before. */
export function tailNetwork(network: Network, fromLayer: number): Network {
  const layers = network.layers.slice(fromLayer - 1);
  const layersBefore = (network.layersBefore ?? 0) + fromLayer - 1;
  const tail = networkOf(`${network.name} from layer ${layersBefore + 1}`, layers);
  return network.codeOutput ? { ...tail, codeOutput: network.codeOutput, layersBefore } : { ...tail, layersBefore };
}

/** The sub-network of layers 1 … `toLayer`, read out before that layer's activation. */
export function headNetwork(network: Network, toLayer: number): Network {
  const layers = network.layers.slice(0, toLayer);
  const last = layers[layers.length - 1];
  if (!last) throw new RangeError(`invalid layer: ${toLayer}`);
  const { held: _, gated: __, contest: ___, ...free } = last;
  layers[layers.length - 1] = { ...free, activation: { name: 'identity' } };
  return networkOf(`${network.name} up to layer ${toLayer}`, layers);
}
