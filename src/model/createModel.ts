import type { ModelSetup } from '../core/training/model';
import type { TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { GraphModel } from './graphModel';
import { isTrained, type Model } from './model';
import { createTrainer } from './trainer';

/** The model of a setup with the present training, weights and β. Throws a GraphError where tfjs is not asked for an op. */
export const createModel = (
  setup: ModelSetup,
  training: TrainingSpec,
  weights: Float32Array,
  betas: TrainedBetas,
): Model =>
  isTrained(setup.network) ? createTrainer(setup, training, weights, betas) : new GraphModel(setup.network, betas);
