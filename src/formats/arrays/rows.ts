/** Rows of an array as inputs: how wide they are, whether they are pictures, and their values. */
import type { PictureSize } from '../../core/data/picture';
import { Fault } from '../checks';
import { numbersOf, type Tensor } from '../tensors';

export interface ArrayRows {
  readonly count: number;
  /** Inputs a row. */
  readonly width: number;
  /** Null where rows are no pictures. */
  readonly picture: PictureSize | null;
  /** What bytes are divided by: 255 for pictures of bytes, else 1. */
  readonly divisor: number;
  /** `width` values of row i, in the array's order, divided: float64. */
  row(i: number): Float64Array;
}

/** The fewest pixels along a side of flat rows of bytes that are taken for square pictures. */
const LEAST_SIDE = 8;

/** Rows × height × width, with one or three channels before or after them. */
function pictureOf({ type, shape }: Tensor): PictureSize | null {
  const [, a = 0, b = 0, c = 0] = shape;
  if (shape.length === 3) return { width: b, height: a, channels: 1, order: 'last' };
  if (shape.length === 4 && (c === 1 || c === 3)) return { width: b, height: a, channels: c, order: 'last' };
  if (shape.length === 4 && (a === 1 || a === 3)) return { width: c, height: b, channels: a, order: 'first' };
  const side = Math.sqrt(a);
  const square = shape.length === 2 && type === 'U8' && Number.isInteger(side) && side >= LEAST_SIDE;
  return square ? { width: side, height: side, channels: 1, order: 'last' } : null;
}

/**
 * The rows of an array: its first axis, the others one after the other. Three or four axes are pictures, and so are flat rows of
 * bytes whose number is a square (784: 28 × 28); pictures of bytes are divided by 255. There may be no rows, or rows of nothing. Throws a
 * `Fault` for one value without axes.
 */
export function arrayRows(tensor: Tensor): ArrayRows {
  const { type, shape, data } = tensor;
  const [count, ...others] = shape;
  if (count === undefined) throw new Fault('', 'one value; rows of inputs are needed');
  const width = others.reduce((product, length) => product * length, 1);
  const picture = pictureOf(tensor);
  const divisor = picture && type === 'U8' ? 255 : 1;
  const row = (i: number): Float64Array => {
    const values = numbersOf({ type, shape: [width], data: data.subarray(i * width, (i + 1) * width) });
    if (divisor !== 1) for (let k = 0; k < width; k++) values[k] = (values[k] as number) / divisor;
    return values;
  };
  return { count, width, picture, divisor, row };
}
