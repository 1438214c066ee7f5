/**
 * Nodes that choose between pieces, softened: what `core/soft` makes of the layers that they are lowered to. Activations by the
 * gates of their thresholds, largest values by t = softmax(η e) and Σ t_k e_k (max-pooling's row of "From Hard to Soft").
 */
import { add, mul, neg, reshape, sigmoid, softmax, stack, sub, sum, type Tensor, transpose } from '@tensorflow/tfjs';
import type { GraphNode, PreluNode, ReduceMaxNode, Shape } from '../../core/graph';
import { type Eta, softActivate } from '../softActivation';
import { aligned, broadcastShape, repeated } from './moves';
import type { Parameters } from './parameters';
import { softMaxPoolOp } from './softWindows';

/** From the values of a node's inputs, batch first, to its own, under a slope of its gates. To be called inside `tidy`. */
export type SoftNodeOp = (inputs: readonly Tensor[], eta: Eta) => Tensor;

/** Null for nodes without pieces. η is finite, but for activations. */
export function softNodeOp(
  node: GraphNode,
  inputs: readonly Shape[],
  output: Shape,
  parameters: Parameters,
): SoftNodeOp | null {
  const [input] = inputs as [Shape];
  switch (node.op) {
    case 'activation': {
      const { activation } = node;
      return activation.name === 'identity' ? null : ([x], eta) => softActivate(activation, x as Tensor, eta);
    }
    case 'prelu':
      return softPrelu(node, input, parameters);
    case 'maxPool':
      return softMaxPoolOp(node, input, output, parameters.kept);
    case 'reduceMax':
    case 'reduceMin':
      return softReduce(node, input, output);
    case 'maximum':
      return inputs.length > 1 ? softExtreme(output, 1) : null;
    case 'minimum':
      return inputs.length > 1 ? softExtreme(output, -1) : null;
    default:
      return null;
  }
}

/** u σ(ηu): what a soft ReLU gives. */
const swish = (u: Tensor, eta: Eta): Tensor => mul(u, sigmoid(mul(u, eta)));

/** α x + (1 − α) u σ(ηu), as a PReLU is lowered. */
function softPrelu(node: PreluNode, input: Shape, parameters: Parameters): SoftNodeOp {
  const slopes = parameters.take(node.slopes, broadcastShape(node.shape, input.length), (values) => values);
  return ([x], eta) => {
    const z = x as Tensor;
    const on = swish(z, eta);
    return add(on, mul(sub(z, on), slopes()));
  };
}

/** Σ_k softmax(η e)_k e_k along the last axis. */
export const softLargest = (values: Tensor, eta: Eta): Tensor =>
  sum(mul(softmax(mul(values, eta)), values), values.rank - 1);

/** sign · the soft largest of sign · x over axes, which are brought to the end. */
function softReduce({ op, axes }: ReduceMaxNode, input: Shape, output: Shape): SoftNodeOp {
  const kept = input.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [0, ...kept.map((axis) => axis + 1), ...axes.map((axis) => axis + 1)];
  const count = axes.reduce((product, axis) => product * (input[axis] as number), 1);
  return ([x], eta) => {
    const batch = (x as Tensor).shape[0] as number;
    const rows = reshape(transpose(x as Tensor, order), [batch, -1, count]);
    const largest = op === 'reduceMin' ? neg(softLargest(neg(rows), eta)) : softLargest(rows, eta);
    return reshape(largest, [batch, ...output]);
  };
}

/** Of two inputs a + u σ(ηu) with u = b − a, or a − u σ(ηu) with u = a − b; of more the soft largest of each place. */
function softExtreme(output: Shape, sign: 1 | -1): SoftNodeOp {
  return (inputs, eta) => {
    const values = inputs.map((x) => aligned(x, output.length));
    const [a, b] = values as [Tensor, Tensor];
    if (values.length === 2) {
      const step = swish(sign === 1 ? sub(b, a) : sub(a, b), eta);
      return sign === 1 ? add(a, step) : sub(a, step);
    }
    const batch = Math.max(...values.map((x) => x.shape[0] as number));
    const zero = mul(
      values.map((x) => repeated(x, batch)).reduce((all, x) => add(all, x)),
      0,
    );
    const all = stack(
      values.map((x) => add(x, zero)),
      zero.rank,
    );
    return sign === 1 ? softLargest(all, eta) : neg(softLargest(neg(all), eta));
  };
}
