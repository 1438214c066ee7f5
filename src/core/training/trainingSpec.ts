export type OptimizerName = 'adam' | 'sgd';

/**
 * How to train. `learningRate` > 0; `batchSize` ≥ 1, a larger one than the data set means all of it. `l2` ≥ 0 adds
 * ½·l2·Σw² over all weights, not the biases, to the loss.
 */
export interface TrainingSpec {
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly l2: number;
}
