/** The graph of a file as it stands: nodes, tensors, inputs and outputs by name, before anything is read into a `Graph`. */
import type { onnx } from 'onnx-proto';
import { Fault, plainName } from '../checks';
import { Attributes } from './attributes';
import { ExternalData } from './external';
import { asNumber, decodeModel } from './proto';
import { type FileNode, placeOf } from './step';

/** A value that the file declares: sizes, null where an axis is open. */
export interface Declared {
  readonly name: string;
  readonly sizes: readonly (number | null)[] | null;
  /** Names of open axes: `batch`, `height`; '' where it has none. */
  readonly symbols: readonly string[];
}

export interface FileGraph {
  readonly name: string;
  readonly opset: number;
  readonly producer: string;
  readonly nodes: readonly FileNode[];
  readonly tensors: ReadonlyMap<string, onnx.ITensorProto>;
  /** Files beside the model's, which may hold values of its tensors. */
  readonly external: ExternalData;
  /** Inputs that no tensor gives. */
  readonly inputs: readonly Declared[];
  readonly outputs: readonly string[];
  /** Every value whose shape the file states. */
  readonly declared: ReadonlyMap<string, Declared>;
}

const MAX_NODES = 20_000;

/** ONNX's own ops have no domain. */
const isOwn = (domain: string): boolean => domain === '' || domain === 'ai.onnx';

/** Throws a `Fault` for bytes that are no ONNX model, two nodes that give one value, a file without an opset. */
export function readFileGraph(bytes: Uint8Array, external = new ExternalData()): FileGraph {
  const model = decodeModel(bytes);
  const { graph } = model;
  const nodes = graph.node ?? [];
  if (nodes.length > MAX_NODES) throw new Fault('', `${nodes.length} nodes; at most ${MAX_NODES} are read`);
  const opset = model.opsetImport?.find(({ domain }) => isOwn(domain ?? ''))?.version;
  const tensors = new Map((graph.initializer ?? []).map((tensor) => [tensor.name ?? '', tensor]));
  const inputs = (graph.input ?? []).map(declaredOf);
  const outputs = (graph.output ?? []).map(declaredOf);
  const values = [...inputs, ...outputs, ...(graph.valueInfo ?? []).map(declaredOf)];
  return {
    name: plainName(graph.name ?? '', ''),
    opset: opset === undefined || opset === null ? 1 : asNumber(opset),
    producer: [model.producerName, model.producerVersion].filter(Boolean).join(' '),
    nodes: nodes.map((node) => fileNode(node, external)),
    tensors,
    external,
    inputs: inputs.filter(({ name }) => !tensors.has(name)),
    outputs: outputs.map(({ name }) => name),
    declared: new Map(values.map((value) => [value.name, value])),
  };
}

function declaredOf(value: onnx.IValueInfoProto): Declared {
  const dims = value.type?.tensorType?.shape?.dim ?? null;
  const known = (dim: onnx.TensorShapeProto.IDimension): number | null => {
    const size = asNumber(dim.dimValue);
    return size > 0 ? size : null;
  };
  return {
    name: value.name ?? '',
    sizes: dims?.map(known) ?? null,
    symbols: dims?.map(({ dimParam }) => dimParam ?? '') ?? [],
  };
}

/** A node of the graph or of a body in it. */
export function fileNode(node: onnx.INodeProto, external: ExternalData): FileNode {
  const domain = node.domain ?? '';
  const outputs = node.output ?? [];
  const name = plainName(node.name || outputs[0] || '', '') || 'unnamed';
  const type = isOwn(domain) ? (node.opType ?? '') : `${domain}.${node.opType ?? ''}`;
  const attributes = new Attributes(node.attribute ?? [], placeOf({ name, type }), external);
  return { name, type, inputs: node.input ?? [], outputs, attributes, captured: capturedBy(node) };
}

/** Names that bodies inside a node take and do not give themselves. */
function capturedBy(node: onnx.INodeProto): string[] {
  const bodies = (node.attribute ?? []).flatMap(({ g }) => g ?? []);
  return bodies.flatMap((body) => {
    const nodes = body.node ?? [];
    const own = new Set([
      ...nodes.flatMap(({ output }) => output ?? []),
      ...(body.input ?? []).map(({ name }) => name ?? ''),
      ...(body.initializer ?? []).map(({ name }) => name ?? ''),
      '',
    ]);
    const taken = [
      ...nodes.flatMap((inner) => [...(inner.input ?? []), ...capturedBy(inner)]),
      ...(body.output ?? []).map(({ name }) => name ?? ''),
    ];
    return taken.filter((name) => !own.has(name));
  });
}

/** Everything that a node takes. */
export const takenBy = ({ inputs, captured }: FileNode): readonly string[] =>
  captured.length === 0 ? inputs : [...inputs, ...captured];

/** Which node gives each value. */
function giversOf({ nodes }: FileGraph): Map<string, FileNode> {
  const givers = new Map<string, FileNode>();
  for (const node of nodes)
    for (const output of node.outputs) {
      if (output === '') continue;
      const other = givers.get(output);
      if (other) throw new Fault(placeOf(node), `gives '${output}', and so does ${placeOf(other)}`);
      givers.set(output, node);
    }
  return givers;
}

/** The output of the node of this name, or the value itself; null: neither is in the file. */
export function valueNamed({ nodes, declared }: FileGraph, name: string): string | null {
  const node = nodes.find((candidate) => candidate.name === name || candidate.outputs.includes(name));
  if (node) return node.outputs.includes(name) ? name : (node.outputs[0] ?? null);
  return declared.has(name) ? name : null;
}

/** Nodes that a value depends on, each after those that it takes; `begin`: values that are given. Throws a `Fault` for a cycle and for a value that nothing gives. */
export function orderedNodes(file: FileGraph, output: string, begin: ReadonlySet<string>): FileNode[] {
  const givers = giversOf(file);
  const order: FileNode[] = [];
  const state = new Map<FileNode, 'open' | 'done'>();
  const path: { readonly node: FileNode; readonly takes: readonly string[]; next: number }[] = [];
  const enter = (value: string, by: FileNode | null): void => {
    if (value === '' || begin.has(value) || file.tensors.has(value)) return;
    const node = givers.get(value);
    if (!node)
      throw new Fault(
        by ? placeOf(by) : '',
        `${by ? 'takes' : 'the output is'} '${value}', which nothing in the file gives`,
      );
    if (state.get(node) === 'open') throw new Fault(placeOf(node), `takes '${value}', which depends on it: a cycle`);
    if (state.has(node)) return;
    state.set(node, 'open');
    path.push({ node, takes: takenBy(node), next: 0 });
  };
  enter(output, null);
  for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
    const value = top.takes[top.next++];
    if (value !== undefined) {
      enter(value, top.node);
      continue;
    }
    path.pop();
    state.set(top.node, 'done');
    order.push(top.node);
  }
  return order;
}
