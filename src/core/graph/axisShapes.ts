/** Shapes of what ops over axes make: reductions, broadcasts, pads, crops, joins. All throw a GraphError where sizes do not fit. */
import { axesOf, fault } from './shapeFaults';
import { broadcastShape, shapeText } from './shapes';
import type { GraphNode, NodeOf, Shape } from './types';

/** Shape without some axes, or with size 1 at them. */
export function reducedShape(node: GraphNode, input: Shape, axes: readonly number[], keep: boolean): Shape {
  const gone = axesOf(node, axes, input.length);
  return keep ? input.map((size, axis) => (gone.has(axis) ? 1 : size)) : input.filter((_, axis) => !gone.has(axis));
}

/** The shape that all broadcast to. */
export function broadcastOf(node: GraphNode, shapes: readonly Shape[]): Shape {
  const shape = broadcastShape(shapes);
  if (!shape) throw fault(node, `shapes ${shapes.map(shapeText).join(' and ')} do not broadcast`);
  return shape;
}

/** A parameter's shape must broadcast to the input's without changing it. */
export function parameterFits(node: GraphNode, input: Shape, shape: Shape): Shape {
  const out = broadcastShape([input, shape]);
  if (!out || shapeText(out) !== shapeText(input))
    throw fault(
      node,
      `its parameters of shape ${shapeText(shape)} do not broadcast to the input's ${shapeText(input)}`,
    );
  return input;
}

/** Shape of a padded tensor. */
export function padShape(node: NodeOf<'pad'>, input: Shape): Shape {
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

/** Shape of a crop. */
export function cropShape(node: NodeOf<'crop'>, input: Shape): Shape {
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

/** Shape of tensors joined along an axis. */
export function concatShape(node: NodeOf<'concat'>, inputs: readonly Shape[]): Shape {
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
