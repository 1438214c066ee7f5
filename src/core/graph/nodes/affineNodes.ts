/** Nodes whose values are affine in what they take, and those that take nothing. */
import type { NodeBase, Shape, Windows } from './nodeBase';

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

/** Nodes whose values are affine in what they take, or that take nothing. */
export type AffineNode =
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
  | SumNode;
