/** What the page says of an opened network before it is accepted. */
import { summariseGraph } from '../../core/graph';
import { codeLayout } from '../../core/network';
import type { ModelSummary } from '../modelTypes';
import type { BuiltGraph } from './kept';
import { hasFixedWeights } from './words';

/** The table of a graph and what the lens will show of it. Cost: that of `summariseGraph`. */
export function summaryOf(built: BuiltGraph, notes: readonly string[], plane: string): ModelSummary {
  const { network, whole } = built;
  const nodes = summariseGraph(whole);
  return {
    name: whole.name,
    nodes,
    parameters: nodes.reduce((sum, node) => sum + node.parameters, 0),
    inputShape: whole.input.shape,
    outputs: network.outputSize,
    output: network.graph?.output ?? lastExact(nodes),
    gatedUnits: codeLayout(network).units,
    notes: [...notes, ...built.notes],
    chain: !hasFixedWeights(network),
    plane,
  };
}

/** Of a chain of dense layers: the last node that is exact. */
const lastExact = (nodes: ModelSummary['nodes']): string => nodes.findLast(({ exact }) => exact)?.name ?? '';
