/** Residual networks as graphs: h ← h + ReLU(W h + b), block by block. */
import { checkGraph } from './check';
import { type DrawSpec, drawnParameters, graphParameters, withParameters } from './parameters';
import type { ActivationNode, CheckedGraph, DenseNode, GraphNode, SumNode } from './types';

export interface ResidualSpec extends DrawSpec {
  readonly name: string;
  readonly inputs: number;
  readonly width: number;
  /** Blocks with a skip, after the first layer of `width` ReLUs. */
  readonly blocks: number;
  readonly outputs: number;
}

const dense = (name: string, from: string, units: number, features: number): DenseNode => ({
  name,
  op: 'dense',
  inputs: [from],
  units,
  weights: new Float64Array(units * features),
  bias: new Float64Array(units),
});

const relu = (name: string, from: string): ActivationNode => ({
  name,
  op: 'activation',
  inputs: [from],
  activation: { name: 'relu' },
});

/** A residual network with weights from a seed (`drawnParameters`). Throws a GraphError on sizes that are no whole numbers from 1. */
export function residualGraph({ name, inputs, width, blocks, outputs, ...draw }: ResidualSpec): CheckedGraph {
  const nodes: GraphNode[] = [
    { name: 'input', op: 'input', inputs: [], shape: [inputs] },
    dense('stem', 'input', width, inputs),
    relu('stem ReLU', 'stem'),
  ];
  let last = 'stem ReLU';
  for (let block = 1; block <= blocks; block++) {
    const skip: SumNode = { name: `skip ${block}`, op: 'add', inputs: [last, `ReLU ${block}`] };
    nodes.push(dense(`block ${block}`, last, width, width), relu(`ReLU ${block}`, `block ${block}`), skip);
    last = skip.name;
  }
  nodes.push(dense('read-out', last, outputs, width));
  const graph = { name, nodes, output: 'read-out' };
  return checkGraph({ ...graph, nodes: withParameters(nodes, graphParameters(graph), drawnParameters(graph, draw)) });
}
