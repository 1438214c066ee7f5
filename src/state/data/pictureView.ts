/** Where pictures are looked at first. */
import { square } from '../../core/slice/slice';
import type { DataSpec } from '../dataTypes';
import type { LoadedScene } from '../scenes';
import { buildSlice } from '../slice';
import { firstAnchors } from '../slices/points';
import { fittedView } from '../slices/view';
import type { DataSet, Point2 } from '../types';
import { givenData } from './built';
import { type FirstView, openingView } from './view';

/** The plane through three of the pictures; null where they span none. */
function throughPictures(data: DataSet): FirstView | null {
  const slice = firstAnchors(new Float64Array(data.inputSize), data);
  const plane = slice && buildSlice(slice, data.inputSize, data);
  if (!slice || !plane?.ok) return null;
  // Between the middle and anchor a, so that the ring does not hide it.
  const point: Point2 = [slice.at[0] / 2, slice.at[1] / 2];
  return { space: 0, slice, reach: null, point, ...fittedView(slice, plane.slice, data, point, square()) };
}

/** As `openingView`; pictures through three of them, since the first two pixels, often the same in all, show little. */
export function openingOf(spec: DataSpec | null, loaded: LoadedScene): FirstView {
  const data = spec?.kind === 'points' && spec.image ? givenData(spec, loaded) : null;
  return (data && throughPictures(data)) ?? openingView(spec, loaded);
}
