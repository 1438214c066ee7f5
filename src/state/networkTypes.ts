/** Networks as the state keeps them: plain JSON. */
import type { CodeOutput } from '../core/network/network';

/** Weights as float32 values, layer by layer: W row-major (outputs × inputs), then b. */
export type FlatWeights = readonly number[];

/** A chain of dense layers that is no scene's: shape and weights in full (float64 where imported so). */
export interface CustomNetwork {
  readonly name: string;
  readonly precision: 'float32' | 'float64';
  readonly inputSize: number;
  readonly layers: readonly {
    readonly size: number;
    readonly activation: string;
    /** Of leaky ReLU. */
    readonly alpha?: number;
    /** Of swish and softplus. */
    readonly eta?: number;
  }[];
  /** As in `Network`. */
  readonly codeOutput?: CodeOutput;
  readonly weights: FlatWeights;
}

/** A network that is a graph of nodes. These are its first weights; trained ones stand beside it (`LensState.weights`). */
export interface GraphNetwork {
  readonly name: string;
  readonly precision: 'float32' | 'float64';
  /** The graph as `compactGraph` writes it (`formats/graphJson/compact.ts`). */
  readonly graph: string;
}

/** A network that is no scene's. */
export type OwnNetwork = CustomNetwork | GraphNetwork;

export const isGraphNetwork = (network: OwnNetwork | null): network is GraphNetwork =>
  network !== null && 'graph' in network;
