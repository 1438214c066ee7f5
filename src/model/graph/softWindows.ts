/** Soft max-pooling: every place of a window in its share, t = softmax(η e). */
import {
  add,
  gather,
  mul,
  reshape,
  softmax,
  stack,
  sum,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor5d,
} from '@tensorflow/tfjs';
import type { MaxPoolNode, Shape } from '../../core/graph';
import type { Eta } from '../softActivation';
import type { Kept } from './kept';
import { onPictures, padded, padsOf, pictureOf, planar } from './windows';

/** Added to the exponents of places outside: their share is 0 in float32, whatever η is. */
const OUTSIDE = -1e30;

/** Rows or columns that each place of a kernel's side takes, output by output, and whether they lie inside. */
function along(node: MaxPoolNode, input: Shape, output: Shape, axis: 0 | 1) {
  const [kernel, strides, dilations] = [node.kernel, node.strides, node.dilations].map((v) => planar(v, 1)) as [
    [number, number],
    [number, number],
    [number, number],
  ];
  const size = pictureOf(input, node.channels).size[axis];
  const count = pictureOf(output, node.channels).size[axis];
  const before = padsOf(node)[axis][0];
  return Array.from({ length: kernel[axis] }, (_, k) => {
    const places = Array.from({ length: count }, (_, i) => i * strides[axis] + k * dilations[axis]);
    return { places, inside: places.map((place) => place - before >= 0 && place - before < size) };
  });
}

/** Windows that lie outside altogether give 0. Memory: a window's places for each output. */
export function softMaxPoolOp(
  node: MaxPoolNode,
  input: Shape,
  output: Shape,
  kept: Kept,
): (inputs: readonly Tensor[], eta: Eta) => Tensor {
  const fill = padded(node, 0);
  const [rows, columns] = [along(node, input, output, 0), along(node, input, output, 1)];
  const { size } = pictureOf(output, node.channels);
  const pairs = rows.flatMap((row) => columns.map((column) => ({ row, column })));
  // Output rows × columns × the places of a window.
  const inside = Array.from({ length: size[0] }, (_, i) =>
    Array.from({ length: size[1] }, (_, j) =>
      pairs.map(({ row, column }) => Boolean(row.inside[i] && column.inside[j])),
    ),
  );
  const cells = (value: (own: boolean) => number): Tensor =>
    kept(tensor5d([inside.map((line) => line.map((window) => [window.map(value)]))]));
  const whole = inside.every((line) => line.every((window) => window.every(Boolean)));
  const shut = whole ? null : cells((own) => (own ? 0 : OUTSIDE));
  const open = whole ? null : cells(Number);
  const indices = (lines: typeof rows) => lines.map(({ places }) => kept(tensor1d(places, 'int32')));
  const [rowsAt, columnsAt] = [indices(rows), indices(columns)];
  return ([x], eta) =>
    onPictures(node, input, output, (picture) => {
      const full = fill(picture);
      const taken = rowsAt.flatMap((row) => {
        const line = gather(full, row, 1);
        return columnsAt.map((column) => gather(line, column, 2));
      });
      const entrants = stack(taken, 4);
      const exponents = mul(entrants, eta);
      const code = softmax(shut ? add(exponents, shut) : exponents);
      const shares = open ? mul(code, open) : code;
      return reshape(sum(mul(shares, entrants), 4), [picture.shape[0], ...size, picture.shape[3]]) as Tensor4D;
    })(x as Tensor);
}
