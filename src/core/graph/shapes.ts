/** Shapes of nodes' values from those of what they take. */
import { type ChannelAxis, GraphError, type GraphNode, type Shape, sizeOf, type Windows } from './types';

/** Values of one node at most: a picture of 2,048 × 2,048 in three colours and some room. */
export const MAX_TENSOR = 2 ** 24;

export const shapeText = (shape: Shape): string => `[${shape.join(', ')}]`;

const fault = (node: GraphNode, message: string): GraphError => new GraphError(node.name, message);

/** Axes and channels of a tensor that windows slide over. */
export interface Spatial {
  readonly channels: number;
  readonly sizes: readonly number[];
}

/** Splits a shape into channels and spatial axes. */
export const spatialOf = (shape: Shape, channels: ChannelAxis): Spatial =>
  channels === 'first'
    ? { channels: shape[0] as number, sizes: shape.slice(1) }
    : { channels: shape[shape.length - 1] as number, sizes: shape.slice(0, -1) };

/** The inverse of `spatialOf`. */
export const shapeOfSpatial = ({ channels, sizes }: Spatial, axis: ChannelAxis): Shape =>
  axis === 'first' ? [channels, ...sizes] : [...sizes, channels];

/** The shape that all broadcast to, aligned at the last axis; null where they do not. */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const out: number[] = [];
  for (let back = rank; back > 0; back--) {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[shape.length - back] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1) return null;
      size = own;
    }
    out.push(size);
  }
  return out;
}

function windowsShape(node: GraphNode & Windows & { readonly dilations?: readonly number[] }, input: Shape): Spatial {
  const rank = node.kernel.length;
  if (input.length !== rank + 1)
    throw fault(node, `takes ${rank} spatial axes and channels, its input has the shape ${shapeText(input)}`);
  const { channels, sizes } = spatialOf(input, node.channels);
  checkWindows(node, rank);
  const out = sizes.map((size, axis) => {
    const reach = (node.dilations?.[axis] ?? 1) * ((node.kernel[axis] as number) - 1) + 1;
    const room = size + (node.pads[axis] as number) + (node.pads[rank + axis] as number) - reach;
    if (room < 0) throw fault(node, `its window of ${reach} does not fit into ${size} places and their padding`);
    return Math.floor(room / (node.strides[axis] as number)) + 1;
  });
  return { channels, sizes: out };
}

function checkWindows(node: GraphNode & Windows & { readonly dilations?: readonly number[] }, rank: number): void {
  const positive = (values: readonly number[]): boolean =>
    values.length === rank && values.every((value) => Number.isInteger(value) && value > 0);
  if (rank < 1 || rank > 2) throw fault(node, `has a kernel of ${rank} axes; one or two are taken`);
  if (!positive(node.kernel) || !positive(node.strides) || (node.dilations && !positive(node.dilations)))
    throw fault(node, 'kernel, strides and dilations must be positive whole numbers, one a spatial axis');
  if (node.pads.length !== 2 * rank || !node.pads.every((pad) => Number.isInteger(pad) && pad >= 0))
    throw fault(node, 'pads must be whole numbers from 0, one before and one after each spatial axis');
}

function expectSize(node: GraphNode, what: string, values: Float64Array | undefined, size: number): void {
  if (values && values.length !== size) throw fault(node, `${what} has ${values.length} values, expected ${size}`);
}

function convShape(node: Extract<GraphNode, { op: 'conv' }>, input: Shape): Shape {
  const out = windowsShape(node, input);
  const { channels } = out;
  if (channels % node.groups !== 0 || node.filters % node.groups !== 0)
    throw fault(node, `${channels} channels and ${node.filters} filters do not divide into ${node.groups} groups`);
  expectSize(node, 'weights', node.weights, node.filters * (channels / node.groups) * sizeOf(node.kernel));
  expectSize(node, 'bias', node.bias, node.filters);
  return shapeOfSpatial({ channels: node.filters, sizes: out.sizes }, node.channels);
}

function convTransposeShape(node: Extract<GraphNode, { op: 'convTranspose' }>, input: Shape): Shape {
  const rank = node.kernel.length;
  checkWindows(node, rank);
  if (input.length !== rank + 1)
    throw fault(node, `takes ${rank} spatial axes and channels, its input has the shape ${shapeText(input)}`);
  const { channels, sizes } = spatialOf(input, node.channels);
  if (channels % node.groups !== 0 || node.filters % node.groups !== 0)
    throw fault(node, `${channels} channels and ${node.filters} filters do not divide into ${node.groups} groups`);
  expectSize(node, 'weights', node.weights, channels * (node.filters / node.groups) * sizeOf(node.kernel));
  expectSize(node, 'bias', node.bias, node.filters);
  const out = sizes.map((size, axis) => {
    const spread =
      (size - 1) * (node.strides[axis] as number) +
      (node.dilations[axis] as number) * ((node.kernel[axis] as number) - 1) +
      1;
    const length =
      spread + (node.outputPads[axis] ?? 0) - (node.pads[axis] as number) - (node.pads[rank + axis] as number);
    if (length < 1) throw fault(node, `its padding leaves ${length} places`);
    return length;
  });
  return shapeOfSpatial({ channels: node.filters, sizes: out }, node.channels);
}

function axesOf(node: GraphNode, axes: readonly number[], rank: number): ReadonlySet<number> {
  for (const axis of axes)
    if (!Number.isInteger(axis) || axis < 0 || axis >= rank) throw fault(node, `axis ${axis} of ${rank} axes`);
  return new Set(axes);
}

function reducedShape(node: GraphNode, input: Shape, axes: readonly number[], keep: boolean): Shape {
  const gone = axesOf(node, axes, input.length);
  return keep ? input.map((size, axis) => (gone.has(axis) ? 1 : size)) : input.filter((_, axis) => !gone.has(axis));
}

function broadcastOf(node: GraphNode, shapes: readonly Shape[]): Shape {
  const shape = broadcastShape(shapes);
  if (!shape) throw fault(node, `shapes ${shapes.map(shapeText).join(' and ')} do not broadcast`);
  return shape;
}

/** A parameter's shape must broadcast to the input's without changing it. */
function parameterFits(node: GraphNode, input: Shape, shape: Shape): Shape {
  const out = broadcastShape([input, shape]);
  if (!out || shapeText(out) !== shapeText(input))
    throw fault(
      node,
      `its parameters of shape ${shapeText(shape)} do not broadcast to the input's ${shapeText(input)}`,
    );
  return input;
}

function padShape(node: Extract<GraphNode, { op: 'pad' }>, input: Shape): Shape {
  if (node.before.length !== input.length || node.after.length !== input.length)
    throw fault(node, `pads ${node.before.length} axes, its input has the shape ${shapeText(input)}`);
  return input.map((size, axis) => {
    const [before, after] = [node.before[axis] as number, node.after[axis] as number];
    const most = node.mode === 'reflect' ? size - 1 : Infinity;
    if (!Number.isInteger(before) || !Number.isInteger(after) || before < 0 || after < 0)
      throw fault(node, 'pads must be whole numbers from 0');
    if (before > most || after > most) throw fault(node, `reflects ${Math.max(before, after)} places of ${size}`);
    return before + size + after;
  });
}

function cropShape(node: Extract<GraphNode, { op: 'crop' }>, input: Shape): Shape {
  const { starts, sizes, steps } = node;
  if (starts.length !== input.length || sizes.length !== input.length || steps.length !== input.length)
    throw fault(node, `crops ${starts.length} axes, its input has the shape ${shapeText(input)}`);
  input.forEach((size, axis) => {
    const first = starts[axis] as number;
    const last = first + ((sizes[axis] as number) - 1) * (steps[axis] as number);
    const inside = (at: number): boolean => Number.isInteger(at) && at >= 0 && at < size;
    if (!((sizes[axis] as number) >= 1) || !inside(first) || !inside(last))
      throw fault(node, `takes places ${first} to ${last} of axis ${axis}, which has ${size}`);
  });
  return sizes;
}

function concatShape(node: Extract<GraphNode, { op: 'concat' }>, inputs: readonly Shape[]): Shape {
  const [first] = inputs as [Shape];
  axesOf(node, [node.axis], first.length);
  let total = 0;
  for (const shape of inputs) {
    const same =
      shape.length === first.length && shape.every((size, axis) => axis === node.axis || size === first[axis]);
    if (!same) throw fault(node, `shapes ${inputs.map(shapeText).join(' and ')} do not join along axis ${node.axis}`);
    total += shape[node.axis] as number;
  }
  return first.map((size, axis) => (axis === node.axis ? total : size));
}

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

/** Shape of a node's values; `inputs`: the shapes of what it takes. Throws a GraphError. */
export function nodeShape(node: GraphNode, inputs: readonly Shape[]): Shape {
  const input = inputs[0] as Shape;
  switch (node.op) {
    case 'input':
      return node.shape;
    case 'constant':
      expectSize(node, 'values', node.values, sizeOf(node.shape));
      return node.shape;
    case 'dense': {
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
    case 'conv':
      return convShape(node, input);
    case 'convTranspose':
      return convTransposeShape(node, input);
    case 'averagePool':
    case 'maxPool':
      return shapeOfSpatial(windowsShape(node, input), node.channels);
    case 'scale':
      expectSize(node, 'factors', node.factors, sizeOf(node.shape));
      expectSize(node, 'offsets', node.offsets, sizeOf(node.shape));
      return parameterFits(node, input, node.shape);
    case 'prelu':
      expectSize(node, 'slopes', node.slopes, sizeOf(node.shape));
      return parameterFits(node, input, node.shape);
    case 'batchNorm': {
      axesOf(node, [node.axis], input.length);
      for (const what of ['gamma', 'beta', 'mean', 'variance'] as const)
        expectSize(node, what, node[what], input[node.axis] as number);
      return input;
    }
    case 'mean':
    case 'sum':
    case 'reduceMax':
    case 'reduceMin':
      return reducedShape(node, input, node.axes, node.keep);
    case 'argMax':
      return reducedShape(node, input, [node.axis], node.keep);
    case 'pad':
      return padShape(node, input);
    case 'crop':
      return cropShape(node, input);
    case 'resize':
      if (node.shape.length !== input.length)
        throw fault(node, `resizes ${shapeText(input)} to ${shapeText(node.shape)}: other axes`);
      return node.shape;
    case 'reshape':
      if (sizeOf(node.shape) !== sizeOf(input))
        throw fault(node, `reshapes ${shapeText(input)} to ${shapeText(node.shape)}: another number of values`);
      return node.shape;
    case 'transpose':
      if (axesOf(node, node.order, input.length).size !== input.length)
        throw fault(node, `order ${shapeText(node.order)} does not name each of ${input.length} axes once`);
      return node.order.map((axis) => input[axis] as number);
    case 'concat':
      return concatShape(node, inputs);
    case 'add':
    case 'subtract':
    case 'maximum':
    case 'minimum':
    case 'multiply':
    case 'divide':
      return broadcastOf(node, inputs);
    case 'softmax':
      axesOf(node, [node.axis], input.length);
      return input;
    case 'layerNorm': {
      axesOf(node, [node.axis], input.length);
      const size = sizeOf(input.slice(node.axis));
      expectSize(node, 'gamma', node.gamma, size);
      expectSize(node, 'beta', node.beta, size);
      return input;
    }
    case 'activation':
    case 'function':
      return input;
    case 'unknown':
      throw fault(node, `an op of type ${node.type} has no known shape`);
  }
}
