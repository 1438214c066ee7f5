export type OptimizerName = 'adam' | 'sgd';

/** How to train. `learningRate` > 0; `batchSize` ≥ 1, a larger one than the data set means all of it. */
export interface TrainingSpec {
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
}
