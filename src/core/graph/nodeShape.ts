/** Shapes of nodes' values from those of what they take. */
import { broadcastOf, concatShape, cropShape, padShape, parameterFits, reducedShape } from './axisShapes';
import { axesOf, expectSize, fault } from './shapeFaults';
import { shapeText } from './shapes';
import { type GraphNode, type GraphOp, type NodeOf, type Shape, sizeOf } from './types';
import { convShape, convTransposeShape, poolShape } from './windowShapes';

/** How many inputs a node takes: [least, most]. */
export function arity(node: GraphNode): readonly [number, number] {
  switch (node.op) {
    case 'input':
    case 'constant':
      return [0, 0];
    case 'add':
    case 'concat':
    case 'maximum':
    case 'minimum':
      return [1, Infinity];
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [2, 2];
    case 'unknown':
      return [0, Infinity];
    default:
      return [1, 1];
  }
}

/** The shape of a node's values; `input` is the shape of the first that it takes. */
type ShapeOf<Op extends GraphOp> = (node: NodeOf<Op>, input: Shape, inputs: readonly Shape[]) => Shape;

const reduced: ShapeOf<'mean' | 'sum' | 'reduceMax' | 'reduceMin'> = (node, input) =>
  reducedShape(node, input, node.axes, node.keep);
type Broadcasting = 'add' | 'subtract' | 'maximum' | 'minimum' | 'multiply' | 'divide';
const broadcast: ShapeOf<Broadcasting> = (node, _, inputs) => broadcastOf(node, inputs);
const same = (_: GraphNode, input: Shape): Shape => input;

function denseShape(node: NodeOf<'dense'>, input: Shape): Shape {
  const features = input[input.length - 1];
  if (features === undefined) throw fault(node, 'takes a vector, its input is one number');
  if (node.weights.length !== features * node.units)
    throw fault(
      node,
      `weights have ${node.weights.length} values, ${node.units} units of ${features} inputs need ${node.units * features}`,
    );
  expectSize(node, 'bias', node.bias, node.units);
  return [...input.slice(0, -1), node.units];
}

function batchNormShape(node: NodeOf<'batchNorm'>, input: Shape): Shape {
  axesOf(node, [node.axis], input.length);
  for (const what of ['gamma', 'beta', 'mean', 'variance'] as const)
    expectSize(node, what, node[what], input[node.axis] as number);
  return input;
}

function layerNormShape(node: NodeOf<'layerNorm'>, input: Shape): Shape {
  axesOf(node, [node.axis], input.length);
  const size = sizeOf(input.slice(node.axis));
  expectSize(node, 'gamma', node.gamma, size);
  expectSize(node, 'beta', node.beta, size);
  return input;
}

function resizeShape(node: NodeOf<'resize'>, input: Shape): Shape {
  if (node.shape.length !== input.length)
    throw fault(node, `resizes ${shapeText(input)} to ${shapeText(node.shape)}: other axes`);
  return node.shape;
}

function reshapeShape(node: NodeOf<'reshape'>, input: Shape): Shape {
  if (sizeOf(node.shape) !== sizeOf(input))
    throw fault(node, `reshapes ${shapeText(input)} to ${shapeText(node.shape)}: another number of values`);
  return node.shape;
}

function transposeShape(node: NodeOf<'transpose'>, input: Shape): Shape {
  if (axesOf(node, node.order, input.length).size !== input.length)
    throw fault(node, `order ${shapeText(node.order)} does not name each of ${input.length} axes once`);
  return node.order.map((axis) => input[axis] as number);
}

const SHAPES: { readonly [Op in GraphOp]: ShapeOf<Op> } = {
  input: (node) => node.shape,
  constant: (node) => {
    expectSize(node, 'values', node.values, sizeOf(node.shape));
    return node.shape;
  },
  dense: denseShape,
  conv: convShape,
  convTranspose: convTransposeShape,
  averagePool: poolShape,
  maxPool: poolShape,
  scale: (node, input) => {
    expectSize(node, 'factors', node.factors, sizeOf(node.shape));
    expectSize(node, 'offsets', node.offsets, sizeOf(node.shape));
    return parameterFits(node, input, node.shape);
  },
  prelu: (node, input) => {
    expectSize(node, 'slopes', node.slopes, sizeOf(node.shape));
    return parameterFits(node, input, node.shape);
  },
  batchNorm: batchNormShape,
  mean: reduced,
  sum: reduced,
  reduceMax: reduced,
  reduceMin: reduced,
  argMax: (node, input) => reducedShape(node, input, [node.axis], node.keep),
  pad: padShape,
  crop: cropShape,
  resize: resizeShape,
  reshape: reshapeShape,
  transpose: transposeShape,
  concat: (node, _, inputs) => concatShape(node, inputs),
  add: broadcast,
  subtract: broadcast,
  maximum: broadcast,
  minimum: broadcast,
  multiply: broadcast,
  divide: broadcast,
  softmax: (node, input) => {
    axesOf(node, [node.axis], input.length);
    return input;
  },
  layerNorm: layerNormShape,
  activation: same,
  function: same,
  unknown: (node) => {
    throw fault(node, `an op of type ${node.type} has no known shape`);
  },
};

/** Shape of a node's values; `inputs`: the shapes of what it takes. Throws a GraphError. */
export function nodeShape(node: GraphNode, inputs: readonly Shape[]): Shape {
  // Each function takes the nodes of the op that it stands under.
  const shape = SHAPES[node.op] as (node: GraphNode, input: Shape, inputs: readonly Shape[]) => Shape;
  return shape(node, inputs[0] as Shape, inputs);
}
