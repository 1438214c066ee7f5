/** Graphs as plain JSON, parameters in place or by the names of tensors. */
import { type Graph, type GraphNode, type InputNode, sizeOf } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network';
import { shortest } from '../numberText';
import { domainText, sliceText } from '../writeNetworkJson';
import type { NetworkView } from '../writeNetworkSafetensors';
import { activationText } from './activation';
import { type Field, type Fields, fieldsOf, type ValuesField } from './fields';

/** What stands for a node's parameters: a nested list, or the name of a tensor that holds them. */
export type ValuesText = (
  node: GraphNode,
  field: ValuesField,
  values: Float64Array,
  shape: readonly number[],
) => string;

/**
 * Plain JSON of a graph, a node a line, that `readGraphJson` reads back bit for bit. Slice and domain are written when given.
 * The graph must be one that `checkGraph` takes. Cost: linear in the parameters.
 */
export const writeGraphJson = (graph: Graph, view?: NetworkView): string =>
  graphText(graph, (_, __, values, shape) => nestedText(values, shape), view);

/** The same with other texts for parameters. */
export function graphText(graph: Graph, valuesText: ValuesText, view?: NetworkView): string {
  const nodes = graph.nodes.map((node) => nodeText(node, valuesText));
  const parts = [
    `"name":${JSON.stringify(graph.name)}`,
    `"nodes":[\n${nodes.join(',\n')}\n]`,
    `"output":${JSON.stringify(graph.output)}`,
  ];
  if (view) {
    const input = graph.nodes.find((node): node is InputNode => node.op === 'input');
    const line = input !== undefined && sizeOf(input.shape) === 1;
    parts.push(`"slice":${sliceText(view.slice)}`, `"domain":${domainText(view.domain, line)}`);
  }
  return `{${parts.join(',\n')}}\n`;
}

function nodeText(node: GraphNode, valuesText: ValuesText): string {
  const parts = [`"name":${JSON.stringify(node.name)}`, `"op":"${node.op}"`, `"inputs":${JSON.stringify(node.inputs)}`];
  for (const [name, field] of fieldsOf(node)) {
    const value = (node as unknown as Fields)[name];
    if (value === undefined) continue;
    parts.push(`"${name}":${fieldText(node, field, value, valuesText)}`);
  }
  return `{${parts.join(',')}}`;
}

function fieldText(node: GraphNode, field: Field, value: unknown, valuesText: ValuesText): string {
  if (field.kind === 'values') {
    const values = value as Float64Array;
    return valuesText(node, field, values, field.shape(node as unknown as Fields, values.length));
  }
  if (field.kind === 'activation') return activationText(value as ActivationSpec);
  if (typeof value === 'number') return shortest(value);
  return JSON.stringify(value);
}

/** Values as nested lists of a shape; a bare number for the empty shape. */
function nestedText(values: Float64Array, shape: readonly number[]): string {
  if (shape.length === 0) return shortest(values[0] as number);
  let texts: string[] = Array.from(values, shortest);
  for (const length of shape.toReversed()) {
    const groups = length === 0 ? 0 : texts.length / length;
    texts = Array.from({ length: groups }, (_, i) => `[${texts.slice(i * length, (i + 1) * length).join(',')}]`);
  }
  return texts[0] ?? '[]';
}
