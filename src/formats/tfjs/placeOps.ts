/** Ops of graph models that pool, pad, resize, join and move values. */
import { spatialOf } from '../../core/graph/shapes';
import type { GraphNode, ResizeNode, Shape } from '../../core/graph/types';
import { Fault } from '../checks';
import { channelsOf, opPads, spatialEntries } from './affineOps';
import { added, constantAt, dynamicAt, fullShape, nodeAxis, type OpReader, reshaped, wholesAt } from './opCall';

const pool = (op: 'maxPool' | 'averagePool'): OpReader => {
  return (call) => {
    const input = dynamicAt(call, 0);
    if (!input) return null;
    if (input.shape.length !== 3) throw new Fault(call.attributes.where, `its input is ${input.shape.join(' × ')}`);
    const channels = channelsOf(call);
    const kernel = spatialEntries(call, 'ksize', 1);
    const strides = spatialEntries(call, 'strides', 1);
    const pads = opPads(call, spatialOf(input.shape, channels).sizes, kernel, strides, [1, 1]);
    const windows = { name: call.name, inputs: [input.name], kernel, strides, pads, channels };
    const node: GraphNode =
      op === 'maxPool' ? { op, ...windows, dilations: [1, 1] } : { op, ...windows, countPads: false };
    return added(call, node, input.lead);
  };
};

const reduce = (op: 'mean' | 'sum' | 'reduceMax' | 'reduceMin'): OpReader => {
  return (call) => {
    const input = dynamicAt(call, 0);
    const given = wholesAt(call, 1);
    if (!input || !given) return null;
    const full = fullShape(input);
    const axes = [...new Set(given.map((axis) => nodeAxis(call, input, axis)))];
    const own = axes.filter((axis) => axis >= 0);
    const keep = call.attributes.flag('keep_dims', call.attributes.flag('keepDims', false));
    const gone = new Set(axes.map((axis) => (input.lead ? axis + 1 : axis)));
    const shape = keep
      ? full.map((size, axis) => (gone.has(axis) ? 1 : size))
      : full.filter((_, axis) => !gone.has(axis));
    // The batch alone: one input is its own mean.
    if (own.length === 0) return reshaped(call, input, shape);
    const lead = input.lead && (keep || !gone.has(0));
    const reduced = added(call, { name: call.name, op, inputs: [input.name], axes: own, keep }, lead);
    return reshaped(call, reduced, shape, `${call.name}/shape`);
  };
};

const pad: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const sides = wholesAt(call, 1);
  const mode = call.op === 'MirrorPad' ? call.attributes.text('mode', 'REFLECT') : 'CONSTANT';
  if (!input || !sides || mode === 'SYMMETRIC') return null;
  const rank = fullShape(input).length;
  if (sides.length !== 2 * rank) throw new Fault(call.attributes.where, `${sides.length} pads for ${rank} axes`);
  const before = sides.filter((_, i) => i % 2 === 0);
  const after = sides.filter((_, i) => i % 2 === 1);
  if (input.lead && (before[0] !== 0 || after[0] !== 0)) return null;
  const from = input.lead ? 1 : 0;
  const value = constantAt(call, 2)?.values[0] ?? 0;
  const how = { mode: mode === 'REFLECT' ? ('reflect' as const) : ('constant' as const), value };
  const places = { before: before.slice(from), after: after.slice(from) };
  return added(call, { name: call.name, op: 'pad', inputs: [input.name], ...places, ...how }, input.lead);
};

const resize = (mode: ResizeNode['mode']): OpReader => {
  return (call) => {
    const input = dynamicAt(call, 0);
    const size = wholesAt(call, 1);
    if (input?.shape.length !== 3 || size?.length !== 2) return null;
    const shape = [...size, input.shape[2] as number];
    const corners = call.attributes.flag('align_corners', false);
    const coordinates = corners
      ? 'alignCorners'
      : call.attributes.flag('half_pixel_centers', false)
        ? 'halfPixel'
        : 'asymmetric';
    // Halves go up there and down here: nearest places that fall between two are left to the file's own runtime.
    if (mode === 'nearest' && coordinates !== 'asymmetric' && hasHalves(input.shape, shape, corners)) return null;
    return added(call, { name: call.name, op: 'resize', inputs: [input.name], shape, mode, coordinates }, input.lead);
  };
};

/** Whether a place of the output lies in the middle between two of the input. */
function hasHalves(from: Shape, to: Shape, corners: boolean): boolean {
  return [0, 1].some((axis) => {
    const [inside, outside] = [from[axis] as number, to[axis] as number];
    for (let i = 0; i < outside; i++) {
      const place = corners
        ? outside > 1
          ? (i * (inside - 1)) / (outside - 1)
          : 0
        : ((i + 0.5) * inside) / outside - 0.5;
      if (place > 0 && Math.abs(place - Math.floor(place) - 0.5) < 1e-9) return true;
    }
    return false;
  });
}

export const placeOps: Readonly<Record<string, OpReader>> = {
  MaxPool: pool('maxPool'),
  AvgPool: pool('averagePool'),
  Mean: reduce('mean'),
  Sum: reduce('sum'),
  Max: reduce('reduceMax'),
  Min: reduce('reduceMin'),
  Pad: pad,
  PadV2: pad,
  MirrorPad: pad,
  ResizeBilinear: resize('bilinear'),
  ResizeNearestNeighbor: resize('nearest'),
};
