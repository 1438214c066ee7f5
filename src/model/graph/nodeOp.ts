/** What each op of a graph is in tfjs. */
import {
  add,
  clone,
  concat,
  div,
  matMul,
  max,
  mean,
  min,
  mul,
  pad,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  transpose,
} from '@tensorflow/tfjs';
import { GraphError, type GraphNode, type Shape } from '../../core/graph/types';
import { activate } from '../tensors';
import type { Kept } from './kept';
import { aligned, broadcastShape, cropOp, mirrorOp, parameter, repeated, resizeOp } from './moves';
import type { Parameters } from './parameters';
import { argMaxOp, functionOp, largestOf, layerNormOp, leastOf, preluOp, softmaxOp } from './pointwise';
import { softNodeOp } from './softNodes';
import { averagePoolOp, convOp, maxPoolOp } from './windows';

/** From the values of a node's inputs, batch first, to its own; to be called inside `tidy`. A constant's batch is 1. */
export type NodeOp = (inputs: readonly Tensor[]) => Tensor;

type Only<Op extends GraphNode['op']> = Extract<GraphNode, { op: Op }>;

/** The op of a node with its parameters. Throws a GraphError for an op that nothing here computes. */
export function nodeOp(node: GraphNode, inputs: readonly Shape[], output: Shape, parameters: Parameters): NodeOp {
  const plain = joiningOp(node, inputs, output) ?? ofOne(node, inputs[0] as Shape, output, parameters);
  const soft = parameters.trained ? softNodeOp(node, inputs, output, parameters) : null;
  if (!soft) return plain;
  return (values) => {
    const eta = parameters.eta(node.name);
    // A smooth activation with a hard gate is the spline that it softens.
    const hard = eta === null || (eta === Infinity && node.op !== 'activation');
    return hard ? plain(values) : soft(values, eta);
  };
}

const ofOne = (node: GraphNode, input: Shape, output: Shape, parameters: Parameters): NodeOp => {
  if (node.op === 'constant') {
    const values = parameters.kept(tensor(Float32Array.from(node.values), [1, ...node.shape]));
    return () => clone(values);
  }
  const op = linearOp(node, input, output, parameters) ?? unitOp(node, input, output, parameters);
  return ([x]) => op(x as Tensor);
};

/** Nodes of several inputs. */
function joiningOp(node: GraphNode, inputs: readonly Shape[], output: Shape): NodeOp | null {
  const broadcast =
    (op: (values: readonly Tensor[]) => Tensor): NodeOp =>
    (values) =>
      op(values.map((x) => aligned(x, output.length)));
  switch (node.op) {
    case 'add':
      return broadcast((values) => values.reduce((a, b) => add(a, b)));
    case 'subtract':
      return broadcast(([a, b]) => sub(a as Tensor, b as Tensor));
    case 'multiply':
      return broadcast(([a, b]) => mul(a as Tensor, b as Tensor));
    case 'divide':
      return broadcast(([a, b]) => div(a as Tensor, b as Tensor));
    case 'maximum':
      return broadcast(largestOf);
    case 'minimum':
      return broadcast(leastOf);
    case 'concat':
      return (values) => {
        const batch = Math.max(...values.map((x) => x.shape[0] as number));
        return inputs.length === 1
          ? (values[0] as Tensor)
          : concat(
              values.map((x) => repeated(x, batch)),
              node.axis + 1,
            );
      };
    default:
      return null;
  }
}

type One = (x: Tensor) => Tensor;

/** Affine nodes of one input. */
function linearOp(node: GraphNode, input: Shape, output: Shape, parameters: Parameters): One | null {
  const { kept } = parameters;
  switch (node.op) {
    case 'dense':
      return denseOp(node, output, parameters);
    case 'conv':
    case 'convTranspose':
      return convOp(node, input, output, parameters);
    case 'scale': {
      const shape = broadcastShape(node.shape, input.length);
      const factors = parameters.take(node.factors, shape, (values) => values);
      const offsets = parameters.take(node.offsets, shape, (values) => values);
      return (x) => add(mul(x, factors()), offsets());
    }
    case 'batchNorm':
      return batchNormOp(node, input, parameters);
    case 'averagePool':
      return averagePoolOp(node, input, output, kept);
    case 'mean':
    case 'sum': {
      const axes = node.axes.map((axis) => axis + 1);
      return node.op === 'mean' ? (x) => mean(x, axes, node.keep) : (x) => sum(x, axes, node.keep);
    }
    case 'pad':
      return padOp(node, input, kept);
    case 'crop':
      return cropOp(node, input, kept);
    case 'resize':
      return resizeOp(node, input, kept);
    case 'reshape':
      return (x) => reshape(x, [x.shape[0] as number, ...node.shape]);
    case 'transpose':
      return (x) => transpose(x, [0, ...node.order.map((axis) => axis + 1)]);
    default:
      return null;
  }
}

function denseOp({ units, weights, bias }: Only<'dense'>, output: Shape, parameters: Parameters): One {
  const features = weights.length / units;
  // Transposed here: the wasm backend takes ten times as long where it is asked to transpose a factor itself.
  const matrix = parameters.take(weights, [units, features], (rows) => transpose(rows) as Tensor2D);
  const offset = bias && parameters.take(bias, [units], (values) => values);
  return (x) => {
    const product = matMul(reshape(x, [-1, features]) as Tensor2D, matrix());
    return reshape(offset ? add(product, offset()) : product, [x.shape[0] as number, ...output]);
  };
}

function padOp(node: Only<'pad'>, input: Shape, kept: Kept): One {
  if (node.mode !== 'constant') return mirrorOp(node, input, kept);
  const places = node.before.map((before, axis): [number, number] => [before, node.after[axis] as number]);
  return (x) => pad(x, [[0, 0], ...places], node.value);
}

/** γ ((x − mean)/√(variance + ε)) + β. */
function batchNormOp(node: Only<'batchNorm'>, input: Shape, parameters: Parameters): One {
  const shape = input.map((size, axis) => (axis === node.axis ? size : 1));
  const along = [1, ...shape];
  const scales = node.variance.map((variance) => 1 / Math.sqrt(variance + node.epsilon));
  const shifts = scales.map((scale, i) => -scale * (node.mean[i] as number));
  const factors = parameter(parameters.kept, scales, shape, input.length);
  const offsets = parameter(parameters.kept, shifts, shape, input.length);
  const gamma = parameters.take(node.gamma, along, (values) => values);
  const beta = parameters.take(node.beta, along, (values) => values);
  return (x) => add(mul(add(mul(x, factors), offsets), gamma()), beta());
}

/** Nodes that are not affine. */
function unitOp(node: GraphNode, input: Shape, output: Shape, parameters: Parameters): One {
  const { kept } = parameters;
  switch (node.op) {
    case 'activation':
      return (x) => activate(node.activation, x);
    case 'prelu':
      return preluOp(node, input, parameters);
    case 'maxPool':
      return maxPoolOp(node, input, output, kept);
    case 'reduceMax':
    case 'reduceMin': {
      const axes = node.axes.map((axis) => axis + 1);
      return node.op === 'reduceMax' ? (x) => max(x, axes, node.keep) : (x) => min(x, axes, node.keep);
    }
    case 'argMax':
      return argMaxOp(node);
    case 'function':
      return functionOp(node);
    case 'softmax':
      return softmaxOp(node.axis, input.length);
    case 'layerNorm':
      return layerNormOp(node, input, kept);
    default:
      throw new GraphError(node.name, `an op of type ${node.op} is not computed by TensorFlow.js here`);
  }
}
