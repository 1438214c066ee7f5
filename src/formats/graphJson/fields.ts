/**
 * What each op of a graph has beside name and inputs, as one table: reader and writers of graphs go by it. Fields that are not
 * values are attributes; values are parameters, which may also stand in a tensor file.
 */
import { type GraphNode, type GraphOp, sizeOf } from '../../core/graph/types';

/** A node while it is read or written: fields by name. */
export type Fields = Readonly<Record<string, unknown>>;

export type Field =
  | { readonly kind: 'whole' | 'real' | 'truth' | 'text' | 'activation'; readonly absent?: unknown }
  | { readonly kind: 'optionalReal' }
  /** Whole numbers, at least `least`. */
  | { readonly kind: 'wholes'; readonly least: number; readonly absent?: (node: Fields) => readonly number[] }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly absent?: string }
  | ValuesField;

/** Parameters: numbers of a shape that attributes and their count give. */
export interface ValuesField {
  readonly kind: 'values';
  readonly optional?: boolean;
  /** Ending of the tensor's name, PyTorch's where it has the same layout. */
  readonly tensor: string;
  readonly shape: (node: Fields, count: number) => readonly number[];
}

const list = (node: Fields, name: string): readonly number[] => node[name] as readonly number[];
const number = (node: Fields, name: string): number => node[name] as number;
const sameCount = (of: string, value: number) => ({
  absent: (node: Fields): readonly number[] => list(node, of).map(() => value),
});

const whole: Field = { kind: 'whole' };
const real: Field = { kind: 'real' };
const keep: Field = { kind: 'truth', absent: false };
const axes: Field = { kind: 'wholes', least: 0 };
const shape: Field = { kind: 'wholes', least: 0 };

const line = (tensor: string, optional = false): ValuesField => ({
  kind: 'values',
  optional,
  tensor,
  shape: (_, count) => [count],
});
const shaped = (tensor: string): ValuesField => ({ kind: 'values', tensor, shape: (node) => list(node, 'shape') });

const windows: Readonly<Record<string, Field>> = {
  kernel: { kind: 'wholes', least: 1 },
  strides: { kind: 'wholes', least: 1, ...sameCount('kernel', 1) },
  pads: { kind: 'wholes', least: 0, absent: (node) => list(node, 'kernel').flatMap(() => [0, 0]) },
  channels: { kind: 'choice', of: ['first', 'last'] },
};
const dilations: Field = { kind: 'wholes', least: 1, ...sameCount('kernel', 1) };
const groups: Field = { kind: 'whole', absent: 1 };
const bias = line('bias', true);
const reduce: Readonly<Record<string, Field>> = { axes, keep };

const denseWeights: ValuesField = {
  kind: 'values',
  tensor: 'weight',
  shape: (node, count) => [number(node, 'units'), count / number(node, 'units')],
};
const convWeights: ValuesField = {
  kind: 'values',
  tensor: 'weight',
  shape: (node, count) => {
    const filters = number(node, 'filters');
    return [filters, count / (filters * sizeOf(list(node, 'kernel'))), ...list(node, 'kernel')];
  },
};
const transposedWeights: ValuesField = {
  kind: 'values',
  tensor: 'weight',
  shape: (node, count) => {
    const outputs = number(node, 'filters') / number(node, 'groups');
    return [count / (outputs * sizeOf(list(node, 'kernel'))), outputs, ...list(node, 'kernel')];
  },
};

const FUNCTIONS = 'elu exp log sqrt erf square reciprocal mish hardSwish softsign selu'.split(' ');

/** Fields of each op in the order in which they are written; attributes come before the parameters that need them. */
export const opFields: Readonly<Record<GraphOp, Readonly<Record<string, Field>>>> = {
  input: { shape },
  constant: { shape, values: shaped('values') },
  dense: { units: whole, weights: denseWeights, bias },
  conv: { filters: whole, ...windows, dilations, groups, weights: convWeights, bias },
  convTranspose: {
    filters: whole,
    ...windows,
    dilations,
    groups,
    outputPads: { kind: 'wholes', least: 0, ...sameCount('kernel', 0) },
    weights: transposedWeights,
    bias,
  },
  scale: { shape, factors: shaped('factors'), offsets: shaped('offsets') },
  batchNorm: {
    axis: whole,
    epsilon: real,
    gamma: line('weight'),
    beta: line('bias'),
    mean: line('running_mean'),
    variance: line('running_var'),
  },
  averagePool: { ...windows, countPads: { kind: 'truth', absent: false } },
  mean: reduce,
  sum: reduce,
  pad: {
    before: { kind: 'wholes', least: 0 },
    after: { kind: 'wholes', least: 0 },
    mode: { kind: 'choice', of: ['constant', 'reflect', 'edge'], absent: 'constant' },
    value: { kind: 'real', absent: 0 },
  },
  crop: {
    starts: { kind: 'wholes', least: 0 },
    sizes: { kind: 'wholes', least: 0 },
    steps: { kind: 'wholes', least: Number.MIN_SAFE_INTEGER, ...sameCount('starts', 1) },
  },
  resize: {
    shape,
    mode: { kind: 'choice', of: ['nearest', 'bilinear'] },
    coordinates: { kind: 'choice', of: ['halfPixel', 'alignCorners', 'asymmetric'], absent: 'halfPixel' },
  },
  reshape: { shape },
  transpose: { order: axes },
  concat: { axis: whole },
  add: {},
  subtract: {},
  activation: { activation: { kind: 'activation' } },
  prelu: { shape, slopes: shaped('weight') },
  maxPool: { ...windows, dilations },
  reduceMax: reduce,
  reduceMin: reduce,
  maximum: {},
  minimum: {},
  argMax: { axis: whole, keep },
  function: { function: { kind: 'choice', of: FUNCTIONS }, alpha: { kind: 'optionalReal' } },
  softmax: { axis: whole },
  layerNorm: { axis: whole, epsilon: real, gamma: line('weight'), beta: line('bias') },
  multiply: {},
  divide: {},
  unknown: { type: { kind: 'text' } },
};

/** Fields of a node, by name, in the table's order. */
export const fieldsOf = (node: GraphNode): readonly (readonly [string, Field])[] => Object.entries(opFields[node.op]);
