import type { Graph, GraphNode } from '../core/graph/types';
import type { DenseLayer, Network } from '../core/network';

/**
 * The graph of a network: the one that it was made of; or, of a chain of dense layers, nodes `layer1`, `layer1 relu`, `layer2`, …,
 * identities left out. The code that is read off the last values is a node of its own. Weights are shared, not copied.
 */
export function graphOfNetwork({ name, inputSize, layers, codeOutput, graph }: Network): Graph {
  const nodes: GraphNode[] = graph
    ? [...graph.nodes]
    : [{ name: 'input', op: 'input', inputs: [], shape: [inputSize] }];
  let output = graph?.output ?? 'input';
  const add = (node: GraphNode): void => {
    nodes.push(node);
    output = node.name;
  };
  for (const [i, given] of (graph ? [] : layers).entries()) {
    // Layers of other kinds are made of graphs, which their network keeps.
    const { outputSize, weights, bias, activation } = given as DenseLayer;
    const layer = `layer${i + 1}`;
    add({ name: layer, op: 'dense', inputs: [output], units: outputSize, weights, bias });
    if (activation.name !== 'identity')
      add({ name: `${layer} ${activation.name}`, op: 'activation', inputs: [output], activation });
  }
  // A name that no other node has.
  const free = (wanted: string): string =>
    nodes.some((node) => node.name === wanted) ? free(`${wanted} out`) : wanted;
  if (codeOutput === 'softmax') add({ name: free('softmax'), op: 'softmax', inputs: [output], axis: 0 });
  else if (codeOutput)
    add({ name: free(codeOutput), op: 'activation', inputs: [output], activation: { name: codeOutput } });
  return { name, nodes, output };
}
