/** The size of pictures that a network takes, and the range of values that its data have. */
import { type PictureManner, type PictureSize, pictureInputs } from '../../core/data/picture';
import type { Network } from '../../core/network';
import type { DataSet, LensStore } from '../types';

export type SizeFound =
  | { readonly ok: true; readonly size: PictureSize; readonly assumed: string | null }
  | { readonly ok: false; readonly message: string };

/** The fewest pixels along a side of what is taken for a picture. */
const LEAST_SIDE = 4;

/** Squares of one channel or three. */
function squareOf(inputs: number): PictureSize | null {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(inputs / channels);
    if (Number.isInteger(side) && side >= LEAST_SIDE) return { width: side, height: side, channels, order: 'last' };
  }
  return null;
}

/** What a graph's input says: height × width, with one channel or three before or after them. */
function sizeOfShape(shape: readonly number[]): PictureSize | null {
  const [a = 0, b = 0, c = 0] = shape;
  const few = (channels: number): boolean => channels === 1 || channels === 3;
  if (shape.length === 2) return { width: b, height: a, channels: 1, order: 'last' };
  if (shape.length !== 3) return null;
  if (few(c)) return { width: b, height: a, channels: c, order: 'last' };
  return few(a) ? { width: c, height: b, channels: a, order: 'first' } : null;
}

/** The size that the input of the network's graph states; null where it has none or that is no picture. */
function statedSize({ graph }: Network): PictureSize | null {
  const input = graph?.nodes.find((node) => node.op === 'input');
  return input?.op === 'input' ? sizeOfShape(input.shape) : null;
}

/**
 * The pictures that the whole network takes: those that its graph's input states, those of its data, else squares of as many pixels
 * as it has inputs (which is said), grey before coloured.
 */
export function pictureSizeOf({ session }: Pick<LensStore, 'session'>): SizeFound {
  const { network, data } = session.whole;
  const { inputSize } = network;
  const stated = statedSize(network);
  if (stated && pictureInputs(stated) === inputSize) return { ok: true, size: stated, assumed: null };
  const own = data?.image;
  if (own && own.width * own.height === inputSize)
    return { ok: true, size: { ...own, channels: 1, order: 'last' }, assumed: null };
  const size = squareOf(inputSize);
  const taken = inputSize === 1 ? '1 input, which is' : `${inputSize} inputs, which are`;
  if (!size) return { ok: false, message: `the network takes ${taken} no picture` };
  const { width, height, channels } = size;
  const colours = channels === 1 ? 'grey' : 'red, green and blue of each';
  return { ok: true, size, assumed: `${inputSize} inputs are taken for ${width} × ${height} pixels, ${colours}` };
}

/** Values beyond these are not from 0 to 1. */
const BELOW = -0.05;
const ABOVE = 2;

/** The range that the data's values suggest; `standardised`: their means and deviations are what tells. */
export function rangeOf(
  data: DataSet | null,
  scaling: readonly { readonly mean: number; readonly deviation: number }[] | null,
): PictureManner['range'] {
  if (scaling) return scaling.some(({ mean, deviation }) => mean + deviation > ABOVE) ? 'bytes' : 'unit';
  let [low, high] = [0, 0];
  for (const value of data?.inputs ?? []) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high > ABOVE) return 'bytes';
  return low < BELOW ? 'signed' : 'unit';
}
