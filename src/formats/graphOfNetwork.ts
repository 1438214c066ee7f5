import type { Graph, GraphNode } from '../core/graph/types';
import type { Network } from '../core/network';

/**
 * A chain of dense layers as a graph: nodes `layer1`, `layer1 relu`, `layer2`, …; identities are left out, and the code that
 * is read off the last layer is a node of its own. Weights are shared, not copied.
 */
export function graphOfNetwork({ name, inputSize, layers, codeOutput }: Network): Graph {
  const nodes: GraphNode[] = [{ name: 'input', op: 'input', inputs: [], shape: [inputSize] }];
  const last = (): string[] => [(nodes.at(-1) as GraphNode).name];
  layers.forEach(({ outputSize, weights, bias, activation }, i) => {
    const layer = `layer${i + 1}`;
    nodes.push({ name: layer, op: 'dense', inputs: last(), units: outputSize, weights, bias });
    if (activation.name !== 'identity')
      nodes.push({ name: `${layer} ${activation.name}`, op: 'activation', inputs: last(), activation });
  });
  if (codeOutput === 'softmax') nodes.push({ name: 'softmax', op: 'softmax', inputs: last(), axis: 0 });
  else if (codeOutput)
    nodes.push({ name: codeOutput, op: 'activation', inputs: last(), activation: { name: codeOutput } });
  return { name, nodes, output: last()[0] as string };
}
