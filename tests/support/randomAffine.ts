/** The affine ops and the pools of random graphs. */
import { type ChannelAxis, type Shape, sizeOf } from '../../src/core/graph/types';
import { type GrowingStep, LARGEST, partOf, pickOf, values } from './growing';
import type { Choice } from './randomGraphs';

const dense: GrowingStep = (growing, from, { detail, seed }) => {
  const features = growing.shapeOf(from).at(-1);
  if (features === undefined) return null;
  const units = 2 + (detail % 4);
  const weights = values(units * features, seed);
  return growing.add({
    op: 'dense',
    inputs: [from],
    units,
    weights,
    ...(detail % 3 ? { bias: values(units, seed + 1) } : {}),
  });
};

/** Kernel, strides and pads that fit over the axes of a shape, one or two of them. */
function windowsFor(shape: Shape, { detail }: Choice) {
  const channels: ChannelAxis = detail % 2 ? 'first' : 'last';
  const sizes = channels === 'first' ? shape.slice(1) : shape.slice(0, -1);
  if (sizes.length < 1 || sizes.length > 2 || sizes.some((size) => size < 3)) return null;
  const kernel = sizes.map((_, axis) => 1 + ((detail >> (axis + 1)) % 3));
  const strides = sizes.map((_, axis) => 1 + ((detail >> (axis + 3)) % 2));
  const pads = [...kernel, ...kernel].map((size, i) => (size > 1 ? (detail >> (i + 5)) % 2 : 0));
  const count = (channels === 'first' ? shape[0] : shape.at(-1)) as number;
  return { windows: { kernel, strides, pads, channels }, count, sizes };
}

const conv: GrowingStep = (growing, from, choice) => {
  const fit = windowsFor(growing.shapeOf(from), choice);
  if (!fit) return null;
  const groups = choice.detail % 5 === 0 ? fit.count : 1;
  const filters = groups * (1 + (choice.detail % 2));
  const size = filters * (fit.count / groups) * sizeOf(fit.windows.kernel);
  const dilations = fit.sizes.map((places) => (places > 5 ? 1 + (choice.detail % 2) : 1));
  const [weights, bias] = [values(size, choice.seed), values(filters, choice.seed + 1)];
  return growing.add({ op: 'conv', inputs: [from], ...fit.windows, dilations, groups, filters, weights, bias });
};

const convTranspose: GrowingStep = (growing, from, choice) => {
  const shape = growing.shapeOf(from);
  const fit = windowsFor(shape, choice);
  if (!fit || sizeOf(shape) > LARGEST / 4) return null;
  const filters = 1 + (choice.detail % 2);
  const weights = values(fit.count * filters * sizeOf(fit.windows.kernel), choice.seed);
  const outputPads = fit.windows.strides.map((stride) => stride - 1);
  const dilations = fit.sizes.map(() => 1);
  return growing.add({
    op: 'convTranspose',
    inputs: [from],
    ...fit.windows,
    dilations,
    outputPads,
    groups: 1,
    filters,
    weights,
  });
};

const pool =
  (op: 'maxPool' | 'averagePool'): GrowingStep =>
  (growing, from, choice) => {
    const fit = windowsFor(growing.shapeOf(from), choice);
    if (!fit) return null;
    const more = op === 'maxPool' ? { dilations: fit.sizes.map(() => 1) } : { countPads: choice.seed % 2 === 0 };
    return growing.add({ op, inputs: [from], ...fit.windows, ...more });
  };

const scale: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = partOf(growing.shapeOf(from), detail);
  const [factors, offsets] = [values(sizeOf(shape), seed), values(sizeOf(shape), seed + 1)];
  return growing.add({ op: 'scale', inputs: [from], shape, factors, offsets });
};

const prelu: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = partOf(growing.shapeOf(from), detail);
  return growing.add({ op: 'prelu', inputs: [from], shape, slopes: values(sizeOf(shape), seed) });
};

const batchNorm: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = growing.shapeOf(from);
  if (shape.length === 0) return null;
  const axis = detail % shape.length;
  const size = shape[axis] as number;
  const variance = values(size, seed).map((value) => Math.fround(Math.abs(value) + 0.25));
  const [gamma, beta, mean] = [values(size, seed + 1), values(size, seed + 2), values(size, seed + 3)];
  return growing.add({ op: 'batchNorm', inputs: [from], axis, gamma, beta, mean, variance, epsilon: 0.001 });
};

const layerNorm: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = growing.shapeOf(from);
  if (shape.length === 0) return null;
  const axis = detail % shape.length;
  const size = sizeOf(shape.slice(axis));
  return growing.add({
    op: 'layerNorm',
    inputs: [from],
    axis,
    gamma: values(size, seed),
    beta: values(size, seed + 1),
    epsilon: 0.05,
  });
};

const reduce: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = growing.shapeOf(from);
  const axes = shape.flatMap((_, axis) => ((detail >> axis) % 2 ? [axis] : []));
  const op = pickOf(['mean', 'sum', 'reduceMax', 'reduceMin'], seed);
  return shape.length > 1 && axes.length > 0 ? growing.add({ op, inputs: [from], axes, keep: seed % 3 !== 0 }) : null;
};

const pad: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = growing.shapeOf(from);
  if (shape.length === 0 || sizeOf(shape) > LARGEST / 8) return null;
  const places = (shift: number): number[] =>
    shape.map((size, axis) => Math.min(size - 1, (detail >> (axis + shift)) % 3));
  return growing.add({
    op: 'pad',
    inputs: [from],
    before: places(0),
    after: places(3),
    mode: pickOf(['constant', 'reflect', 'edge'], seed),
    value: 0.5,
  });
};

const crop: GrowingStep = (growing, from, { detail }) => {
  const shape = growing.shapeOf(from);
  if (shape.length === 0) return null;
  const backwards = shape.map((_, axis) => (detail >> axis) % 3 === 1);
  const sizes = shape.map((size, axis) => Math.max(1, size - ((detail >> (axis + 2)) % 2)));
  const starts = shape.map((size, axis) => (backwards[axis] ? size - 1 : size - (sizes[axis] as number)));
  return growing.add({ op: 'crop', inputs: [from], starts, sizes, steps: backwards.map((back) => (back ? -1 : 1)) });
};

const resize: GrowingStep = (growing, from, { detail, seed }) => {
  const shape = growing.shapeOf(from);
  if (shape.length !== 3 || sizeOf(shape) > LARGEST / 8) return null;
  const first = detail % 2 === 0;
  const wide = shape.map((size, axis) => (axis === (first ? 0 : 2) ? size : size + ((detail >> (axis + 1)) % 4)));
  const mode = seed % 2 ? 'nearest' : 'bilinear';
  // Halves of float32 and float64 differ for nearest at odd scales of other rules.
  const coordinates = mode === 'nearest' ? 'halfPixel' : pickOf(['halfPixel', 'alignCorners', 'asymmetric'], seed >> 1);
  return growing.add({
    op: 'resize',
    inputs: [from],
    shape: mode === 'nearest' ? shape.map((size) => 2 * size) : wide,
    mode,
    coordinates,
  });
};

const reshape: GrowingStep = (growing, from, { detail }) => {
  const size = sizeOf(growing.shapeOf(from));
  const factor = pickOf([1, 2, 3, 4, 5], detail);
  if (size % factor !== 0) return null;
  return growing.add({
    op: 'reshape',
    inputs: [from],
    shape: pickOf([[size], [factor, size / factor], [1, factor, size / factor]], detail >> 2),
  });
};

const transpose: GrowingStep = (growing, from, { detail }) => {
  const rank = growing.shapeOf(from).length;
  const order = Array.from({ length: rank }, (_, axis) => (axis + detail) % rank);
  return rank > 1
    ? growing.add({ op: 'transpose', inputs: [from], order: detail % 2 ? order : order.reverse() })
    : null;
};

export const AFFINE_STEPS: readonly GrowingStep[] = [
  ...[
    dense,
    conv,
    convTranspose,
    pool('maxPool'),
    pool('averagePool'),
    scale,
    prelu,
    batchNorm,
    layerNorm,
    reduce,
    pad,
  ],
  ...[crop, resize, reshape, transpose],
];
