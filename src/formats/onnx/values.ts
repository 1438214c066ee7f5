/**
 * Values while a file is read. ONNX keeps the batch in an axis; a `Graph` has none. A batch of one is assumed, and each
 * value that depends on the input remembers which of its axes is the batch: leaving out an axis of size 1 moves no value.
 */
import type { GraphNode, Shape } from '../../core/graph/types';
import type { Tensor } from './tensor';

/** Does not depend on the input. */
export interface ConstantValue {
  readonly kind: 'constant';
  readonly tensor: Tensor;
}

/** Depends on the input: the values of a node of the graph. */
export interface DynamicValue {
  readonly kind: 'dynamic';
  readonly node: string;
  /** As the file has it, batch axis and all. */
  readonly shape: Shape;
  /** Axis of `shape` that the graph leaves out, of size 1; −1: none. */
  readonly batch: number;
  /** Whole numbers of the file that stand for these values. */
  readonly quantised?: Quantisation;
  /** The file's values are these over the scale of this name, which depends on the input (`ScaleValue`). */
  readonly over?: string;
}

/** x = (q − zero) · scale, q from `low` to `high`. */
export interface Quantisation {
  /** One for all, or one an entry along `axis`. */
  readonly scales: readonly number[];
  /** As many. */
  readonly zeros: readonly number[];
  /** Axis of the file's shape, of several scales. */
  readonly axis: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A scale or zero point that is found from the input's own range when a model is run (`DynamicQuantizeLinear`). It is no
 * number here: what is divided by a scale is later multiplied by it again.
 */
export interface ScaleValue {
  readonly kind: 'scale';
  readonly part: 'scale' | 'zero point';
  /** Name of the node of the file that finds it. */
  readonly of: string;
  /** The node of the graph whose values have it. */
  readonly node: string;
  /** Of a scale: what it was multiplied by. */
  readonly factors: Tensor;
}

/** A list of tensors that do not depend on the input: exporters compute shapes with them. */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly tensors: readonly Tensor[];
}

/** Behind an op that nothing here computes. */
export interface BeyondValue {
  readonly kind: 'beyond';
  readonly node: string;
}

export type Value = ConstantValue | SequenceValue | DynamicValue | ScaleValue | BeyondValue;

/** Whether a value depends on the input. */
export const depends = (value: Value | null): value is DynamicValue | ScaleValue | BeyondValue =>
  value?.kind === 'dynamic' || value?.kind === 'beyond' || value?.kind === 'scale';

/** A node without its name. */
export type NodeBody = GraphNode extends infer Node ? (Node extends GraphNode ? Omit<Node, 'name'> : never) : never;

/** A node of the file that the graph cannot hold, and why. It becomes an unknown op; the file is read on. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The shape that the graph sees. */
export const graphShape = ({ shape, batch }: DynamicValue): Shape => shape.filter((_, axis) => axis !== batch);

/** Axis of the graph's shape for one of the file's; not for the batch. */
export const graphAxis = (axis: number, batch: number): number => (batch >= 0 && axis > batch ? axis - 1 : axis);

/** An axis counted from the start, checked. */
export function axisFrom0(axis: number, rank: number): number {
  const from0 = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || from0 < 0 || from0 >= rank) throw new Unsupported(`axis ${axis} of ${rank} axes`);
  return from0;
}

/** A list with one entry left out (−1: none). */
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
