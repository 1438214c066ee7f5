import type { GraphNode } from '../../../src/core/graph/types';

/** Weights of a node with their gradient, summed over the batch at hand. */
export interface Parameter {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** Shape of a tensor with its channels last; a vector is 1 × 1 × channels. */
export interface Extent {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A node of a network that is trained batch by batch. Tensors are batch × height × width × channels. */
export interface TrainingNode extends Extent {
  readonly name: string;
  readonly values: Float64Array;
  /** ∂loss/∂values; nodes above add to it. */
  readonly delta: Float64Array;
  readonly parameters: readonly Parameter[];
  /** Whether its delta is asked for; not of the pictures. */
  readonly differentiable: boolean;
  /** Values for the first `count` samples. `learn`: statistics are those of the batch, and running ones follow. */
  readonly forward: (count: number, learn: boolean) => void;
  /** Adds to the deltas of the nodes below and to the gradients, for the `count` samples of the last `forward`. */
  readonly backward: (count: number) => void;
  /** What it is in a graph, with its weights rounded to float32. */
  readonly toGraph: () => GraphNode[];
}

export const placesOf = ({ height, width }: Extent): number => height * width;
export const entriesOf = (extent: Extent): number => placesOf(extent) * extent.channels;

/** Room for the values and deltas of a node. */
export function room(extent: Extent, batch: number): Pick<TrainingNode, 'values' | 'delta'> {
  const size = batch * entriesOf(extent);
  return { values: new Float64Array(size), delta: new Float64Array(size) };
}

export const parameter = (values: Float64Array): Parameter => ({ values, gradient: new Float64Array(values.length) });

export const rounded = (values: Float64Array): Float64Array => values.map((value) => Math.fround(value));

/** The pictures: whoever trains writes them to `values`. */
export function inputNode(name: string, extent: Extent, batch: number): TrainingNode {
  const { height, width, channels } = extent;
  return {
    ...extent,
    ...room(extent, batch),
    name,
    parameters: [],
    differentiable: false,
    forward: () => undefined,
    backward: () => undefined,
    toGraph: () => [{ name, op: 'input', inputs: [], shape: [height, width, channels] }],
  };
}

/** What nodes above others have in common, before what they compute. */
export const nodeOf = (
  name: string,
  { height, width, channels }: Extent,
  batch: number,
  parameters: readonly Parameter[] = [],
): Omit<TrainingNode, 'forward' | 'backward' | 'toGraph'> => ({
  height,
  width,
  channels,
  ...room({ height, width, channels }, batch),
  name,
  parameters,
  differentiable: true,
});
