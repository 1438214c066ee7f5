/** Ops of graph models that move values: other axes, parts, joins. */
import { sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { channelsOf } from './affineOps';
import { type Constant, constantOf } from './constants';
import { sortedAxes } from './foldOps';
import {
  added,
  asNode,
  type Dynamic,
  dynamicAt,
  fullShape,
  nodeAxis,
  type OpReader,
  reshaped,
  wholesAt,
} from './opCall';
import { readSlice, readStridedSlice } from './slices';

const reshape: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const target = wholesAt(call, 1);
  if (!input || !target) return null;
  const rest = sizeOf(input.shape) / Math.abs(sizeOf(target));
  return reshaped(
    call,
    input,
    target.map((size) => (size === -1 ? rest : size)),
  );
};

const squeeze: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  if (!input) return null;
  const full = fullShape(input);
  const given = call.attributes.wholes('squeeze_dims') ?? call.attributes.wholes('axis') ?? [];
  const axes = new Set(given.map((axis) => (axis < 0 ? axis + full.length : axis)));
  const shape = full.filter((size, axis) => (axes.size === 0 ? size !== 1 : !axes.has(axis)));
  return reshaped(call, input, shape);
};

const expand: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const [axis] = wholesAt(call, 1) ?? [];
  if (!input || axis === undefined) return null;
  const full = fullShape(input);
  const at = axis < 0 ? axis + full.length + 1 : axis;
  return reshaped(call, input, [...full.slice(0, at), 1, ...full.slice(at)]);
};

const transpose: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const order = wholesAt(call, 1);
  if (!input || !order) return null;
  const full = fullShape(input);
  if (!sortedAxes(order, full.length))
    throw new Fault(call.attributes.where, `order ${order.join(', ')} of ${full.length} axes`);
  const from = input.lead ? 1 : 0;
  // The batch has one entry: where it goes only counts for the shape.
  const own = order.filter((axis) => axis >= from).map((axis) => axis - from);
  const shape = order.map((axis) => full[axis] as number);
  const still = own.every((axis, i) => axis === i);
  const value = still
    ? input
    : added(call, { name: call.name, op: 'transpose', inputs: [input.name], order: own }, input.lead);
  return reshaped(call, value, shape, still ? call.name : `${call.name}/shape`);
};

/** A constant operand of a join takes part as a node with the axes that the others have. */
const concat: OpReader = (call) => {
  const [axis] = wholesAt(call, call.inputs.length - 1) ?? [];
  const parts = call.inputs.slice(0, -1);
  const first = parts.find((part) => part.kind === 'dynamic');
  if (axis === undefined || !first) return null;
  if (parts.length === 1) return first;
  const at = nodeAxis(call, first, axis);
  const operands = parts.map((part, i) =>
    part.kind === 'constant' ? asNode(call, part, `${call.name}/operand${i}`) : part,
  );
  if (at < 0 || operands.some((operand) => operand.lead !== first.lead)) return null;
  const inputs = operands.map(({ name }) => name);
  return added(call, { name: call.name, op: 'concat', inputs, axis: at }, first.lead);
};

/** Parts of one axis, of equal sizes or of sizes that are given. */
const split: OpReader = (call) => {
  const even = call.op === 'Split';
  const input = dynamicAt(call, even ? 1 : 0);
  const [axis] = wholesAt(call, even ? 0 : 2) ?? [];
  if (!input || axis === undefined) return null;
  const at = nodeAxis(call, input, axis);
  const length = input.shape[at];
  if (at < 0 || length === undefined) return null;
  const count = call.attributes.whole('num_split', 1);
  if (count < 1 || count > 1024) throw new Fault(call.attributes.where, `${count} parts`);
  const sizes = even ? Array.from({ length: count }, () => length / count) : (wholesAt(call, 1) ?? []);
  let place = 0;
  return sizes.map((size, i): Dynamic => {
    const starts = input.shape.map((_, other) => (other === at ? place : 0));
    place += size;
    const own = {
      starts,
      sizes: input.shape.map((whole, other) => (other === at ? size : whole)),
      steps: starts.map(() => 1),
    };
    return added(
      call,
      { name: i === 0 ? call.name : `${call.name}:${i}`, op: 'crop', inputs: [input.name], ...own },
      input.lead,
    );
  });
};

const argMax: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const [axis] = wholesAt(call, 1) ?? [0];
  if (!input || axis === undefined) return null;
  const at = nodeAxis(call, input, axis);
  return at < 0
    ? null
    : added(call, { name: call.name, op: 'argMax', inputs: [input.name], axis: at, keep: false }, input.lead);
};

/** Channels (i·block + j)·rest + c of place (y, x) go to channel c of place (y·block + i, x·block + j). */
const depthToSpace: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const block = call.attributes.whole('block_size', 2);
  const [height, width, channels] = input?.shape ?? [];
  if (!input || height === undefined || width === undefined || channels === undefined || channelsOf(call) === 'first')
    return null;
  const rest = channels / (block * block);
  if (!(block >= 1) || !Number.isInteger(rest))
    throw new Fault(call.attributes.where, `${channels} channels, blocks of ${block}`);
  const { name } = call;
  const parts = { op: 'reshape', inputs: [input.name], shape: [height, width, block, block, rest] } as const;
  const blocks = added(call, { name: `${name}/blocks`, ...parts }, true);
  const turned = { op: 'transpose', inputs: [blocks.name], order: [0, 2, 1, 3, 4] } as const;
  const places = added(call, { name: `${name}/places`, ...turned }, true);
  return reshaped(call, places, [1, height * block, width * block, rest]);
};

/** The shape of a value is a constant, the batch being 1. */
const shape: OpReader = (call): Constant | null => {
  const input = dynamicAt(call, 0);
  if (!input) return null;
  const full = fullShape(input);
  return constantOf([full.length], full);
};

export const moveOps: Readonly<Record<string, OpReader>> = {
  Reshape: reshape,
  Squeeze: squeeze,
  ExpandDims: expand,
  Transpose: transpose,
  ConcatV2: concat,
  Split: split,
  SplitV: split,
  Slice: readSlice,
  StridedSlice: readStridedSlice,
  ArgMax: argMax,
  DepthToSpace: depthToSpace,
  Shape: shape,
};
