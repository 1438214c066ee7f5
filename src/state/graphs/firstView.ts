/** Where a network of a graph is looked at first. */
import { type CheckedGraph, type Shape, sizeOf } from '../../core/graph/types';
import { square } from '../../core/slice/slice';
import type { ReadGraphView } from '../../formats/graphResult';
import { type ImportedView, viewOfPlane } from '../imported';
import { fits } from '../seeded';
import { buildSlice } from '../slice';
import { anchorsThrough, firstAnchors, writtenOut } from '../slices/points';
import { fittedView } from '../slices/view';
import type { DataSet, Point2 } from '../types';
import type { BuiltGraph } from './kept';
import { pictureOf } from './picture';

export interface FirstPlane extends ImportedView {
  /** The plane in words. */
  readonly words: string;
}

/** Anchors of more values are not written out: a state would grow too large. */
const MOST_WRITTEN = 16_384;
/** Black, a ramp from left to right and one from top to bottom: pictures that every size has. */
function ramps(shape: Shape): Float64Array[] | null {
  const picture = pictureOf(shape);
  if (!picture || sizeOf(shape) > MOST_WRITTEN) return null;
  const { height, width, channels, first } = picture;
  const drawn = (value: (x: number, y: number) => number): Float64Array =>
    Float64Array.from({ length: height * width * channels }, (_, i) => {
      const place = first ? i % (height * width) : Math.floor(i / channels);
      return value((place % width) / (width - 1), Math.floor(place / width) / (height - 1));
    });
  return [drawn(() => 0), drawn((x) => x), drawn((_, y) => y)];
}

/**
 * The plane that a network opens with: its file's; through the data in force where they fit it; of pictures through black and two
 * ramps; of many inputs a seeded one through 0; else the first two inputs.
 */
export function firstPlane(
  { network, whole }: Pick<BuiltGraph, 'network' | 'whole'>,
  data: DataSet | null,
  { view }: ReadGraphView,
): FirstPlane {
  if (view) return { ...viewOfPlane(view.slice, view.domain), words: 'the plane of the file' };
  const { inputSize } = network;
  if (inputSize === 1)
    return {
      slice: { kind: 'axes', axes: [0, 1] },
      domain: [
        [-1, 0],
        [1, 0],
      ],
      words: 'its input from −1 to 1',
    };
  if (data && fits(network, data)) {
    const through = throughData(inputSize, data);
    if (through) return through;
  }
  return throughPictures(whole) ?? aroundZero(inputSize);
}

function throughData(inputSize: number, data: DataSet): FirstPlane | null {
  if (inputSize === 2) {
    const slice = { kind: 'axes', axes: [0, 1] } as const;
    const plane = buildSlice(slice, inputSize, data);
    if (!plane.ok) return null;
    const { domain } = fittedView(slice, plane.slice, data, [0, 0], square());
    return { slice, domain, words: `both inputs, around the data (${data.name})` };
  }
  const slice = firstAnchors(new Float64Array(inputSize), data);
  const plane = slice && buildSlice(slice, inputSize, data);
  if (!slice || !plane?.ok) return null;
  const point: Point2 = [slice.at[0] / 2, slice.at[1] / 2];
  const { domain } = fittedView(slice, plane.slice, data, point, square());
  return { slice, domain, point, words: `through three points of the data (${data.name})` };
}

function throughPictures({ input }: CheckedGraph): FirstPlane | null {
  const [black, across, down] = ramps(input.shape) ?? [];
  if (!black || !across || !down) return null;
  const slice = anchorsThrough([writtenOut(black), writtenOut(across), writtenOut(down)], null);
  const plane = slice && buildSlice(slice, black.length, null);
  if (!slice || !plane?.ok) return null;
  const point: Point2 = [slice.at[0] / 2, slice.at[1] / 2];
  const { domain } = fittedView(slice, plane.slice, null, point, square());
  return { slice, domain, point, words: 'through black, a ramp across and a ramp down (values 0 to 1)' };
}

function aroundZero(inputSize: number): FirstPlane {
  const domain = square().map(([p, q]): Point2 => [p, q]);
  return inputSize === 2
    ? { slice: { kind: 'axes', axes: [0, 1] }, domain, words: 'both inputs from −1 to 1' }
    : { slice: { kind: 'random', seed: 1, offsets: [] }, domain, words: 'a seeded plane through 0, from −1 to 1' };
}
