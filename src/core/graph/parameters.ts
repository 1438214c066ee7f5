/** The parameters of a graph that are trained, as one vector: written, read, and drawn from a seed. */
import { createRandom, type Random } from '../math/random';
import { flatWeights, withWeights } from '../network/flatWeights';
import type { Network } from '../network/network';
import { checkGraph } from './check';
import { lowerGraph } from './lower';
import { type CheckedGraph, type Graph, type GraphNode, type GraphOp, sizeOf } from './types';

const KEYS = ['weights', 'bias', 'gamma', 'beta', 'slopes', 'factors', 'offsets'] as const;
export type ParameterKey = (typeof KEYS)[number];

/** Nodes whose parameters are trained, wherever they stand. Constants are not. */
const TRAINED: ReadonlySet<GraphOp> = new Set(['dense', 'conv', 'convTranspose', 'batchNorm', 'prelu']);

/**
 * What of a node is trained; `behind`: whether a node that is trained comes before it. A scale behind one is the bias that a file
 * adds (then its factors, all 1, stay; of a product the offsets, all 0) or a norm that it has folded; one before all of them is what is done to inputs, and one number is
 * arithmetic: those stay.
 */
function trainedKeys(node: GraphNode, behind: boolean): readonly ParameterKey[] {
  if (TRAINED.has(node.op)) return KEYS;
  if (node.op !== 'scale' || !behind || node.factors.length === 1) return [];
  if (node.factors.every((factor) => factor === 1)) return ['offsets'];
  return node.offsets.every((offset) => offset === 0) ? ['factors'] : ['factors', 'offsets'];
}

/** An array of a node that is trained. */
export interface Parameter {
  readonly node: string;
  readonly op: GraphOp;
  readonly key: ParameterKey;
  readonly values: Float64Array;
  /** Where its values begin in the vector. */
  readonly at: number;
  /** Whether an earlier node has it, too: then it has no place of its own. */
  readonly shared: boolean;
}

const arrayOf = (node: GraphNode, key: ParameterKey): Float64Array | undefined =>
  (node as Partial<Record<ParameterKey, Float64Array>>)[key];

/**
 * All that is trained of a graph, whose nodes follow what they take, in their order: weights and biases, gamma and beta of batch norm (mean and variance
 * are those of inference and stay), slopes. A layer that a file applies twice is two nodes of one op whose weights are the same
 * bit for bit; they share one place (but where all their values are equal, as in what nobody has trained).
 * Cost: linear in the parameters.
 */
export function graphParameters({ nodes }: Pick<Graph, 'nodes'>): readonly Parameter[] {
  const all: Parameter[] = [];
  const behind = new Set<string>();
  const byWeights = new Map<string, GraphNode[]>();
  let at = 0;
  for (const node of nodes) {
    const follows = node.inputs.some((name) => behind.has(name));
    const keys = trainedKeys(node, follows);
    if (follows || keys.length > 0) behind.add(node.name);
    const first = firstAlike(node, byWeights);
    for (const key of keys) {
      const values = arrayOf(node, key);
      if (!values) continue;
      const known = first && all.find((parameter) => parameter.node === first.name && parameter.key === key);
      all.push({ node: node.name, op: node.op, key, values, at: known?.at ?? at, shared: known !== undefined });
      if (!known) at += values.length;
    }
  }
  return all;
}

/** The earlier node that has all the parameters of this one; itself is remembered. */
function firstAlike(node: GraphNode, byWeights: Map<string, GraphNode[]>): GraphNode | undefined {
  const weights = arrayOf(node, 'weights');
  if (!weights || weights.every((value) => value === weights[0])) return undefined;
  const key = `${node.op} ${weights.length} ${weights[0]}`;
  const before = byWeights.get(key) ?? [];
  byWeights.set(key, [...before, node]);
  return before.find((other) => KEYS.every((name) => sameValues(arrayOf(node, name), arrayOf(other, name))));
}

const sameValues = (a: Float64Array | undefined, b: Float64Array | undefined): boolean =>
  a === b || (a?.length === b?.length && a !== undefined && a.every((value, i) => value === b?.[i]));

/** Length of the vector. */
export const parameterCount = (parameters: readonly Parameter[]): number =>
  parameters.reduce((most, { at, values }) => Math.max(most, at + values.length), 0);

/** The vector of what is trained, float32. */
export function flatParameters(parameters: readonly Parameter[]): Float32Array {
  const flat = new Float32Array(parameterCount(parameters));
  for (const { at, values } of parameters) flat.set(values, at);
  return flat;
}

/** Nodes with the values of a vector in place of their own. Throws a RangeError on another length. */
export function withParameters(
  nodes: readonly GraphNode[],
  parameters: readonly Parameter[],
  flat: ArrayLike<number>,
): GraphNode[] {
  const count = parameterCount(parameters);
  if (flat.length !== count) throw new RangeError(`invalid weights: ${flat.length} values, the network has ${count}`);
  const values = Float64Array.from(flat);
  const byNode = new Map<string, Partial<Record<ParameterKey, Float64Array>>>();
  for (const { node, key, at, values: own } of parameters)
    byNode.set(node, { ...byNode.get(node), [key]: values.slice(at, at + own.length) });
  return nodes.map((node) => (byNode.has(node.name) ? ({ ...node, ...byNode.get(node.name) } as GraphNode) : node));
}

/** The weights of any network that a training begins with, in float32: those of `flatWeights`, or of its graph. */
export function trainableWeights(network: Network): Float32Array {
  const { graph } = network;
  return graph ? flatParameters(graphParameters(graph)) : Float32Array.from(flatWeights(network));
}

/**
 * The same network with other weights, in the order of `trainableWeights`; itself where they are its own, which may be more
 * than float32 says. A graph is lowered anew. Throws a RangeError on another length.
 */
export function trainedNetwork(network: Network, flat: ArrayLike<number>): Network {
  const { graph } = network;
  if (!graph) return withWeights(network, flat);
  const parameters = graphParameters(graph);
  const own = flatParameters(parameters);
  if (own.length === flat.length && own.every((value, i) => value === flat[i])) return network;
  return loweredAs(network, checkGraph({ ...graph, nodes: withParameters(graph.nodes, parameters, flat) }));
}

/** A checked graph as the network that `like` is: what is read off its outputs stays. */
export function loweredAs({ codeOutput }: Pick<Network, 'codeOutput'>, graph: CheckedGraph): Network {
  const network = lowerGraph(graph);
  return codeOutput ? { ...network, codeOutput } : network;
}

/** How biases are drawn: uniform in ±bias. */
export interface DrawSpec {
  readonly seed: number;
  readonly bias: number;
}

/** Slope that PReLU begins with. */
const FIRST_SLOPE = 0.25;

/**
 * Values drawn anew, float32: weights normal with variance 2/inputs of a unit (He), of the last node that has some
 * 2/(inputs + units) (Glorot), biases uniform, batch norm as it begins (1 and 0), slopes ¼. Depends on graph, seed and bias alone.
 */
export function drawnParameters(graph: Graph, { seed, bias }: DrawSpec): Float32Array {
  const parameters = graphParameters(graph);
  const flat = new Float32Array(parameterCount(parameters));
  const random = createRandom(seed);
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const last = parameters.findLast(({ key }) => key === 'weights')?.node;
  for (const { node, key, values, at, shared } of parameters) {
    if (shared) continue;
    const draw = drawOf(key, byName.get(node) as GraphNode, node === last, random, bias);
    for (let i = 0; i < values.length; i++) flat[at + i] = draw();
  }
  return flat;
}

function drawOf(key: ParameterKey, node: GraphNode, last: boolean, random: Random, bias: number): () => number {
  switch (key) {
    case 'weights': {
      const [inputs, outputs] = fans(node);
      const scale = Math.sqrt(2 / (last ? inputs + outputs : inputs));
      return () => scale * random.normal();
    }
    case 'bias':
      return last ? () => 0 : () => random.between(-bias, bias);
    case 'gamma':
    case 'factors':
      return () => 1;
    case 'beta':
    case 'offsets':
      return () => 0;
    case 'slopes':
      return () => FIRST_SLOPE;
  }
}

/** How many values a unit takes, and how many units take a value, strides not counted. */
function fans(node: GraphNode): readonly [inputs: number, outputs: number] {
  if (node.op === 'dense') return [node.weights.length / node.units, node.units];
  if (node.op === 'conv')
    return [node.weights.length / node.filters, (node.filters / node.groups) * sizeOf(node.kernel)];
  if (node.op !== 'convTranspose') return [1, 1];
  const each = (node.filters / node.groups) * sizeOf(node.kernel);
  // A place is reached by as many windows as the strides leave.
  const taken = node.weights.length / node.filters;
  return [Math.max(1, taken / sizeOf(node.strides)), each];
}
