import { AdamOptimizer, SGDOptimizer, type Tensor } from '@tensorflow/tfjs';
import type { TrainingSpec } from '../core/training/trainingSpec';

/** An optimiser whose learning rate can be changed without losing what it has gathered. */
export interface Descent {
  readonly name: TrainingSpec['optimizer'];
  setLearningRate(rate: number): void;
  /** Updates variables by their names. */
  applyGradients(gradients: { name: string; tensor: Tensor }[]): void;
  dispose(): void;
}

class Adam extends AdamOptimizer implements Descent {
  readonly name = 'adam';
  setLearningRate(rate: number): void {
    this.learningRate = rate;
  }
}

class Sgd extends SGDOptimizer implements Descent {
  readonly name = 'sgd';
}

/** A fresh optimiser with empty moments. */
export function createDescent({ optimizer, learningRate }: TrainingSpec): Descent {
  return optimizer === 'adam' ? new Adam(learningRate, 0.9, 0.999, 1e-8) : new Sgd(learningRate);
}
