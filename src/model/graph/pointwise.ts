/** Nodes that are neither affine nor windows: activations, functions, products, softmax, norms. */
import {
  abs,
  add,
  argMax,
  cast,
  clipByValue,
  div,
  erf,
  exp,
  expandDims,
  expm1,
  log,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  relu,
  reshape,
  rsqrt,
  softmax,
  softplus,
  sqrt,
  square,
  sub,
  type Tensor,
  tanh,
  transpose,
} from '@tensorflow/tfjs';
import type { ArgMaxNode, FunctionNode, LayerNormNode, PreluNode, Shape } from '../../core/graph';
import { SELU } from '../../core/graph/smoothOps';
import type { Kept, TensorOp } from './kept';
import { broadcastShape, parameter } from './moves';
import type { Parameters } from './parameters';

/** α (e^z − 1) below 0, z above. */
const elu = (z: Tensor, alpha: number): Tensor => add(relu(z), mul(expm1(minimum(z, 0)), alpha));

/** Ops behind each name of a function of one number. */
export function functionOp({ function: name, alpha = 1 }: FunctionNode): TensorOp {
  switch (name) {
    case 'elu':
      return (z) => elu(z, alpha);
    case 'selu':
      return (z) => mul(elu(z, SELU.alpha), SELU.scale);
    case 'exp':
      return (z) => exp(z);
    case 'log':
      return (z) => log(z);
    case 'sqrt':
      return (z) => sqrt(z);
    case 'erf':
      return (z) => erf(z);
    case 'square':
      return (z) => square(z);
    case 'reciprocal':
      return (z) => div(1, z);
    case 'mish':
      return (z) => mul(z, tanh(softplus(z)));
    case 'hardSwish':
      return (z) => mul(z, clipByValue(add(mul(z, 1 / 6), 0.5), 0, 1));
    case 'softsign':
      return (z) => div(z, add(abs(z), 1));
  }
}

export function preluOp(node: PreluNode, input: Shape, parameters: Parameters): TensorOp {
  const slopes = parameters.take(node.slopes, broadcastShape(node.shape, input.length), (values) => values);
  return (z) => sub(relu(z), mul(relu(neg(z)), slopes()));
}

/** Softmax along any axis: tfjs has it along the last one. */
export function softmaxOp(axis: number, rank: number): TensorOp {
  if (axis === rank - 1) return (z) => softmax(z);
  const order = Array.from({ length: rank + 1 }, (_, i) => i);
  order[axis + 1] = rank;
  order[rank] = axis + 1;
  return (z) => transpose(softmax(transpose(z, order)), order);
}

/** (x − mean)/√(variance + ε) over the last axes. */
export function layerNormOp(node: LayerNormNode, input: Shape, kept: Kept): TensorOp {
  const size = node.gamma.length;
  const gamma = parameter(kept, node.gamma, [size], 2);
  const beta = parameter(kept, node.beta, [size], 2);
  return (x) => {
    const batch = x.shape[0] as number;
    const rows = reshape(x, [batch, -1, size]);
    const centred = sub(rows, mean(rows, 2, true));
    const scale = rsqrt(add(mean(square(centred), 2, true), node.epsilon));
    return reshape(add(mul(mul(centred, scale), gamma), beta), [batch, ...input]);
  };
}

/** The index of the largest as a number. */
export const argMaxOp =
  ({ axis, keep }: ArgMaxNode): TensorOp =>
  (x) => {
    const index = cast(argMax(x, axis + 1), 'float32');
    return keep ? expandDims(index, axis + 1) : index;
  };

export const largestOf = (values: readonly Tensor[]): Tensor => values.reduce((a, b) => maximum(a, b));
export const leastOf = (values: readonly Tensor[]): Tensor => values.reduce((a, b) => minimum(a, b));
