/** Small graphs of nodes with windows: convolutions, their transposes, pools. */
import { type GraphNode, type Shape, sizeOf } from '../../src/core/graph';
import { createRandom } from '../../src/core/math/random';

/** The shape of the input `x`, then the nodes; the last one is `y`. */
export type Built = readonly [input: Shape, ...nodes: readonly GraphNode[]];

const random = createRandom(41);
export const some = (size: number, scale = 1): Float64Array =>
  Float64Array.from({ length: size }, () => scale * random.normal());

const windows = (
  kernel: readonly number[],
  strides: readonly number[],
  pads: readonly number[],
  channels: 'first' | 'last',
) => ({
  kernel,
  strides,
  pads,
  channels,
});

interface ConvCase {
  readonly shape: Shape;
  readonly channels: 'first' | 'last';
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly groups: number;
  readonly filters: number;
  readonly outputPads?: readonly number[];
}

const channelsOf = ({ shape, channels }: ConvCase): number =>
  (channels === 'first' ? shape[0] : shape[shape.length - 1]) as number;

function conv(c: ConvCase): Built {
  const { shape, dilations, groups, filters } = c;
  const weights = some(filters * (channelsOf(c) / groups) * sizeOf(c.kernel));
  return [
    shape,
    {
      op: 'conv',
      name: 'y',
      inputs: ['x'],
      ...windows(c.kernel, c.strides, c.pads, c.channels),
      filters,
      dilations,
      groups,
      weights,
      bias: some(filters),
    },
  ];
}

function convTranspose(c: ConvCase): Built {
  const { shape, dilations, groups, filters } = c;
  const weights = some(channelsOf(c) * (filters / groups) * sizeOf(c.kernel));
  const outputPads = c.outputPads ?? c.kernel.map(() => 0);
  return [
    shape,
    {
      op: 'convTranspose',
      name: 'y',
      inputs: ['x'],
      ...windows(c.kernel, c.strides, c.pads, c.channels),
      filters,
      dilations,
      groups,
      outputPads,
      weights,
      bias: some(filters),
    },
  ];
}

const plane: ConvCase = {
  shape: [4, 6, 5],
  channels: 'first',
  kernel: [3, 2],
  strides: [1, 1],
  pads: [1, 0, 1, 1],
  dilations: [1, 1],
  groups: 1,
  filters: 4,
};
const last: ConvCase = { ...plane, shape: [6, 5, 4], channels: 'last' };
const line: ConvCase = {
  shape: [2, 7],
  channels: 'first',
  kernel: [3],
  strides: [2],
  pads: [1, 2],
  dilations: [1],
  groups: 1,
  filters: 3,
};

type Pool = 'maxPool' | 'averagePool';
function pool(
  op: Pool,
  shape: Shape,
  w: ReturnType<typeof windows>,
  more: { dilations?: readonly number[]; countPads?: boolean } = {},
): Built {
  const node = { name: 'y', inputs: ['x'], ...w };
  return op === 'maxPool'
    ? [shape, { ...node, op, dilations: more.dilations ?? w.kernel.map(() => 1) }]
    : [shape, { ...node, op, countPads: more.countPads ?? false }];
}

/** By what they show. */
export const WINDOW_CASES: Readonly<Record<string, Built>> = {
  'conv, channels first, uneven pads': conv(plane),
  'conv, channels last': conv(last),
  'conv, stride and dilation': conv({ ...plane, strides: [2, 1], dilations: [2, 3] }),
  'conv, dilation': conv({ ...last, dilations: [2, 2] }),
  'conv, stride that leaves places over': conv({ ...last, strides: [3, 2], pads: [0, 0, 0, 0] }),
  'conv, two groups': conv({ ...last, groups: 2, filters: 6 }),
  'conv, depthwise': conv({ ...last, groups: 4 }),
  'conv, depthwise with a multiplier and uneven strides': conv({ ...plane, groups: 4, filters: 8, strides: [2, 1] }),
  'conv, depthwise with stride and dilation': conv({ ...plane, groups: 4, strides: [2, 2], dilations: [2, 2] }),
  'conv over one axis': conv(line),
  'conv over one axis, depthwise, channels last': conv({
    ...line,
    shape: [7, 2],
    channels: 'last',
    groups: 2,
    filters: 4,
  }),
  convTranspose: convTranspose({ ...plane, strides: [2, 3], outputPads: [1, 2] }),
  'convTranspose, channels last, dilation': convTranspose({ ...last, strides: [2, 1], dilations: [2, 1] }),
  'convTranspose, two groups': convTranspose({ ...last, groups: 2, filters: 6, strides: [2, 2] }),
  'convTranspose, depthwise': convTranspose({ ...plane, groups: 4, strides: [2, 2] }),
  'convTranspose over one axis': convTranspose(line),
  'convTranspose, more places than windows reach': convTranspose({
    ...line,
    pads: [0, 0],
    outputPads: [1],
    kernel: [1],
  }),
  averagePool: pool('averagePool', [3, 6, 5], windows([2, 3], [2, 1], [1, 1, 0, 1], 'first')),
  'averagePool, pads count': pool('averagePool', [6, 5, 3], windows([2, 3], [1, 2], [1, 1, 0, 1], 'last'), {
    countPads: true,
  }),
  'averagePool over one axis': pool('averagePool', [7, 2], windows([3], [2], [1, 1], 'last')),
  maxPool: pool('maxPool', [3, 6, 5], windows([2, 3], [2, 1], [1, 1, 0, 1], 'first')),
  'maxPool, dilation': pool('maxPool', [7, 8, 2], windows([2, 3], [1, 2], [1, 0, 1, 0], 'last'), { dilations: [2, 3] }),
  'maxPool over one axis': pool('maxPool', [2, 7], windows([3], [2], [1, 0], 'first')),
};
