/**
 * Networks as directed acyclic graphs of named nodes, as plain data (structured-cloneable). A graph is what files hold and
 * people name; `lowerGraph` makes the chain of layers of it that the engine cuts.
 *
 * Tensors have no batch axis: a 28×28 picture of one channel has the shape [28, 28, 1] or [1, 28, 28]. Values are row-major,
 * the last axis fastest.
 */
import type { ActivationSpec } from '../network/activation';

export type Shape = readonly number[];

/** Where a tensor with spatial axes has its channels: `first` C × H × W, `last` H × W × C. */
export type ChannelAxis = 'first' | 'last';

interface NodeBase<Op extends string> {
  /** Unique in its graph. */
  readonly name: string;
  readonly op: Op;
  /** Names of the nodes that it takes, in order. */
  readonly inputs: readonly string[];
}

export interface InputNode extends NodeBase<'input'> {
  readonly shape: Shape;
}

/** A tensor that does not depend on the input: an embedding that was looked up, say. */
export interface ConstantNode extends NodeBase<'constant'> {
  readonly shape: Shape;
  readonly values: Float64Array;
}

/** y = W x + b on the last axis. `weights` is units × features, row-major. */
export interface DenseNode extends NodeBase<'dense'> {
  readonly units: number;
  readonly weights: Float64Array;
  /** `units` values; absent: 0. */
  readonly bias?: Float64Array;
}

/** What windows over one or two spatial axes share; a number a spatial axis. */
export interface Windows {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** Places added before and after: [before each axis …, after each axis …]. */
  readonly pads: readonly number[];
  readonly channels: ChannelAxis;
}

/** Cross-correlation. `weights`: outputs × inputs/groups × kernel, row-major, whatever `channels` says. */
export interface ConvNode extends NodeBase<'conv'>, Windows {
  readonly filters: number;
  readonly dilations: readonly number[];
  readonly groups: number;
  readonly weights: Float64Array;
  readonly bias?: Float64Array;
}

/** The transpose of a convolution. `weights`: inputs × outputs/groups × kernel. Output: (in−1)·stride + dilation·(kernel−1) + 1 + outputPads − pads. */
export interface ConvTransposeNode extends NodeBase<'convTranspose'>, Windows {
  readonly filters: number;
  readonly dilations: readonly number[];
  readonly groups: number;
  readonly outputPads: readonly number[];
  readonly weights: Float64Array;
  readonly bias?: Float64Array;
}

/** y = factors ⊙ x + offsets; both have the shape `shape`, which broadcasts (aligned at the last axis) to the input's. */
export interface ScaleNode extends NodeBase<'scale'> {
  readonly shape: Shape;
  readonly factors: Float64Array;
  readonly offsets: Float64Array;
}

/** Inference: y = gamma (x − mean)/√(variance + epsilon) + beta along `axis` (from 0). */
export interface BatchNormNode extends NodeBase<'batchNorm'> {
  readonly axis: number;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly epsilon: number;
}

/** `countPads`: whether places outside the input count in the mean (as 0). */
export interface AveragePoolNode extends NodeBase<'averagePool'>, Windows {
  readonly countPads: boolean;
}

/** Mean or sum over axes (from 0); `keep`: they stay with size 1. Global average pooling is the mean over the spatial axes. */
export interface ReduceNode extends NodeBase<'mean' | 'sum'> {
  readonly axes: readonly number[];
  readonly keep: boolean;
}

/** Places added along each axis. `reflect` leaves the edge out (…2 1 | 0 1 2…), `edge` repeats it. */
export interface PadNode extends NodeBase<'pad'> {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly mode: 'constant' | 'reflect' | 'edge';
  /** Of `constant`. */
  readonly value: number;
}

/** Along each axis `sizes` entries from `starts` on, every `steps`-th; steps may be negative. */
export interface CropNode extends NodeBase<'crop'> {
  readonly starts: readonly number[];
  readonly sizes: readonly number[];
  readonly steps: readonly number[];
}

/** Upsampling (or sampling) to `shape`, all axes given; axes of the same size are left as they are. */
export interface ResizeNode extends NodeBase<'resize'> {
  readonly shape: Shape;
  readonly mode: 'nearest' | 'bilinear';
  /** How places of output and input correspond: `halfPixel` (i + ½)·in/out − ½, `alignCorners` i·(in−1)/(out−1), `asymmetric` i·in/out. Nearest rounds halfPixel and alignCorners half down, and asymmetric down. */
  readonly coordinates: 'halfPixel' | 'alignCorners' | 'asymmetric';
}

/** The same values in another shape; flatten is this. */
export interface ReshapeNode extends NodeBase<'reshape'> {
  readonly shape: Shape;
}

/** Axis i of the output is axis order[i] of the input. */
export interface TransposeNode extends NodeBase<'transpose'> {
  readonly order: readonly number[];
}

export interface ConcatNode extends NodeBase<'concat'> {
  readonly axis: number;
}

/** Two or more inputs (subtract: two), which broadcast to one shape. */
export interface SumNode extends NodeBase<'add' | 'subtract'> {}

/** Unit by unit: piecewise linear, or smooth with a gate of its own (`core/soft`). */
export interface ActivationNode extends NodeBase<'activation'> {
  readonly activation: ActivationSpec;
}

/** x above 0, slopes ⊙ x below; `shape` of the slopes broadcasts to the input's. */
export interface PreluNode extends NodeBase<'prelu'> {
  readonly shape: Shape;
  readonly slopes: Float64Array;
}

/** Places outside the input never win. */
export interface MaxPoolNode extends NodeBase<'maxPool'>, Windows {
  readonly dilations: readonly number[];
}

/** Largest over axes; maxout is a reshape before this. */
export interface ReduceMaxNode extends NodeBase<'reduceMax' | 'reduceMin'> {
  readonly axes: readonly number[];
  readonly keep: boolean;
}

/** Unit by unit over two or more inputs, which broadcast. */
export interface ExtremeNode extends NodeBase<'maximum' | 'minimum'> {}

/** A read-out: index of the largest along `axis`, the lowest where equal. */
export interface ArgMaxNode extends NodeBase<'argMax'> {
  readonly axis: number;
  readonly keep: boolean;
}

/** Functions of one number that are neither piecewise linear nor have a gate; forward only. `alpha` is ELU's. */
export interface FunctionNode extends NodeBase<'function'> {
  readonly function:
    | 'elu'
    | 'exp'
    | 'log'
    | 'sqrt'
    | 'erf'
    | 'square'
    | 'reciprocal'
    | 'mish'
    | 'hardSwish'
    | 'softsign'
    | 'selu';
  readonly alpha?: number;
}

export interface SoftmaxNode extends NodeBase<'softmax'> {
  readonly axis: number;
}

/** (x − mean)/√(variance + epsilon) over the last axes from `axis` on, times gamma plus beta (of those axes' size). */
export interface LayerNormNode extends NodeBase<'layerNorm'> {
  readonly axis: number;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly epsilon: number;
}

/** Products and quotients of two tensors that both depend on the input; forward only. */
export interface ProductNode extends NodeBase<'multiply' | 'divide'> {}

/** An op of a file that nothing here computes: the lens stops before it. `type` is the file's name of it. */
export interface UnknownNode extends NodeBase<'unknown'> {
  readonly type: string;
}

export type GraphNode =
  | InputNode
  | ConstantNode
  | DenseNode
  | ConvNode
  | ConvTransposeNode
  | ScaleNode
  | BatchNormNode
  | AveragePoolNode
  | ReduceNode
  | PadNode
  | CropNode
  | ResizeNode
  | ReshapeNode
  | TransposeNode
  | ConcatNode
  | SumNode
  | ActivationNode
  | PreluNode
  | MaxPoolNode
  | ReduceMaxNode
  | ExtremeNode
  | ArgMaxNode
  | FunctionNode
  | SoftmaxNode
  | LayerNormNode
  | ProductNode
  | UnknownNode;

export type GraphOp = GraphNode['op'];

/** Nodes in any order; exactly one is an input. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** Name of the node whose values are the network's. */
  readonly output: string;
}

/** Nodes and shapes in an order in which each node follows what it takes (`checkGraph`). */
export interface CheckedGraph extends Graph {
  readonly input: InputNode;
  /** Shape of each node's values by name; nodes behind an unknown op have none. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** What is wrong with a graph, at which node. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  constructor(
    /** Name of the node; '' where it is the graph as a whole. */
    readonly node: string,
    message: string,
  ) {
    super(message);
  }
}

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
