/** What is asked of a trainable model and what it answers: types only, shared by model, worker and store. */
import type { DataSet } from '../data/dataSet';
import type { Network } from '../network';
import type { CodeOutput } from '../network/network';
import type { Slice } from '../slice/slice';
import type { Softness, SoftQuantity } from '../soft';
import type { TrainedBetas } from './trainedBetas';
import type { TrainingSpec } from './trainingSpec';

export type BackendName = 'webgl' | 'wasm' | 'cpu';

export interface ModelStatus {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly backend: BackendName | null;
  /** True when tfjs runs in a worker with an OffscreenCanvas. */
  readonly inWorker: boolean;
  /** Why the backend is not WebGL, or what failed. */
  readonly note: string | null;
  readonly tensors: number;
  readonly gpuBytes: number;
  /** Largest |tfjs − engine| over the data set, relative to the largest |output|. */
  readonly engineDifference: number | null;
}

/** What the model is built from. Weights become float32. */
export interface ModelSetup {
  /** Shape and present weights. */
  readonly network: Network;
  /** Null: nothing to train on; fields still work. */
  readonly data: DataSet | null;
  readonly training: TrainingSpec;
  readonly betas: TrainedBetas;
  /** Weights that `reset` goes back to, in the order of `flatWeights`; null: those of `network`. */
  readonly initialWeights: Float32Array | null;
  /** Training steps behind the present weights. */
  readonly step: number;
  /** Seed of the shuffling of batches. */
  readonly seed: number;
}

/** One number of the output to paint: an output, or the largest output less the second largest; or one of the softened network. */
export type FieldScalar =
  | { readonly kind: 'output'; readonly index: number }
  | { readonly kind: 'margin' }
  | SoftScalar;

/** A number of the softened network. All lists have an entry for each layer after `layersBefore`, and layers count there. */
export interface SoftScalar {
  readonly kind: 'soft';
  readonly quantity: SoftQuantity;
  /** Null: a layer without pieces. η may be Infinity. */
  readonly gates: Softness;
  /** The piece that each unit is held on (`core/network/held.ts`); null: no unit of the layer is. */
  readonly held: readonly (Int8Array | null)[];
  readonly codeOutput: CodeOutput | null;
}

export interface FieldRequest {
  readonly slice: Slice;
  /** The slice lies in the activation space of this layer (0: the inputs); only the layers after it are applied. */
  readonly layersBefore: number;
  /** Slice coordinates of the field's corners: bottom left and top right. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly width: number;
  readonly height: number;
  readonly scalar: FieldScalar;
  /** The caller's own number, handed back in the answer. */
  readonly generation: number;
}

/** `values` row-major from the top row (largest q), taken at the centres of width × height equal rectangles. */
export interface FieldAnswer {
  readonly width: number;
  readonly height: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly values: Float32Array;
  readonly generation: number;
}

/** The gradient of one class's loss with respect to one input: softmax cross-entropy, of a single output logistic. */
export interface GradientRequest {
  readonly input: Float32Array;
  readonly target: number;
}

export interface TrainingReport {
  readonly step: number;
  readonly running: boolean;
  /** Mean loss over the data (a stated subset when it is large), with the penalty of the weights; null without data. */
  readonly loss: number | null;
  /** Share of right answers on the same points; null for a regression or without data. */
  readonly accuracy: number | null;
  /** Float32 weights behind these numbers, in the order of `flatWeights`. */
  readonly weights: Float32Array;
  /** β behind these numbers. */
  readonly betas: TrainedBetas;
  /** The layers of a graph with these weights, where they were made beside the page's thread: to lower a graph takes long. */
  readonly layers?: Network['layers'];
}
