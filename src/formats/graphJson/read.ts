/**
 * Graphs from plain JSON: `{name, nodes: [{name, op, inputs, …}], output, slice?, domain?}` (docs/graph-format.md). Reading
 * never throws: faults come back with their path.
 */
import { type Graph, type GraphNode, type GraphOp, type InputNode, type Shape, sizeOf } from '../../core/graph/types';
import { Fault, finiteAt, type JsonObject, listAt, objectAt, plainName, shown } from '../checks';
import { type GraphResult, graphResult, type ReadGraphView } from '../graphResult';
import { parseJsonText } from '../jsonText';
import { MAX_NODES, MAX_TEXT } from '../limits';
import { domainAt, intervalAt, sliceAt } from '../sliceJson';
import { specAt } from './activation';
import { type Field, type Fields, opFields, type ValuesField } from './fields';
import { type Tensors, ValuesReader } from './values';

/** Most values of an input for which slice and domain are read. */
const MAX_VIEW_INPUTS = 1_000_000;

/** Reads a text. `fallbackName` names a graph whose file does not. Cost: linear in the text. */
export function readGraphJson(text: string, fallbackName = 'network'): GraphResult {
  return graphResult(() => {
    if (text.length > MAX_TEXT)
      throw new Fault('', `the file has ${text.length} characters; at most ${MAX_TEXT} are read`);
    return graphOfJson(parseJsonText(text.replace(/^\uFEFF/, '')), fallbackName);
  });
}

/**
 * The graph that parsed JSON describes. With `tensors`, parameters may be `{"tensor": name}`. An op that is not known becomes
 * `unknown`, with a note. Throws a `Fault` with the path of what is wrong.
 */
export function graphOfJson(
  value: unknown,
  fallbackName: string,
  tensors: Tensors | null = null,
): { graph: Graph; notes: string[] } & ReadGraphView {
  const file = objectAt(value, '');
  const list = listAt(file.nodes, 'nodes');
  if (list.length > MAX_NODES) throw new Fault('nodes', `${list.length} nodes; at most ${MAX_NODES} are taken`);
  const notes: string[] = [];
  const values = new ValuesReader(tensors);
  const nodes = list.map((node, i) => readNode(objectAt(node, `nodes[${i}]`), `nodes[${i}]`, values, notes));
  const unused = values.unused();
  if (unused.length > 0)
    notes.push(
      `Tensors that no node takes are left out: ${unused.slice(0, 5).join(', ')}${unused.length > 5 ? ' …' : ''}.`,
    );
  const name =
    (file.name === undefined ? '' : plainName(file.name, 'name')) || plainName(fallbackName, 'name') || 'network';
  return { graph: { name, nodes, output: textAt(file.output, 'output') }, notes, ...viewOf(file, nodes) };
}

function readNode(node: JsonObject, path: string, values: ValuesReader, notes: string[]): GraphNode {
  const name = textAt(node.name, `${path}.name`);
  const where = `${path} ${shown(name)}`;
  const type = textAt(node.op, `${where}, op`);
  const inputs = node.inputs === undefined ? [] : listAt(node.inputs, `${where}, inputs`);
  const base = { name, inputs: inputs.map((input, i) => textAt(input, `${where}, inputs[${i}]`)) };
  if (!Object.hasOwn(opFields, type)) {
    notes.push(`Node ${shown(name)} is ${shown(type)}, which is not known here: the lens stops before it.`);
    return { ...base, op: 'unknown', type };
  }
  const op = type as GraphOp;
  const fields: Record<string, unknown> = { ...base, op };
  for (const [key, field] of Object.entries(opFields[op])) {
    const value = fieldAt(field, node[key], `${where}, ${key}`, fields, values);
    if (value !== undefined) fields[key] = value;
  }
  return fields as unknown as GraphNode;
}

function fieldAt(field: Field, value: unknown, where: string, node: Fields, values: ValuesReader): unknown {
  if (field.kind === 'values') return valuesAt(field, value, where, node, values);
  if (field.kind === 'optionalReal') return value === undefined ? undefined : finiteAt(value, where);
  if (field.kind === 'wholes') {
    if (value === undefined && field.absent) return field.absent(node);
    return listAt(value, where).map((entry, i) => wholeAt(entry, `${where}[${i}]`, field.least));
  }
  if (value === undefined && field.absent !== undefined) return field.absent;
  if (field.kind === 'activation') return specAt(value, where);
  if (field.kind === 'whole') return wholeAt(value, where, 0);
  if (field.kind === 'real') return finiteAt(value, where);
  if (field.kind === 'text') return textAt(value, where);
  if (field.kind === 'choice') {
    if (typeof value === 'string' && field.of.includes(value)) return value;
    throw new Fault(where, `${shown(value)}; expected one of ${field.of.join(', ')}`);
  }
  if (typeof value !== 'boolean') throw new Fault(where, `expected true or false, found ${shown(value)}`);
  return value;
}

function valuesAt(
  field: ValuesField,
  value: unknown,
  where: string,
  node: Fields,
  values: ValuesReader,
): Float64Array | undefined {
  if (value === undefined && field.optional) return undefined;
  const found = values.read(value, where);
  const expected = field.shape(node, found.values.length);
  if (found.shape.length !== expected.length || found.shape.some((length, i) => length !== expected[i]))
    throw new Fault(where, `its shape is (${shapeText(found.shape)}), expected (${shapeText(expected)})`);
  return found.values;
}

/** Lengths that do not come out whole are those that the count of values should have told. */
const shapeText = (shape: Shape): string =>
  shape.map((length) => (Number.isInteger(length) ? length : '?')).join(' × ');

function wholeAt(value: unknown, where: string, least: number): number {
  const number = finiteAt(value, where);
  if (!Number.isSafeInteger(number) || number < least)
    throw new Fault(where, `${number} is no whole number${least >= 0 ? ` from ${least} on` : ''}`);
  return number;
}

function textAt(value: unknown, where: string): string {
  if (value === undefined) throw new Fault(where, 'missing');
  if (typeof value !== 'string' || value === '') throw new Fault(where, `expected a text, found ${shown(value)}`);
  return value;
}

/** Slice and domain, in the input's values one after another; nothing where the file has neither. */
function viewOf(file: JsonObject, nodes: readonly GraphNode[]): ReadGraphView {
  const input = nodes.find((node): node is InputNode => node.op === 'input');
  if (!input || (file.slice === undefined && file.domain === undefined)) return {};
  const size = sizeOf(input.shape);
  if (!(size > 0 && size <= MAX_VIEW_INPUTS)) return {};
  const slice = sliceAt(file.slice, size);
  const domain = size === 1 ? intervalAt(file.domain).map((end) => [end, 0] as const) : domainAt(file.domain);
  return { view: { slice, domain } };
}
