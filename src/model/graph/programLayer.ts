/** Layers of a lowered graph as tfjs ops: linear maps keep the structure that the engine's have. */
import {
  add,
  concat,
  gather,
  matMul,
  mul,
  pad,
  reshape,
  slice,
  sum,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor2d,
  zeros,
} from '@tensorflow/tfjs';
import type { LinearProgram, ProgramStep } from '../../core/linear/program';
import type { ConvMap, DenseMap, LinearMap, SparseMap } from '../../core/linear/types';
import { gatedCount, type Layer } from '../../core/network/network';
import type { AppliedLayer } from '../appliedLayer';
import { channelsFirst, channelsLast, convolution } from './convolution';
import type { Kept, TensorOp } from './kept';
import { fixedParameters } from './parameters';

type RowsOp = TensorOp<Tensor2D>;

/** A layer with its parameters on the backend. */
export function programLayer(layer: Layer, kept: Kept): AppliedLayer {
  const { inputSize: features, outputSize: units } = layer;
  const product =
    layer.kind === 'program'
      ? programOp(layer.program, kept)
      : denseOp(
          { kind: 'dense', inputs: features, outputs: units, blocks: 1, units, features, weights: layer.weights },
          kept,
        );
  const bias = kept(tensor1d(Float32Array.from(layer.bias)));
  return { activation: layer.activation, eta: null, gated: gatedCount(layer), bias, product };
}

/** Values of a layer's largest buffer for one input. */
export const widestOf = (layer: Layer): number =>
  layer.kind === 'dense'
    ? Math.max(layer.inputSize, layer.outputSize)
    : Math.max(...layer.program.sizes, ...layer.program.steps.map(({ map }) => entriesOf(map)));

/** Numbers that tfjs may lay out for one input of a map. */
function entriesOf(map: LinearMap): number {
  if (map.kind === 'sparse') return map.outputs * longestRow(map);
  if (map.kind === 'dense') return map.outputs;
  const windows = map.rows * map.columns * map.kernel[0] * map.kernel[1];
  return windows * (map.transposed ? 1 : map.channels / map.groups);
}

function programOp({ sizes, steps }: LinearProgram, kept: Kept): RowsOp {
  const last = sizes.length - 1;
  const maps = steps.map(({ map }) => mapOp(map, kept));
  return (x) => {
    const parts: Part[][] = sizes.map(() => []);
    const buffers = new Map<number, Tensor2D>([[0, x]]);
    const bufferOf = (at: number): Tensor2D => {
      const known = buffers.get(at) ?? assembled(parts[at] as Part[], x.shape[0], sizes[at] as number);
      buffers.set(at, known);
      return known;
    };
    steps.forEach((step, i) => {
      const from = stretch(bufferOf(step.from), step);
      parts[step.to]?.push({ start: step.toStart, values: (maps[i] as RowsOp)(from) });
    });
    return bufferOf(last);
  };
}

/** What a step puts into a buffer, from `start` on. */
interface Part {
  readonly start: number;
  readonly values: Tensor2D;
}

const stretch = (x: Tensor2D, { fromStart, map }: ProgramStep): Tensor2D =>
  fromStart === 0 && map.inputs === x.shape[1] ? x : slice(x, [0, fromStart], [x.shape[0], map.inputs]);

/** The sum of all parts: those of one stretch added up, stretches side by side; where they overlap, each over the whole width. */
function assembled(parts: readonly Part[], places: number, width: number): Tensor2D {
  const stretches = new Map<string, Part>();
  for (const { start, values } of parts) {
    const key = `${start} ${values.shape[1]}`;
    const there = stretches.get(key);
    stretches.set(key, { start, values: there ? add(there.values, values) : values });
  }
  const inOrder = [...stretches.values()].sort((a, b) => a.start - b.start);
  const row: Tensor2D[] = [];
  let at = 0;
  for (const { start, values } of inOrder) {
    if (start < at) return overlaid(inOrder, width);
    if (start > at) row.push(zeros([places, start - at]));
    row.push(values);
    at = start + values.shape[1];
  }
  if (at < width) row.push(zeros([places, width - at]));
  return row.length === 1 ? (row[0] as Tensor2D) : concat(row, 1);
}

const overlaid = (parts: readonly Part[], width: number): Tensor2D =>
  parts
    .map(
      ({ start, values }): Tensor2D =>
        pad(values, [
          [0, 0],
          [start, width - start - values.shape[1]],
        ]),
    )
    .reduce((a, b) => add(a, b));

function mapOp(map: LinearMap, kept: Kept): RowsOp {
  if (map.kind === 'sparse') return sparseOp(map, kept);
  return map.kind === 'dense' ? denseOp(map, kept) : convOp(map, kept);
}

/** The same matrix on each block. */
function denseOp({ blocks, units, features, weights }: DenseMap, kept: Kept): RowsOp {
  const turned = new Float32Array(units * features);
  for (let j = 0; j < units; j++)
    for (let k = 0; k < features; k++) turned[k * units + j] = weights[j * features + k] as number;
  const matrix = kept(tensor2d(turned, [features, units]));
  return (x) => {
    const rows = blocks === 1 ? x : (reshape(x, [x.shape[0] * blocks, features]) as Tensor2D);
    return reshape(matMul(rows, matrix), [x.shape[0], blocks * units]) as Tensor2D;
  };
}

const longestRow = ({ rows, outputs }: SparseMap): number => {
  let longest = 0;
  for (let j = 0; j < outputs; j++) longest = Math.max(longest, (rows[j + 1] as number) - (rows[j] as number));
  return longest;
};

/** Rows of the same length, filled up with weights of 0: gathered, weighted, summed. */
function sparseOp(map: SparseMap, kept: Kept): RowsOp {
  const { outputs, rows, columns, weights } = map;
  const each = longestRow(map);
  if (each === 0) return (x) => zeros([x.shape[0], outputs]);
  const from = new Int32Array(outputs * each);
  const factors = new Float32Array(outputs * each);
  for (let j = 0; j < outputs; j++)
    for (let i = rows[j] as number, k = j * each; i < (rows[j + 1] as number); i++, k++) {
      from[k] = columns[i] as number;
      factors[k] = weights?.[i] ?? 1;
    }
  const moved = from.some((column, i) => column !== i) || map.inputs !== from.length;
  const indices = moved ? kept(tensor1d(from, 'int32')) : null;
  const weighted = factors.some((factor) => factor !== 1) ? kept(tensor1d(factors)) : null;
  return (x) => {
    const taken: Tensor2D = indices ? gather(x, indices, 1) : x;
    const values: Tensor2D = weighted ? mul(taken, weighted) : taken;
    return each === 1 ? values : (sum(reshape(values, [x.shape[0], outputs, each]), 2) as Tensor2D);
  };
}

function convOp(map: ConvMap, kept: Kept): RowsOp {
  const op = convolution(map, fixedParameters(kept));
  const wide = [map.channels, map.height, map.width] as const;
  const narrow = [map.filters, map.rows, map.columns] as const;
  const [channels, height, width] = map.transposed ? narrow : wide;
  const first = map.channelAxis === 'first';
  return (x) => {
    const places = x.shape[0];
    const picture = first
      ? channelsLast(reshape(x, [places, channels, height, width]) as Tensor4D)
      : (reshape(x, [places, height, width, channels]) as Tensor4D);
    const made = op(picture);
    return reshape(first ? channelsFirst(made) : made, [places, map.outputs]) as Tensor2D;
  };
}
