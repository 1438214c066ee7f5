/** The loss of one class, in a form that neither overflows nor vanishes where the network is sure of itself. */
import { exp, log } from '../math/elementary';
import { f64 } from '../math/typed';

/** A class's loss at some outputs: ∂loss/∂f = `rest` · `weights`. */
export interface ClassLoss {
  /** −log p: softmax cross-entropy of several outputs, logistic of a single one. */
  readonly loss: number;
  /** p of the class. */
  readonly probability: number;
  /** 1 − p, without cancellation: how strongly the loss answers to the outputs. */
  readonly rest: number;
  /** One an output: −1 for the class, the others' shares of what is left for them; of a single output −1 (class 1) or 1. */
  readonly weights: Float64Array;
}

/** Classes that outputs stand for: two of a single output. */
export const classCount = (outputs: number): number => (outputs === 1 ? 2 : outputs);

/** The winning class: the largest output, ties to the lowest index; of a single output 1 where it is above 0, else 0. */
export function winningClass(output: Float64Array): number {
  if (output.length === 1) return Number(f64(output, 0) > 0);
  let best = 0;
  for (let k = 1; k < output.length; k++) if (f64(output, k) > f64(output, best)) best = k;
  return best;
}

/** log(1 + y) for y ≥ 0, to rounding for small y, too (Higham, "Accuracy and Stability of Numerical Algorithms", §1.14.1). */
function logOnePlus(y: number): number {
  const sum = 1 + y;
  return sum === 1 ? y : (log(sum) * y) / (sum - 1);
}

/**
 * With m = log Σ_{k≠c} e^{f_k} − f_c (a single output f: m = −f for class 1, f for class 0): loss = log(1 + e^m) and
 * 1 − p = 1/(1 + e^{−m}). The same bits on every machine. Throws a RangeError where there is no such class.
 */
export function classLoss(output: Float64Array, target: number): ClassLoss {
  const count = output.length;
  if (!(Number.isInteger(target) && target >= 0 && target < classCount(count)))
    throw new RangeError(`invalid class: ${target} of ${classCount(count)}`);
  const weights = new Float64Array(count);
  const margin = count === 1 ? singleMargin(output, target, weights) : sharedMargin(output, target, weights);
  const small = exp(-Math.abs(margin));
  const [less, more] = [small / (1 + small), 1 / (1 + small)];
  return {
    loss: Math.max(0, margin) + logOnePlus(small),
    probability: margin > 0 ? less : more,
    rest: margin > 0 ? more : less,
    weights,
  };
}

function singleMargin(output: Float64Array, target: number, weights: Float64Array): number {
  weights[0] = target === 1 ? -1 : 1;
  return f64(weights, 0) * f64(output, 0);
}

function sharedMargin(output: Float64Array, target: number, weights: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY;
  output.forEach((value, k) => {
    if (k !== target) top = Math.max(top, value);
  });
  let sum = 0;
  output.forEach((value, k) => {
    if (k === target) return;
    weights[k] = exp(value - top);
    sum += f64(weights, k);
  });
  for (let k = 0; k < weights.length; k++) weights[k] = k === target ? -1 : f64(weights, k) / sum;
  return top + log(sum) - f64(output, target);
}
