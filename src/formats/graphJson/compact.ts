/** Graphs as one short text, for the state and for lens files: JSON whose parameters are base64. */
import type { Graph, GraphNode } from '../../core/graph/types';
import { Fault, listAt, objectAt, shown } from '../checks';
import { type GraphResult, graphResult } from '../graphResult';
import { parseJsonText } from '../jsonText';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import type { Tensor } from '../tensors';
import { graphOfJson } from './read';
import { graphText } from './write';

export interface CompactGraph {
  /** Of all parameters: float32 where every one is a float32 value. */
  readonly precision: 'float32' | 'float64';
  /** `{"graph": …, "tensors": [[shape, base64 of little-endian values], …]}`; nodes name tensors by their place in the list. */
  readonly text: string;
}

/** Bytes that are turned into characters at a time: a call takes only so many arguments. */
const PART = 0x8000;

/** The graph as a text that `readCompactGraph` reads back bit for bit. Cost: linear in the parameters. */
export function compactGraph(graph: Graph): CompactGraph {
  const precision = graph.nodes.every(isSingle) ? 'float32' : 'float64';
  const tensors: string[] = [];
  const text = graphText(graph, (_, __, values, shape) => {
    tensors.push(`[${JSON.stringify(shape)},"${base64Of(values, precision)}"]`);
    return `{"tensor":"${tensors.length - 1}"}`;
  });
  return { precision, text: `{"graph":${text.trimEnd()},"tensors":[${tensors.join(',')}]}` };
}

const isSingle = (node: GraphNode): boolean =>
  Object.values(node).every(
    (value) => !(value instanceof Float64Array) || value.every((number) => Object.is(Math.fround(number), number)),
  );

function base64Of(values: Float64Array, precision: CompactGraph['precision']): string {
  const bytes = precision === 'float32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  values.forEach((value, i) => {
    if (bytes === 4) view.setFloat32(4 * i, value, true);
    else view.setFloat64(8 * i, value, true);
  });
  const all = new Uint8Array(view.buffer);
  let binary = '';
  for (let at = 0; at < all.length; at += PART) binary += String.fromCharCode(...all.subarray(at, at + PART));
  return btoa(binary);
}

/** The graph of a text of `compactGraph`, checked. Never throws on a bad text: the fault names node or tensor. */
export const readCompactGraph = (text: string, precision: CompactGraph['precision'], name: string): GraphResult =>
  graphResult(() => {
    const value = objectAt(parseJsonText(text), '');
    let left = MAX_GRAPH_PARAMETERS;
    const tensors = listAt(value.tensors, 'tensors').map((entry, i): [string, Tensor] => {
      const tensor = tensorAt(entry, `tensors[${i}]`, precision, left);
      left -= tensor.data.length;
      return [String(i), tensor];
    });
    const { graph, notes } = graphOfJson(value.graph, name, new Map(tensors));
    return { graph: { ...graph, name }, notes };
  });

function tensorAt(value: unknown, where: string, precision: CompactGraph['precision'], left: number): Tensor {
  const [shape, base64] = listAt(value, where);
  const sizes = listAt(shape, `${where}[0]`).map((size) => {
    if (!Number.isSafeInteger(size) || (size as number) < 0)
      throw new Fault(`${where}[0]`, `${shown(size)} is no size of an axis`);
    return size as number;
  });
  const count = sizes.reduce((product, size) => product * size, 1);
  if (!(count <= left)) throw new Fault(where, `more than the ${MAX_GRAPH_PARAMETERS} parameters that are taken`);
  const bytes = precision === 'float32' ? 4 : 8;
  const binary = decoded(base64, `${where}[1]`);
  if (binary.length !== count * bytes)
    throw new Fault(`${where}[1]`, `${binary.length} bytes, expected ${count * bytes}`);
  const view = new DataView(Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer);
  const data = Float64Array.from({ length: count }, (_, i) =>
    bytes === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
  return { type: 'F64', shape: sizes, data };
}

function decoded(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Fault(where, `expected a text, found ${shown(value)}`);
  try {
    return atob(value);
  } catch {
    throw new Fault(where, 'is no base64');
  }
}
