import type { Graph, GraphNode } from '../core/graph/types';
import type { Network } from '../core/network';
import { chainOf } from './chainOf';

/**
 * The graph of a network: the one that it was made of; or, of a chain of dense layers, nodes `layer1`, `layer1 relu`,
 * `layer2`, …, identities left out. The code that is read off the last values is a node of its own. Weights are shared, not
 * copied. Throws a RangeError for layers of other kinds without their graph.
 */
export function graphOfNetwork(network: Network): Graph {
  const { name, codeOutput } = network;
  const { nodes, output } = network.graph ?? chainGraph(network);
  if (!codeOutput) return { name, nodes, output };
  const taken = new Set(nodes.map((node) => node.name));
  // A name that no other node has.
  const free = (wanted: string): string => (taken.has(wanted) ? free(`${wanted} out`) : wanted);
  const base = { name: free(codeOutput), inputs: [output] };
  const readOut: GraphNode =
    codeOutput === 'softmax'
      ? { ...base, op: 'softmax', axis: 0 }
      : { ...base, op: 'activation', activation: { name: codeOutput } };
  return { name, nodes: [...nodes, readOut], output: readOut.name };
}

function chainGraph(network: Network): Graph {
  const nodes: GraphNode[] = [{ name: 'input', op: 'input', inputs: [], shape: [network.inputSize] }];
  let output = 'input';
  for (const [i, { outputSize, weights, bias, activation }] of chainOf(network).entries()) {
    const layer = `layer${i + 1}`;
    nodes.push({ name: layer, op: 'dense', inputs: [output], units: outputSize, weights, bias });
    output = layer;
    if (activation.name === 'identity') continue;
    output = `${layer} ${activation.name}`;
    nodes.push({ name: output, op: 'activation', inputs: [layer], activation });
  }
  return { name: network.name, nodes, output };
}
