import { broadcastShape, shapeText } from '../../core/graph/shapes';
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import type { Attributes } from './attributes';
import type { Builder } from './builder';
import type { Tensor } from './tensor';
import { type DynamicValue, graphShape, type NodeBody, Unsupported, type Value, without } from './values';

/** One node of the file. */
export interface FileNode {
  /** Its name, or that of its first output. */
  readonly name: string;
  /** Op, with its domain in front where that is not ONNX's own. */
  readonly type: string;
  /** Names of values; '' where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
  /** Values that bodies of loops and branches take from outside. */
  readonly captured: readonly string[];
}

/** How a message names a node. */
export const placeOf = ({ name, type }: { readonly name: string; readonly type: string }): string =>
  `node '${name}' (${type})`;

const same = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);

const ones = (count: number): number[] => new Array<number>(Math.max(0, count)).fill(1);

/** A node of the file while it is read: what it takes, and how it adds to the graph. */
export class Step {
  constructor(
    readonly builder: Builder,
    readonly file: FileNode,
    readonly inputs: readonly (Value | null)[],
    readonly opset: number,
    readonly captured: ReadonlyMap<string, Value> = new Map(),
  ) {}

  get attributes(): Attributes {
    return this.file.attributes;
  }

  /** The i-th input if it is there and does not depend on the network's. */
  constant(i: number): Tensor | null {
    const value = this.inputs[i];
    return value?.kind === 'constant' ? value.tensor : null;
  }

  /** The same, which must not depend on the input; null where it is left out. */
  optional(i: number, what: string): Tensor | null {
    const value = this.inputs[i];
    if (value?.kind === 'sequence') throw new Unsupported(`${what} is a list of tensors`);
    if (value && value.kind !== 'constant') throw new Unsupported(`${what} depends on the input`);
    return value ? value.tensor : null;
  }

  /** The same, which must be there. */
  parameter(i: number, what: string): Tensor {
    const tensor = this.optional(i, what);
    if (!tensor) throw new Fault(placeOf(this.file), `its ${what} is missing`);
    return tensor;
  }

  /** The i-th input as a node; one that does not depend on the input becomes a constant. */
  dynamic(i: number): DynamicValue {
    const value = this.inputs[i];
    if (!value) throw new Fault(placeOf(this.file), `its input ${i + 1} is missing`);
    if (value.kind === 'beyond') throw new Unsupported('behind an op that is not known');
    if (value.kind === 'sequence') throw new Unsupported('takes a list of tensors');
    if (value.kind === 'scale') throw new Unsupported(`takes a ${value.part} that depends on the input`);
    return value.kind === 'dynamic' ? value : this.constantNode(value.tensor, -1);
  }

  /** Adds a node; `part` tells apart the nodes that one of the file becomes, the last has none. */
  emit(body: NodeBody, batch: number, part = ''): DynamicValue {
    return this.builder.emit(part ? `${this.file.name}/${part}` : this.file.name, body, batch);
  }

  constantNode(tensor: Tensor, batch: number): DynamicValue {
    return this.emit(
      { op: 'constant', inputs: [], shape: without(tensor.shape, batch), values: tensor.values },
      batch,
      'constant',
    );
  }

  /** The same values in another shape of the file. Adds a node only where the graph sees a difference. */
  reshape(value: DynamicValue, shape: Shape, batch: number, part = 'shape'): DynamicValue {
    if (sizeOf(shape) !== sizeOf(value.shape))
      throw new Fault(
        placeOf(this.file),
        `reshapes ${shapeText(value.shape)} to ${shapeText(shape)}: another number of values`,
      );
    const seen = without(shape, batch);
    if (same(seen, graphShape(value))) return { ...value, shape, batch };
    return this.emit({ op: 'reshape', inputs: [value.node], shape: seen }, batch, part);
  }

  /** With the batch at `axis`, for ops that keep it there. */
  withBatch(value: DynamicValue, axis: number): DynamicValue {
    const size = value.shape[axis];
    if (size !== 1) throw new Unsupported(`takes ${size ?? 'no'} inputs at once, a batch of one is read`);
    return value.batch === axis ? value : this.reshape(value, value.shape, axis);
  }

  /** With no axis left out, for ops that work along the batch. */
  full(value: DynamicValue): DynamicValue {
    return value.batch < 0 ? value : this.reshape(value, value.shape, -1);
  }

  /** With none of these axes left out. */
  keeping(value: DynamicValue, axes: readonly number[]): DynamicValue {
    return axes.includes(value.batch) ? this.full(value) : value;
  }

  /** With axes of size 1 in front, up to `rank` in all. */
  raised(value: DynamicValue, rank: number): DynamicValue {
    const missing = rank - value.shape.length;
    return missing <= 0 ? value : this.reshape(value, [...ones(missing), ...value.shape], value.batch < 0 ? -1 : 0);
  }

  /** Values of one rank and one batch axis, for ops that broadcast; constants become nodes. */
  aligned(values: readonly (DynamicValue | Tensor)[]): DynamicValue[] {
    const rank = Math.max(...values.map(({ shape }) => shape.length));
    const raised = values.map((value) =>
      'node' in value
        ? this.raised(value, rank)
        : { ...value, shape: [...ones(rank - value.shape.length), ...value.shape] },
    );
    const first = raised.find((value) => 'node' in value && value.batch >= 0);
    const batch = first && 'node' in first && raised.every(({ shape }) => shape[first.batch] === 1) ? first.batch : -1;
    return raised.map((value) =>
      'node' in value ? this.reshape(value, value.shape, batch) : this.constantNode(value, batch),
    );
  }

  /** A node and the shape with which a parameter broadcasts to it; the node is copied along axes that the parameter adds. */
  alignedWith(given: DynamicValue, parameter: Shape): { readonly value: DynamicValue; readonly shape: Shape } {
    const rank = Math.max(given.shape.length, parameter.length);
    const raisedShape = [...ones(rank - parameter.length), ...parameter];
    let value = this.raised(given, rank);
    if (value.batch >= 0 && raisedShape[value.batch] !== 1) value = this.full(value);
    const shape = without(raisedShape, value.batch);
    const wide = broadcastShape([graphShape(value), shape]);
    if (!wide)
      throw new Fault(
        placeOf(this.file),
        `shapes ${shapeText(given.shape)} and ${shapeText(parameter)} do not broadcast`,
      );
    const lead = shape.findIndex((size) => size !== 1);
    const trimmed = lead < 0 ? [] : shape.slice(lead);
    return { value: same(wide, graphShape(value)) ? value : this.widened(value, wide), shape: trimmed };
  }

  /** Copied along axes of size 1, to the shape that the graph sees. */
  private widened(value: DynamicValue, wide: Shape): DynamicValue {
    const zeros = this.builder.emit(
      `${this.file.name}/zeros`,
      { op: 'constant', inputs: [], shape: wide, values: new Float64Array(boundedSize(wide)) },
      -1,
    );
    return this.emit({ op: 'add', inputs: [value.node, zeros.node] }, value.batch, 'copies');
  }

  /** y = factors ⊙ x + offsets, both constants of one shape of the file. */
  scale(given: DynamicValue, parameter: Shape, factors: Float64Array, offsets: Float64Array, part = ''): DynamicValue {
    const { value, shape } = this.alignedWith(given, parameter);
    return this.emit({ op: 'scale', inputs: [value.node], shape, factors, offsets }, value.batch, part);
  }

  /** y = factor·x + offset. */
  scaleBy(value: DynamicValue, factor: number, offset: number, part = ''): DynamicValue {
    return this.scale(value, [], Float64Array.of(factor), Float64Array.of(offset), part);
  }
}

function boundedSize(shape: Shape): number {
  const size = sizeOf(shape);
  if (size > 2 ** 24) throw new Unsupported(`${size} values`);
  return size;
}

export type Converter = (step: Step) => Value | readonly Value[];
