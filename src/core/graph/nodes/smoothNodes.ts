/** Nodes that are not piecewise linear: they are computed forward, and the lens stops before them. */
import type { NodeBase } from './nodeBase';

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
  /** Why, where its reader knows: a clause, “it …”. */
  readonly why?: string;
}

/** Nodes that are computed forward only, or not at all. */
export type SmoothNode = FunctionNode | SoftmaxNode | LayerNormNode | ProductNode | UnknownNode;
