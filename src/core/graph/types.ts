/**
 * Networks as directed acyclic graphs of named nodes, as plain data (structured-cloneable). A graph is what files hold and
 * people name; `lowerGraph` makes the chain of layers of it that the engine cuts.
 *
 * Tensors have no batch axis: a 28×28 picture of one channel has the shape [28, 28, 1] or [1, 28, 28]. Values are row-major,
 * the last axis fastest.
 */
import type { AffineNode, InputNode } from './nodes/affineNodes';
import type { GatedNode } from './nodes/gatedNodes';
import type { Shape } from './nodes/nodeBase';
import type { SmoothNode } from './nodes/smoothNodes';

export type {
  AveragePoolNode,
  BatchNormNode,
  ConcatNode,
  ConstantNode,
  ConvNode,
  ConvTransposeNode,
  CropNode,
  DenseNode,
  InputNode,
  PadNode,
  ReduceNode,
  ReshapeNode,
  ResizeNode,
  ScaleNode,
  SumNode,
  TransposeNode,
} from './nodes/affineNodes';
export type {
  ActivationNode,
  ArgMaxNode,
  ExtremeNode,
  MaxPoolNode,
  PreluNode,
  ReduceMaxNode,
} from './nodes/gatedNodes';
export { type ChannelAxis, type Shape, sizeOf, type Windows } from './nodes/nodeBase';
export type { FunctionNode, LayerNormNode, ProductNode, SoftmaxNode, UnknownNode } from './nodes/smoothNodes';

export type GraphNode = AffineNode | GatedNode | SmoothNode;

export type GraphOp = GraphNode['op'];

type Having<Node, Op> = Node extends { readonly op: infer Own } ? (Op extends Own ? Node : never) : never;

/** The nodes of one op. */
export type NodeOf<Op extends GraphOp> = Having<GraphNode, Op>;

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
