import { trainedNetwork } from '../core/graph/parameters';
import type { Network } from '../core/network';
import type { TrainingReport } from '../core/training/model';

/** The network of a graph with the newest weights, lowered once for all who ask. */
export class Lowering {
  #of: { readonly base: Network; readonly weights: Float32Array; readonly network: Network } | null = null;
  #ms = 0;

  /** What it took at most to put other weights into the network: for a large graph long, here and for whoever gets them. */
  get ms(): number {
    return this.#ms;
  }

  forget(): void {
    this.#of = null;
    this.#ms = 0;
  }

  /** The same object for the same weights, which are never changed in place. */
  of(base: Network, weights: Float32Array): Network {
    const known = this.#of;
    if (known?.base === base && known.weights === weights) return known.network;
    const began = performance.now();
    const network = trainedNetwork(base, weights);
    this.#ms = Math.max(this.#ms, performance.now() - began);
    this.#of = { base, weights, network };
    return network;
  }

  /** The layers of a graph with other weights than its own, for a report; of other networks nothing. */
  layersOf(base: Network, weights: Float32Array): Pick<TrainingReport, 'layers'> {
    if (!base.graph) return {};
    const { layers } = this.of(base, weights);
    return layers === base.layers ? {} : { layers };
  }
}
