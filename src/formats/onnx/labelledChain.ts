import { type Shape, sizeOf } from '../../core/graph/types';
import type { Labels } from './equation';
import type { Step } from './step';
import { type DynamicValue, type NodeBody, without } from './values';

/** Nodes one after another on values whose axes have names. The last takes the name of the file's node. */
export class LabelledChain {
  /** Names of the axes, none of size 1. */
  labels: Labels;
  private shape: Shape;
  private node: string;
  private pending: { readonly body: NodeBody; readonly part: string } | null = null;

  constructor(
    private readonly step: Step,
    private readonly sizes: ReadonlyMap<string, number>,
    value: DynamicValue,
    labels: Labels,
  ) {
    const long = labels.flatMap((_, axis) => (value.shape[axis] === 1 ? [] : [axis]));
    this.labels = long.map((axis) => labels[axis] as string);
    this.shape = long.map((axis) => value.shape[axis] as number);
    this.node = step.reshape(value, this.shape, -1, 'squeezed').node;
  }

  /** Entries along these axes. */
  sizesOf(labels: Labels): number[] {
    return labels.map((label) => this.sizes.get(label) as number);
  }

  /** Adds a node on the last; `shape`: that of its values. */
  add(make: (node: string) => NodeBody, shape: Shape, part: string): void {
    this.node = this.flushed();
    this.pending = { body: make(this.node), part };
    this.shape = shape;
  }

  /** The name of the last node. */
  flushed(): string {
    if (this.pending) this.node = this.step.emit(this.pending.body, -1, this.pending.part).node;
    this.pending = null;
    return this.node;
  }

  /** Axes in this order. */
  transpose(labels: Labels): void {
    const order = labels.map((label) => this.labels.indexOf(label));
    if (order.some((axis, i) => axis !== i)) this.permute(order);
    this.labels = labels;
  }

  private permute(order: readonly number[]): void {
    const shape = order.map((axis) => this.shape[axis] as number);
    this.add((node) => ({ op: 'transpose', inputs: [node], order }), shape, 'turned');
  }

  reshape(shape: Shape): void {
    if (shape.join() === this.shape.join()) return;
    this.add((node) => ({ op: 'reshape', inputs: [node], shape }), shape, 'shape');
  }

  /** Axes of one name become their diagonal. */
  takeDiagonals(): void {
    for (let label = this.twice(); label !== undefined; label = this.twice()) {
      const [first, second] = [this.labels.indexOf(label), this.labels.lastIndexOf(label)];
      const rest = this.labels.flatMap((_, axis) => (axis === first || axis === second ? [] : [axis]));
      if (rest.some((axis, i) => axis !== i)) this.permute([...rest, first, second]);
      const [size, outer] = [this.shape.at(-1) as number, this.shape.slice(0, -2)];
      this.reshape([...outer, size * size]);
      const shape = [...outer, size];
      const last = shape.length - 1;
      this.add(
        (node) => ({
          op: 'crop',
          inputs: [node],
          starts: shape.map(() => 0),
          sizes: shape,
          steps: shape.map((_, axis) => (axis === last ? size + 1 : 1)),
        }),
        shape,
        'diagonal',
      );
      this.labels = [...rest.map((axis) => this.labels[axis] as string), label];
    }
  }

  private twice(): string | undefined {
    return this.labels.find((label, axis) => this.labels.indexOf(label) !== axis);
  }

  /** Sums over every axis that is not kept. */
  sumOthers(kept: ReadonlySet<string>): void {
    const axes = this.labels.flatMap((label, axis) => (kept.has(label) ? [] : [axis]));
    if (axes.length === 0) return;
    const left = this.labels.filter((label) => kept.has(label));
    const shape = this.shape.filter((_, axis) => !axes.includes(axis));
    this.add((node) => ({ op: 'sum', inputs: [node], axes, keep: false }), shape, 'sum');
    this.labels = left;
  }

  /** Ends in values of this shape of the file; an axis of size 1 in front is the batch. */
  end(shape: Shape): DynamicValue {
    const batch = shape[0] === 1 ? 0 : -1;
    this.reshape(without(shape, batch));
    const { pending } = this;
    this.pending = null;
    const node = pending ? this.step.emit(pending.body, -1).node : this.node;
    if (sizeOf(shape) !== sizeOf(this.shape)) throw new RangeError('a chain that ends in another number of values');
    return { kind: 'dynamic', node, shape, batch };
  }
}
