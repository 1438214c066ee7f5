import { type Tensor2D, tensor2d } from '@tensorflow/tfjs';
import type { Network } from '../core/network';
import type { TrainedBetas } from '../core/training/trainedBetas';
import { type AppliedLayer, forwardLayers } from './appliedLayer';
import { KeptTensors } from './graph/kept';
import { GraphMirror } from './graph/mirror';
import { programLayer, widestOf } from './graph/programLayer';
import type { FieldModel, Measurement, Model } from './model';
import { readTidily } from './readTidily';

/** Numbers of the largest tensor of a batch: 64 MB. */
const MOST_VALUES = 2 ** 24;
const MOST_PLACES = 8192;

const placesFor = (widest: number): number => Math.max(1, Math.min(MOST_PLACES, Math.floor(MOST_VALUES / widest)));

/**
 * A network that is no chain of dense layers: forward only. Its outputs come from its graph, node by node, so that comparing
 * them with the engine's checks the lowering as well; what asks for its layers (soft codes, activation spaces) gets those that
 * the engine cuts.
 */
export class GraphModel implements Model {
  readonly untrainable: string;
  readonly #network: Network;
  readonly #mirror: GraphMirror | null;
  readonly #kept = new KeptTensors();
  #layers: readonly AppliedLayer[] | null = null;
  readonly #betas: TrainedBetas;

  constructor(network: Network, betas: TrainedBetas) {
    this.#network = network;
    this.#betas = betas;
    this.#mirror = network.graph ? new GraphMirror(network.graph) : null;
    this.untrainable = `${network.name || 'this network'} is not trained here: only chains of dense layers are`;
  }

  field(): FieldModel {
    const mirror = this.#mirror;
    return {
      layers: () => this.#chain(),
      outputs: mirror && ((inputs) => mirror.outputs(inputs)),
      placesAtOnce: placesFor(Math.max(mirror?.widest ?? 1, ...this.#network.layers.map(widestOf))),
    };
  }

  outputs(inputs: Float32Array, count: number): Float32Array {
    const { inputSize, outputSize } = this.#network;
    const all = new Float32Array(count * outputSize);
    const { placesAtOnce } = this.field();
    for (let from = 0; from < count; from += placesAtOnce) {
      const rows = Math.min(placesAtOnce, count - from);
      const part = inputs.subarray(from * inputSize, (from + rows) * inputSize);
      const values = readTidily(() => this.forward(tensor2d(part, [rows, inputSize])).dataSync() as Float32Array);
      all.set(values, from * outputSize);
    }
    return all;
  }

  forward(inputs: Tensor2D): Tensor2D {
    return this.#mirror ? this.#mirror.outputs(inputs) : forwardLayers(this.#chain(), inputs);
  }

  step(): void {
    throw new Error(this.untrainable);
  }

  measure(): Measurement {
    return { weights: new Float32Array(), loss: null, accuracy: null, betas: this.#betas };
  }

  finish(): boolean {
    return true;
  }

  restart(): void {
    // There are no other weights than the graph's.
  }

  setBetas(): void {
    // Nothing is trained with them.
  }

  setTraining(): void {
    // Nothing is trained.
  }

  dispose(): void {
    this.#mirror?.dispose();
    this.#kept.dispose();
    this.#layers = null;
  }

  #chain(): readonly AppliedLayer[] {
    this.#layers ??= this.#network.layers.map((layer) => programLayer(layer, this.#kept.keep));
    return this.#layers;
  }
}
