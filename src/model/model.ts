import type { Tensor2D } from '@tensorflow/tfjs';
import type { Network } from '../core/network';
import { betasInModel, gatedLayers, type TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import type { AppliedLayer } from './appliedLayer';

/** A network on the backend as fields see it. All but `placesAtOnce` is to be used inside `tidy`. */
export interface FieldModel {
  layers(): readonly AppliedLayer[];
  /** Outputs for a batch of inputs where there is a shorter way than by the layers; null: by the layers. */
  readonly outputs: ((inputs: Tensor2D) => Tensor2D) | null;
  /** How many places of a field are computed in one go. */
  readonly placesAtOnce: number;
}

/** What one look at the model brings back from the backend. */
export interface Measurement {
  /** In the order of `trainableWeights`. */
  readonly weights: Float32Array;
  /** Over the points that are looked at; null without data. */
  readonly loss: number | null;
  /** Null without data and for a regression. */
  readonly accuracy: number | null;
  /** As they were set, with what has been learned of them. */
  readonly betas: TrainedBetas;
}

/** A network on the backend. `dispose` frees all of it. */
export interface Model {
  /** Why it cannot be trained; null where it can. */
  readonly untrainable: string | null;
  /** To be called outside `tidy`. */
  field(): FieldModel;
  /** Outputs for n inputs (n × d, row by row): n × outputs. */
  outputs(inputs: Float32Array, count: number): Float32Array;
  /** The same as tensors that can be differentiated, to be called inside `tidy`. */
  forward(inputs: Tensor2D): Tensor2D;
  /** One update of all weights. */
  step(): void;
  measure(): Measurement;
  finish(): boolean;
  restart(weights: Float32Array): void;
  setBetas(betas: TrainedBetas): void;
  setTraining(training: TrainingSpec): void;
  dispose(): void;
}

/** β of the network that the model makes of those that it is given. */
export const betasOfModel = (betas: TrainedBetas, network: Network): TrainedBetas =>
  betasInModel(betas, gatedLayers(network));
