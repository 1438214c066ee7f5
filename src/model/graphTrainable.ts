import { slice1d } from '@tensorflow/tfjs';
import { graphParameters, type Parameter, trainedNetwork } from '../core/graph/parameters';
import type { Network } from '../core/network';
import type { AppliedLayer } from './appliedLayer';
import { KeptTensors } from './graph/kept';
import { GraphMirror } from './graph/mirror';
import { TrainedParameters } from './graph/parameters';
import { programLayer, widestOf } from './graph/programLayer';
import { MOST_PLACES, type Trainable } from './trainable';

/** Numbers of the largest tensor of a batch: 64 MB. */
const MOST_VALUES = 2 ** 24;

/**
 * A graph, node by node: what is trained of it is cut from the vector (`graphParameters`), all else stays. Nodes are softened by
 * the η of the layers that they are lowered to. What asks for its layers
 * gets those that the engine cuts, with the weights of that time.
 */
export function graphTrainable(network: Network): Trainable {
  const { graph } = network;
  if (!graph) throw new RangeError(`invalid network: ${network.name} has no graph`);
  const parameters = graphParameters(graph);
  const own = parameters.filter(({ shared }) => !shared);
  const kept = new KeptTensors();
  const trained = new TrainedParameters(kept.keep, placesOf(parameters, own), gatesOf(network));
  const mirror = new GraphMirror(graph, kept, trained);
  const chain = new Chain(network);
  const parts: Trainable['parts'] = (flat) => own.map(({ at, values }) => slice1d(flat, at, values.length));
  return {
    parts,
    decaying: (all) => all.filter((_, i) => own[i]?.key === 'weights'),
    outputs: (all, etas, inputs) => trained.using(all, etas, () => mirror.trainedOutputs(inputs)),
    field: (flat, etas) => ({
      layers: () => chain.layers(flat().dataSync() as Float32Array),
      outputs: (inputs) => trained.using(parts(flat()), etas(), () => mirror.outputs(inputs)),
      placesAtOnce: placesFor(Math.max(mirror.widest, ...network.layers.map(widestOf))),
    }),
    dispose() {
      mirror.dispose();
      chain.dispose();
    },
  };
}

const placesFor = (widest: number): number => Math.max(1, Math.min(MOST_PLACES, Math.floor(MOST_VALUES / widest)));

/** Which part stands for each array of the graph. */
function placesOf(parameters: readonly Parameter[], own: readonly Parameter[]): Map<Float64Array, number> {
  const byStart = new Map(own.map(({ at }, i) => [at, i]));
  return new Map(parameters.map(({ values, at }) => [values, byStart.get(at) as number]));
}

/** Which layer of the chain, from 0, says how each node is softened: the first one that it is lowered to. */
function gatesOf({ layers }: Network): Map<string, number> {
  const gates = new Map<string, number>();
  layers.forEach(({ source }, l) => {
    if (source && !gates.has(source.node)) gates.set(source.node, l);
  });
  return gates;
}

/** The layers that the engine cuts, on the backend: lowered anew where the weights are others. */
class Chain {
  readonly #network: Network;
  readonly #kept = new KeptTensors();
  #of: Float32Array | null = null;
  #layers: readonly AppliedLayer[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  layers(flat: Float32Array): readonly AppliedLayer[] {
    if (this.#of?.every((value, i) => value === flat[i])) return this.#layers;
    this.#kept.dispose();
    this.#of = flat.slice();
    const { layers } = trainedNetwork(this.#network, flat);
    this.#layers = layers.map((layer) => programLayer(layer, this.#kept.keep));
    return this.#layers;
  }

  dispose(): void {
    this.#kept.dispose();
    this.#of = null;
  }
}
