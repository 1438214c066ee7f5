/** What an op of a graph model is given, and the helpers that its readers share. */
import { type GraphNode, type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import type { GraphBuilder } from '../graphBuilder';
import type { Attributes } from './attributes';
import type { Constant } from './constants';

/**
 * Values of a node of the graph. TensorFlow counts a batch as the first axis; for one input at a time its size is 1, and the
 * node's shape is without it: `lead` says whether TensorFlow has a 1 before the node's axes.
 */
export interface Dynamic {
  readonly kind: 'dynamic';
  readonly name: string;
  readonly shape: Shape;
  readonly lead: boolean;
}

/** What nothing here computes. `own`: it depends on no values that are known, so that a network may begin behind it. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly name: string;
  readonly own: boolean;
}

export type Operand = Constant | Dynamic | Unknown;

/** What a node gives: one operand an output. */
export type Outputs = readonly Operand[];

export interface OpCall {
  readonly builder: GraphBuilder;
  /** The node's name in the file, which is free in the graph. */
  readonly name: string;
  readonly op: string;
  readonly attributes: Attributes;
  readonly inputs: readonly (Constant | Dynamic)[];
  /** A bias that was fused behind a product or a convolution. */
  readonly bias?: Float64Array;
}

/** Makes nodes of an op; null where nothing here computes it. */
export type OpReader = (call: OpCall) => Constant | Dynamic | readonly (Constant | Dynamic)[] | null;

/** All axes as TensorFlow counts them. */
export const fullShape = (value: Constant | Dynamic): Shape =>
  value.kind === 'dynamic' && value.lead ? [1, ...value.shape] : value.shape;

/** The node's axis for TensorFlow's, which may count from the end; −1 for the batch. Throws a `Fault` for none. */
export function nodeAxis(call: OpCall, value: Dynamic, axis: number): number {
  const rank = fullShape(value).length;
  const from = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(from) || from < 0 || from >= rank)
    throw new Fault(call.attributes.where, `axis ${axis} of ${rank} axes`);
  return value.lead ? from - 1 : from;
}

/** Adds a node (its name where free, else numbered); it has a batch axis as `like` has. */
export function added(call: OpCall, node: GraphNode, lead: boolean): Dynamic {
  const { name, shape } = call.builder.add({ ...node, name: call.builder.freshName(node.name) });
  return { kind: 'dynamic', name, shape, lead };
}

/** Values with other axes: `full` counts the batch. No node where the node's own shape stays. */
export function reshaped(call: OpCall, value: Dynamic, full: Shape, name = call.name): Dynamic {
  const lead = full[0] === 1;
  const shape = lead ? full.slice(1) : full;
  if (sizeOf(full) !== sizeOf(value.shape))
    throw new Fault(call.attributes.where, `${value.shape.join(' × ')} values do not fill ${full.join(' × ')}`);
  if (shape.length === value.shape.length && shape.every((size, axis) => size === value.shape[axis]))
    return { ...value, lead };
  return added(call, { name, op: 'reshape', inputs: [value.name], shape }, lead);
}

/** A constant as a node; leading ones are dropped so that it has no batch. */
export function asNode(call: OpCall, constant: Constant, name: string): Dynamic {
  const lead = constant.shape[0] === 1;
  const shape = lead ? constant.shape.slice(1) : constant.shape;
  return added(call, { name, op: 'constant', inputs: [], shape, values: constant.values }, lead);
}

/** The dynamic operand at a place; null for a constant. */
export const dynamicAt = ({ inputs }: OpCall, place: number): Dynamic | null => {
  const value = inputs[place];
  return value?.kind === 'dynamic' ? value : null;
};

export const constantAt = ({ inputs }: OpCall, place: number): Constant | null => {
  const value = inputs[place];
  return value?.kind === 'constant' ? value : null;
};

/** Whole numbers of a constant operand; null where it is none. */
export function wholesAt(call: OpCall, place: number): readonly number[] | null {
  const constant = constantAt(call, place);
  if (!constant || constant.values.length > 64) return null;
  const values = [...constant.values];
  if (!values.every(Number.isSafeInteger))
    throw new Fault(call.attributes.where, `operand ${place}: whole numbers expected`);
  return values;
}
