/** What all nodes of a graph share: shapes of tensors, names, and windows over spatial axes. */
export type Shape = readonly number[];

/** Where a tensor with spatial axes has its channels: `first` C × H × W, `last` H × W × C. */
export type ChannelAxis = 'first' | 'last';

/** Number of values of a tensor; 1 of a single number. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** Name, kind and inputs of a node. */
export interface NodeBase<Op extends string> {
  /** Unique in its graph. */
  readonly name: string;
  readonly op: Op;
  /** Names of the nodes that it takes, in order. */
  readonly inputs: readonly string[];
}

/** What windows over one or two spatial axes share; a number a spatial axis. */
export interface Windows {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** Places added before and after: [before each axis …, after each axis …]. */
  readonly pads: readonly number[];
  readonly channels: ChannelAxis;
}
