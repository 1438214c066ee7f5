/** Where a network begins: at the input of its file, or behind nodes whose values are taken as input. */
import { type Graph, type GraphNode, type Shape, sizeOf } from '../core/graph/types';
import { Fault } from './checks';
import { type GraphBuilder, nodeLabel } from './graphBuilder';

/** Name of the input that holds several values one after another. */
const JOINED = 'inputs';

/**
 * The graph of what `output` is made of, with the values of `starts` as its input. Several starts become one input that holds
 * their values one after another, in the order of `starts`, which the network takes apart again. Where the output takes what
 * does not come from them, the network ends before that and a note says so. Throws a `Fault` where a start is no node of known
 * shape or nothing follows.
 */
export function begunAt(builder: GraphBuilder, name: string, output: string, starts: readonly string[]): Graph {
  const begin = new Set(starts);
  const { available, following } = reachedFrom(builder.nodes, begin);
  let end = output;
  if (!following.has(output) && !begin.has(output)) {
    end = [...following].at(-1) ?? '';
    if (end === '') throw new Fault(nodeLabel(starts[0] ?? ''), 'nothing that is known follows it');
    builder.note(endNote(builder.nodes, end, available));
  }
  const used = new Set([end]);
  for (const node of builder.nodes.toReversed())
    if (used.has(node.name) && !begin.has(node.name)) for (const input of node.inputs) used.add(input);
  const taken = starts.filter((start) => used.has(start));
  const nodes = builder.nodes.filter((node) => used.has(node.name) && !begin.has(node.name));
  return { name, nodes: [...inputNodes(builder, taken), ...nodes], output: end };
}

interface Reached {
  /** What can be computed from the starts and constants. */
  readonly available: ReadonlySet<string>;
  /** Those of them that depend on a start, in order. */
  readonly following: ReadonlySet<string>;
}

function reachedFrom(nodes: readonly GraphNode[], begin: ReadonlySet<string>): Reached {
  const available = new Set(begin);
  const following = new Set<string>();
  for (const { name, op, inputs } of nodes) {
    const source = op === 'input' || (op === 'unknown' && inputs.length === 0);
    if (begin.has(name) || source || !inputs.every((input) => available.has(input))) continue;
    available.add(name);
    if (inputs.some((input) => begin.has(input) || following.has(input))) following.add(name);
  }
  return { available, following };
}

function endNote(nodes: readonly GraphNode[], end: string, available: ReadonlySet<string>): string {
  const next = nodes.find((node) => node.inputs.includes(end));
  const other = next?.inputs.find((input) => !available.has(input));
  const why =
    next && other ? `: ${JSON.stringify(next.name)} also takes ${JSON.stringify(other)}, which is left out` : '';
  return `The network ends at ${JSON.stringify(end)}${why}.`;
}

function inputNodes(builder: GraphBuilder, starts: readonly string[]): GraphNode[] {
  const known = starts.map((start) => {
    const shape = builder.shapeOf(start);
    if (!shape) throw new Fault(nodeLabel(start), 'the shape of its values is not known');
    return { name: start, shape };
  });
  if (known.length === 1) return known.map(({ name, shape }): GraphNode => ({ name, op: 'input', inputs: [], shape }));
  const joined = builder.freshName(JOINED);
  const total = known.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  builder.note(`The inputs ${joinNames(known)} are held by one, ${JSON.stringify(joined)}, one after another.`);
  const nodes: GraphNode[] = [{ name: joined, op: 'input', inputs: [], shape: [total] }];
  let place = 0;
  for (const { name, shape } of known) {
    nodes.push(...partOf(builder, joined, place, name, shape));
    place += sizeOf(shape);
  }
  return nodes;
}

/** Values of a flat node from `place` on, in a given shape. */
function partOf(builder: GraphBuilder, from: string, place: number, name: string, shape: Shape): GraphNode[] {
  const flat = shape.length === 1 ? name : builder.freshName(`${name}/flat`);
  const crop: GraphNode = {
    name: flat,
    op: 'crop',
    inputs: [from],
    starts: [place],
    sizes: [sizeOf(shape)],
    steps: [1],
  };
  return flat === name ? [crop] : [crop, { name, op: 'reshape', inputs: [flat], shape }];
}

const joinNames = (values: readonly { readonly name: string; readonly shape: Shape }[]): string =>
  values.map(({ name, shape }) => `${JSON.stringify(name)} (${shape.join(' × ')})`).join(', ');

/** Size of an axis that a file leaves open and nobody states. */
const OPEN_SIZE = 16;

/**
 * The shape of an input without its batch. Axes that the file leaves open (null, −1) take their size from `given`, else 16,
 * and a note says so. Throws a `Fault` where `given` contradicts the file.
 */
export function inputShape(builder: GraphBuilder, name: string, sizes: readonly unknown[], given?: Shape): Shape {
  const where = nodeLabel(name);
  if (given && given.length !== sizes.length)
    throw new Fault(where, `the file's input has ${sizes.length} axes, the shape asked for ${given.length}`);
  const isOpen = (size: unknown): boolean => size === null || size === undefined || size === -1;
  const shape = sizes.map((size, axis) => {
    if (isOpen(size)) return given?.[axis] ?? OPEN_SIZE;
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1)
      throw new Fault(where, `${String(size)} in its shape is no size`);
    if (given && given[axis] !== size)
      throw new Fault(where, `axis ${axis} has the size ${size}, asked for is ${given[axis]}`);
    return size;
  });
  if (sizes.some(isOpen)) builder.openInput = true;
  if (!given && sizes.some(isOpen))
    builder.note(`The file leaves sizes of the input ${JSON.stringify(name)} open; ${shape.join(' × ')} is assumed.`);
  return shape;
}
