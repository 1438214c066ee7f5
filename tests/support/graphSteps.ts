/** Steps by which a random graph grows, one an op. */
import { checkGraph, type GraphNode, type Shape } from '../../src/core/graph';
import type { Random } from '../../src/core/math/random';

/** Normal numbers times a factor. */
export const normals = (random: Random, size: number, scale = 1): Float64Array =>
  Float64Array.from({ length: size }, () => scale * random.normal());

/** One of a list. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T;

/** A graph under construction: what each node gives, newest last. */
export class Growing {
  readonly nodes: GraphNode[] = [];
  readonly shapes = new Map<string, Shape>();
  private count = 0;

  constructor(
    readonly random: Random,
    readonly channels: 'first' | 'last',
    input: Shape,
  ) {
    this.add({ op: 'input', name: 'x', inputs: [], shape: input });
  }

  get last(): string {
    return (this.nodes[this.nodes.length - 1] as GraphNode).name;
  }

  name(op: string): string {
    return `${op}${++this.count}`;
  }

  add(node: GraphNode): string {
    this.nodes.push(node);
    const { shapes } = checkGraph({ name: '', nodes: this.nodes, output: node.name });
    this.shapes.set(node.name, shapes.get(node.name) as Shape);
    return node.name;
  }

  shape(name: string): Shape {
    return this.shapes.get(name) as Shape;
  }

  channelsOf(name: string): number {
    const shape = this.shape(name);
    return (this.channels === 'first' ? shape[0] : shape[shape.length - 1]) as number;
  }
}

/** Adds nodes behind the node `from`; returns the name of the last. Throws a GraphError where its shape does not suit. */
export type Step = (g: Growing, from: string) => string;

export const conv: Step = (g, from) => {
  const inputs = g.channelsOf(from);
  const groups = pick(g.random, [1, inputs]);
  const filters = groups === 1 ? pick(g.random, [1, 2, 3]) : inputs;
  return g.add({
    op: 'conv',
    name: g.name('conv'),
    inputs: [from],
    filters,
    groups,
    channels: g.channels,
    kernel: [2, 2],
    strides: [pick(g.random, [1, 2]), 1],
    pads: [1, 0, 0, 1],
    dilations: [1, pick(g.random, [1, 2])],
    weights: normals(g.random, filters * (inputs / groups) * 4, 0.6),
    bias: normals(g.random, filters, 0.3),
  });
};

const convTranspose: Step = (g, from) => {
  const inputs = g.channelsOf(from);
  return g.add({
    op: 'convTranspose',
    name: g.name('up'),
    inputs: [from],
    filters: 2,
    groups: 1,
    channels: g.channels,
    kernel: [2, 2],
    strides: [2, 1],
    pads: [0, 0, 1, 0],
    dilations: [1, 1],
    outputPads: [0, 0],
    weights: normals(g.random, inputs * 2 * 4, 0.6),
    bias: normals(g.random, 2, 0.3),
  });
};

const batchNorm: Step = (g, from) => {
  const n = g.channelsOf(from);
  return g.add({
    op: 'batchNorm',
    name: g.name('bn'),
    inputs: [from],
    axis: g.channels === 'first' ? 0 : 2,
    epsilon: 1e-3,
    gamma: normals(g.random, n),
    beta: normals(g.random, n, 0.3),
    mean: normals(g.random, n, 0.3),
    variance: normals(g.random, n).map((v) => v * v + 0.1),
  });
};

const windows = (g: Growing) => ({
  kernel: [2, 2],
  strides: [pick(g.random, [1, 2]), 2],
  pads: [0, 1, 1, 0],
  channels: g.channels,
});

const averagePool: Step = (g, from) =>
  g.add({ op: 'averagePool', name: g.name('avg'), inputs: [from], ...windows(g), countPads: g.random.uniform() < 0.5 });

const maxPool: Step = (g, from) =>
  g.add({ op: 'maxPool', name: g.name('max'), inputs: [from], ...windows(g), dilations: [1, 1] });

const table = { label: 'hardSigmoid', slopes: [0, 0.3, 0], offsets: [0, 0.5, 1], thresholds: [-5 / 3, 5 / 3] };

export const activation: Step = (g, from) =>
  g.add({
    op: 'activation',
    name: g.name('act'),
    inputs: [from],
    activation: pick(g.random, [
      { name: 'relu' },
      { name: 'relu' },
      { name: 'leakyRelu', alpha: 0.2 },
      { name: 'abs' },
      { name: 'hardTanh' },
      { name: 'relu6' },
      { name: 'table', table },
    ] as const),
  });

const prelu: Step = (g, from) => {
  const n = g.channelsOf(from);
  const shape = g.channels === 'first' ? [n, 1, 1] : [n];
  return g.add({ op: 'prelu', name: g.name('prelu'), inputs: [from], shape, slopes: normals(g.random, n, 0.3) });
};

const scale: Step = (g, from) =>
  g.add({
    op: 'scale',
    name: g.name('scale'),
    inputs: [from],
    shape: [1],
    factors: Float64Array.of(g.random.normal()),
    offsets: Float64Array.of(0.2),
  });

const pad: Step = (g, from) =>
  g.add({
    op: 'pad',
    name: g.name('pad'),
    inputs: [from],
    before: [1, 0, 1].slice(0, g.shape(from).length),
    after: [0, 0, 0].slice(0, g.shape(from).length),
    mode: pick(g.random, ['constant', 'edge'] as const),
    value: 0.5,
  });

const crop: Step = (g, from) => {
  const shape = g.shape(from);
  return g.add({
    op: 'crop',
    name: g.name('crop'),
    inputs: [from],
    starts: shape.map((n) => n - 1),
    sizes: shape.map((n) => Math.max(1, n - 1)),
    steps: shape.map(() => -1),
  });
};

const resize: Step = (g, from) => {
  const shape = g.shape(from).map((n, axis) => (axis === (g.channels === 'first' ? 0 : 2) ? n : n + 1));
  return g.add({
    op: 'resize',
    name: g.name('resize'),
    inputs: [from],
    shape,
    mode: pick(g.random, ['nearest', 'bilinear'] as const),
    coordinates: pick(g.random, ['halfPixel', 'alignCorners', 'asymmetric'] as const),
  });
};

const transposeTwice: Step = (g, from) => {
  const turned = g.add({ op: 'transpose', name: g.name('turn'), inputs: [from], order: [2, 0, 1] });
  return g.add({ op: 'transpose', name: g.name('turn'), inputs: [turned], order: [1, 2, 0] });
};

/** The value beside something made of it: a sum, a difference, a largest, or both joined. */
const branch: Step = (g, from) => {
  const side = pick(g.random, [activation, batchNorm, scale])(g, from);
  const op = pick(g.random, ['add', 'subtract', 'maximum', 'minimum', 'concat'] as const);
  const axis = g.channels === 'first' ? 0 : 2;
  return op === 'concat'
    ? g.add({ op, name: g.name(op), inputs: [from, side], axis })
    : g.add({ op, name: g.name(op), inputs: [from, side] });
};

const maxout: Step = (g, from) => {
  const axis = pick(g.random, [0, 1, 2]);
  return g.add({
    op: pick(g.random, ['reduceMax', 'reduceMin'] as const),
    name: g.name('most'),
    inputs: [from],
    axes: [axis],
    keep: true,
  });
};

/** All steps; the more telling ones more often. */
export const STEPS: readonly Step[] = [
  conv,
  conv,
  convTranspose,
  batchNorm,
  averagePool,
  maxPool,
  maxPool,
  activation,
  activation,
  activation,
  prelu,
  scale,
  pad,
  crop,
  resize,
  transposeTwice,
  branch,
  branch,
  maxout,
];
