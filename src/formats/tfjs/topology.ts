/** Nodes of a graph model's file, and the order in which they can be read. */
import { Fault, type JsonObject, listAt, objectAt, shown } from '../checks';
import { nodeLabel } from '../graphBuilder';
import { Attributes } from './attributes';

/** Output `output` of a node. */
export interface TensorName {
  readonly node: string;
  readonly output: number;
}

export interface FileNode {
  readonly name: string;
  readonly op: string;
  /** Without those that only tell the order of execution. */
  readonly inputs: readonly TensorName[];
  readonly attributes: Attributes;
}

/** Nodes that a file may have: many are constants. */
const MAX_FILE_NODES = 65_536;

/** `name`, `name:1` or `name:output:1`. */
function tensorName(text: string): TensorName {
  const parts = text.split(':');
  const output = parts.length > 1 ? Number(parts.at(-1)) : 0;
  return { node: parts[0] as string, output: Number.isSafeInteger(output) ? output : 0 };
}

const nodesOf = (model: JsonObject): readonly unknown[] => {
  const nodes = listAt(objectAt(model.modelTopology, 'modelTopology').node, 'modelTopology.node');
  if (nodes.length > MAX_FILE_NODES)
    throw new Fault('modelTopology', `${nodes.length} nodes; at most ${MAX_FILE_NODES} are read`);
  return nodes;
};

function nodeAt(value: unknown, i: number): FileNode {
  const where = `modelTopology.node[${i}]`;
  const { name, op, input, attr } = objectAt(value, where);
  if (typeof name !== 'string' || typeof op !== 'string')
    throw new Fault(where, `name ${shown(name)}, op ${shown(op)}: two texts are expected`);
  const inputs = listAt(input ?? [], `${nodeLabel(name, op)}, input`).filter((item) => !String(item).startsWith('^'));
  const names = inputs.map((item) => {
    if (typeof item !== 'string') throw new Fault(nodeLabel(name, op), `input: ${shown(item)} is no name`);
    return tensorName(item);
  });
  return { name, op, inputs: names, attributes: new Attributes(name, op, attr) };
}

/**
 * What the output depends on, each node after what it takes. Throws a `Fault` for nodes that go round in a circle, and where a
 * node takes what is none.
 */
export function orderedNodes(model: JsonObject, output: string): readonly FileNode[] {
  const byName = new Map<string, FileNode>();
  for (const [i, value] of nodesOf(model).entries()) {
    const node = nodeAt(value, i);
    if (byName.has(node.name)) throw new Fault(nodeLabel(node.name, node.op), 'another node has this name');
    byName.set(node.name, node);
  }
  const order: FileNode[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: { readonly node: FileNode; next: number }[] = [];
  const enter = (name: string, from: string): void => {
    const node = byName.get(name);
    if (!node) throw new Fault(from, `takes ${shown(name)}, which is no node of the file`);
    if (state.get(name) === 'open') throw new Fault(from, `takes ${shown(name)}, which depends on it: a cycle`);
    if (state.has(name)) return;
    state.set(name, 'open');
    path.push({ node, next: 0 });
  };
  enter(output, 'the output');
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const { node } = top;
    const input = node.inputs[top.next++];
    if (input) enter(input.node, node.attributes.where);
    else {
      path.pop();
      state.set(node.name, 'done');
      order.push(node);
    }
  }
  return order;
}

/** The first output that the file's signature names and that is not text; without a signature the last node that no other takes. */
export function outputOf(model: JsonObject): TensorName {
  const signature = model.signature ?? objectAt(model.userDefinedMetadata ?? {}, 'userDefinedMetadata').signature;
  if (typeof signature === 'object' && signature !== null) {
    const { outputs } = signature as JsonObject;
    const named = outputs === undefined ? [] : Object.entries(objectAt(outputs, 'signature, outputs'));
    for (const [key, value] of named) {
      const entry = objectAt(value, `signature, outputs, ${key}`);
      if (entry.dtype !== 'DT_STRING' && typeof entry.name === 'string') return tensorName(entry.name);
      if (entry.dtype !== 'DT_STRING' && entry.name === undefined) return tensorName(key);
    }
  }
  const nodes = nodesOf(model).map(nodeAt);
  const taken = new Set(nodes.flatMap((node) => node.inputs.map((input) => input.node)));
  const last = nodes.findLast((node) => !taken.has(node.name) && node.op !== 'Const' && node.op !== 'NoOp');
  if (!last) throw new Fault('modelTopology', 'no node is an output');
  return { node: last.name, output: 0 };
}
