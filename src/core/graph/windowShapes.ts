/** Shapes of what windows over spatial axes make: pools and convolutions. All throw a GraphError where sizes do not fit. */
import { expectSize, fault } from './shapeFaults';
import { type Spatial, shapeOfSpatial, shapeText, spatialOf } from './shapes';
import { type GraphNode, type NodeOf, type Shape, sizeOf, type Windows } from './types';

type Sliding = GraphNode & Windows & { readonly dilations?: readonly number[] };

/** Shape of a pool's values: the channels stay. */
export const poolShape = (node: Sliding, input: Shape): Shape =>
  shapeOfSpatial(windowsOver(node, input), node.channels);

function windowsOver(node: Sliding, input: Shape): Spatial {
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

function checkWindows(node: Sliding, rank: number): void {
  const positive = (values: readonly number[]): boolean =>
    values.length === rank && values.every((value) => Number.isInteger(value) && value > 0);
  if (rank < 1 || rank > 2) throw fault(node, `has a kernel of ${rank} axes; one or two are taken`);
  if (!positive(node.kernel) || !positive(node.strides) || (node.dilations && !positive(node.dilations)))
    throw fault(node, 'kernel, strides and dilations must be positive whole numbers, one a spatial axis');
  if (node.pads.length !== 2 * rank || !node.pads.every((pad) => Number.isInteger(pad) && pad >= 0))
    throw fault(node, 'pads must be whole numbers from 0, one before and one after each spatial axis');
}

/** Shape of a convolution's values. */
export function convShape(node: NodeOf<'conv'>, input: Shape): Shape {
  const out = windowsOver(node, input);
  const { channels } = out;
  if (channels % node.groups !== 0 || node.filters % node.groups !== 0)
    throw fault(node, `${channels} channels and ${node.filters} filters do not divide into ${node.groups} groups`);
  expectSize(node, 'weights', node.weights, node.filters * (channels / node.groups) * sizeOf(node.kernel));
  expectSize(node, 'bias', node.bias, node.filters);
  return shapeOfSpatial({ channels: node.filters, sizes: out.sizes }, node.channels);
}

/** Shape of the values of a transposed convolution. */
export function convTransposeShape(node: NodeOf<'convTranspose'>, input: Shape): Shape {
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
