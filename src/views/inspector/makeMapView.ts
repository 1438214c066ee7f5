/** How a map of a given shape is drawn: as images, as a picture of the matrix, or as a table. */
import { inputName } from '../names';
import { makeMapImages } from './mapImages';
import { makeMapMatrix } from './mapMatrix';
import { makeMapTable } from './mapTable';
import { LOCAL_MAP, type MapView } from './mapView';

const MOST_TABLE_COLUMNS = 3;

export interface MapShape {
  readonly rows: number;
  readonly cols: number;
  readonly image: { readonly width: number; readonly height: number } | null;
  readonly space: number;
}

/** Whether a map is drawn as a picture, whose values `readout` shows: a table is its own text. */
export const isMapPicture = (cols: number, image: MapShape['image']): boolean =>
  image !== null || cols > MOST_TABLE_COLUMNS;

/** The view for maps of a shape. */
export function makeMapView({ rows, cols, image, space }: MapShape, readout: HTMLElement, kind = LOCAL_MAP): MapView {
  if (image) return makeMapImages(rows, image, readout, kind);
  const name = (i: number): string => inputName(i, space);
  if (cols > MOST_TABLE_COLUMNS) return makeMapMatrix(rows, cols, name, readout, kind);
  return makeMapTable(
    rows,
    Array.from({ length: cols }, (_, i) => name(i)),
    kind,
  );
}
