import type { PictureSize } from '../../core/data/picture';
import type { FormatError } from '../checks';

/** Longest text, most rows, columns and cells (rows × columns) that are read. */
export const MAX_POINTS_TEXT = 16 * 1024 * 1024;
export const MAX_POINT_ROWS = 200_000;
export const MAX_POINT_COLUMNS = 2048;
export const MAX_POINT_CELLS = 16_777_216;

export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** A value a row; NaN where there is none. All others are finite. */
  readonly values: Float64Array;
}

export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  /** A place in `names` a row; −1 where there is none. */
  readonly indices: Int32Array;
  /** Different, not empty. Sorted by code units unless the file says otherwise. */
  readonly names: readonly string[];
}

export type PointColumn = NumberColumn | CategoryColumn;

/** A table of points: columns of equal length, with different names. Plain data (structured-cloneable). */
export interface PointTable {
  readonly columns: readonly PointColumn[];
  readonly rowCount: number;
  /** What was odd or left out, for people. */
  readonly notes: readonly string[];
  /** Where the columns, but for a last one of targets, are the values of pictures, in their order. */
  readonly picture?: PictureSize;
}

export type PointsResult =
  | {
      readonly ok: true;
      readonly table: PointTable;
      /** Whether the columns' names stand in the file. */
      readonly named: boolean;
    }
  | { readonly ok: false; readonly error: FormatError };

/** Notes of one kind that are written out; the others are counted. */
const NOTES_OF_A_KIND = 5;

/** Collects notes; many of a kind become a few and a count. */
export class Notes {
  private readonly kinds = new Map<string, { texts: string[]; count: number }>();

  add(kind: string, text: string): void {
    const found = this.kinds.get(kind) ?? { texts: [], count: 0 };
    this.kinds.set(kind, found);
    found.count++;
    if (found.texts.length < NOTES_OF_A_KIND) found.texts.push(text);
  }

  list(): string[] {
    return [...this.kinds.values()].flatMap(({ texts, count }) =>
      count > texts.length ? [...texts, `… and ${count - texts.length} more like this`] : texts,
    );
  }
}
