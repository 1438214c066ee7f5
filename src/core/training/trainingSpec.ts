export type OptimizerName = 'adam' | 'sgd';

/**
 * What β does in training. `off`: layers are as their activations say. `fixed`: softened by the β that are in force.
 * `global`: one β of all gated layers is learned with the weights; `layers`: one of each.
 */
export const BETA_MODES = ['off', 'fixed', 'global', 'layers'] as const;
export type BetaMode = (typeof BETA_MODES)[number];

/**
 * How to train. `learningRate` > 0; `batchSize` ≥ 1, a larger one than the data set means all of it. `l2` ≥ 0 adds
 * ½·l2·Σw² over all weights, not the biases, to the loss.
 */
export interface TrainingSpec {
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly l2: number;
  readonly beta: BetaMode;
}
