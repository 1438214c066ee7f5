/** Ops that move values or sum a few of them: pads, crops, resizing, broadcasting. Tensors have the batch as axis 0. */
import { add, gather, mul, reshape, slice, type Tensor, tensor, tensor1d, tidy, tile } from '@tensorflow/tfjs';
import type { CropNode, PadNode, ResizeNode, Shape } from '../../core/graph';
import type { Kept, TensorOp } from './kept';

/** The axes of a parameter that broadcasts against a batch of values of `rank` axes. */
export const broadcastShape = (shape: Shape, rank: number): number[] => [
  1,
  ...new Array<number>(Math.max(0, rank - shape.length)).fill(1),
  ...shape,
];

/** A tensor of a parameter that is not trained, with those axes. */
export const parameter = (kept: Kept, values: ArrayLike<number>, shape: Shape, rank: number): Tensor =>
  kept(tensor(Float32Array.from(values), broadcastShape(shape, rank)));

/** The same values with as many axes as the others that they broadcast with. */
export function aligned(x: Tensor, rank: number): Tensor {
  const [batch, ...shape] = x.shape as [number, ...number[]];
  if (shape.length >= rank) return x;
  return reshape(x, [batch, ...new Array<number>(rank - shape.length).fill(1), ...shape]);
}

/** Values of a constant for each of a batch. */
export function repeated(x: Tensor, batch: number): Tensor {
  if (x.shape[0] === batch) return x;
  return tile(x, [batch, ...new Array<number>(x.shape.length - 1).fill(1)]);
}

/** Entries `from` of axis `axis` (the batch not counted), in that order; 0 where they are negative. */
function taking(axis: number, size: number, from: readonly number[], kept: Kept): TensorOp {
  const first = from[0] as number;
  const run = from.every((at, i) => at === first + i);
  if (run && first === 0 && from.length === size) return (x) => x;
  if (run && first >= 0)
    return (x) =>
      slice(
        x,
        x.shape.map((_, at) => (at === axis + 1 ? first : 0)),
        x.shape.map((length, at) => (at === axis + 1 ? from.length : length)),
      );
  const indices = kept(
    tensor1d(
      Int32Array.from(from, (at) => Math.max(0, at)),
      'int32',
    ),
  );
  return (x) => gather(x, indices, axis + 1);
}

const composed =
  (ops: readonly TensorOp[]): TensorOp =>
  (x) =>
    ops.reduce((value, op) => op(value), x);

/** Each axis of the output takes places of the same axis of the input. */
const alongAxes = (input: Shape, places: (axis: number) => readonly number[], kept: Kept): TensorOp =>
  composed(input.map((size, axis) => taking(axis, size, places(axis), kept)));

export const cropOp = ({ starts, sizes, steps }: CropNode, input: Shape, kept: Kept): TensorOp =>
  alongAxes(
    input,
    (axis) =>
      Array.from({ length: sizes[axis] as number }, (_, i) => (starts[axis] as number) + i * (steps[axis] as number)),
    kept,
  );

/** Reflected and repeated places are gathered: the backends' own op for them has no gradient. */
export function mirrorOp({ before, after, mode }: PadNode, input: Shape, kept: Kept): TensorOp {
  const inside = (at: number, size: number): number => {
    if (at >= 0 && at < size) return at;
    if (mode === 'edge') return at < 0 ? 0 : size - 1;
    return at < 0 ? -at : 2 * (size - 1) - at;
  };
  return alongAxes(
    input,
    (axis) => {
      const size = input[axis] as number;
      const length = (before[axis] as number) + size + (after[axis] as number);
      return Array.from({ length }, (_, i) => inside(i - (before[axis] as number), size));
    },
    kept,
  );
}

/** Axis by axis: the nearest place, or two with their shares. */
export const resizeOp = (node: ResizeNode, input: Shape, kept: Kept): TensorOp =>
  composed(input.map((size, axis) => resizeAxis(node, axis, size, input.length, kept)));

function resizeAxis(
  { shape, mode, coordinates }: ResizeNode,
  axis: number,
  size: number,
  rank: number,
  kept: Kept,
): TensorOp {
  const out = shape[axis] as number;
  if (out === size) return (x) => x;
  const sources = Array.from({ length: out }, (_, i) => sourceOf(i, size, out, coordinates));
  const inside = (place: number): number => Math.max(0, Math.min(size - 1, place));
  if (mode === 'nearest') {
    const nearest = coordinates === 'asymmetric' ? Math.floor : (at: number) => Math.ceil(at - 0.5);
    return taking(
      axis,
      size,
      sources.map((at) => inside(nearest(at))),
      kept,
    );
  }
  const low = sources.map(Math.floor);
  const share = sources.map((at, i) => at - (low[i] as number));
  const along = Array.from({ length: rank - axis }, (_, i) => (i === 0 ? out : 1));
  const [upper, lower] = [share, share.map((s) => 1 - s)].map((values) => parameter(kept, values, along, rank));
  const [first, second] = [low.map(inside), low.map((at) => inside(at + 1))].map((from) =>
    taking(axis, size, from, kept),
  );
  return (x) =>
    tidy(() => add(mul((first as TensorOp)(x), lower as Tensor), mul((second as TensorOp)(x), upper as Tensor)));
}

/** Where place i of `out` lies among `size`, as `ResizeNode.coordinates` defines it. */
function sourceOf(i: number, size: number, out: number, coordinates: ResizeNode['coordinates']): number {
  if (coordinates === 'asymmetric') return (i * size) / out;
  if (coordinates === 'alignCorners') return out === 1 ? 0 : (i * (size - 1)) / (out - 1);
  return ((i + 0.5) * size) / out - 0.5;
}
