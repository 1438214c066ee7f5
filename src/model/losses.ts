import {
  abs,
  add,
  addN,
  argMax,
  cast,
  equal,
  exp,
  greater,
  log1p,
  logSoftmax,
  mean,
  mul,
  neg,
  relu,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs';
import type { Task } from '../core/data/dataSet';

/**
 * Mean loss of n outputs: binary, sigmoid cross-entropy of one output; classes, softmax cross-entropy (targets one-hot);
 * regression, the squared error. Binary: max(f, 0) − f·t + log(1 + e^−|f|) cannot overflow.
 */
export function meanLoss(task: Task, output: Tensor2D, targets: Tensor2D): Scalar {
  switch (task) {
    case 'binary':
      return mean(add(sub(relu(output), mul(output, targets)), log1p(exp(neg(abs(output))))));
    case 'classes':
      return neg(mean(sum(mul(targets, logSoftmax(output)), 1)));
    case 'regression':
      return mean(square(sub(output, targets)));
  }
}

/** ½·l2·Σw²: what L2 adds to the loss. Its derivative by w is l2·w. */
export const penalty = (l2: number, weights: readonly Tensor[]): Scalar =>
  mul(l2 / 2, addN(weights.map((part) => sum(square(part)) as Scalar))) as Scalar;

/** Share of right answers: the sign of one output, or the arg-max of several. NaN for a regression. */
export function shareRight(task: Task, output: Tensor2D, targets: Tensor2D): Scalar {
  if (task === 'regression') return mean(mul(output, Number.NaN));
  const right =
    task === 'binary'
      ? equal(cast(greater(output, 0), 'float32'), targets)
      : equal(argMax(output, 1), argMax(targets, 1));
  return mean(cast(right, 'float32'));
}
