/** Nodes that choose between pieces: activations and largest values. */
import type { ActivationSpec } from '../../network/activation';
import type { NodeBase, Shape, Windows } from './nodeBase';

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

/** Nodes that choose between pieces. */
export type GatedNode = ActivationNode | PreluNode | MaxPoolNode | ReduceMaxNode | ExtremeNode | ArgMaxNode;
