/** Files of arrays as tables, with the choice that they suggest. */
import { arrayChoice } from '../../formats/arrays/suggestion';
import { tableFromArrays } from '../../formats/arrays/table';
import { formatErrorText } from '../../formats/checks';
import { isArrayFile, type NamedBytes, readDataFiles } from '../../formats/dataFile';
import type { PointTable } from '../../formats/points';
import type { DataChoice } from '../dataTypes';
import { MAX_POINT_VALUES } from '../limits';

export type ArrayTable =
  | { readonly ok: true; readonly table: PointTable; readonly choice: DataChoice }
  | { readonly ok: false; readonly message: string };

/** The text of a lone file that is no file of arrays; null for any other. */
export function textOf([file, ...others]: readonly NamedBytes[]): string | null {
  return !file || others.length > 0 || isArrayFile(file) ? null : new TextDecoder().decode(file.bytes);
}

/** The table of one file or of several that belong together, at most `MAX_POINT_VALUES` of its values; or why there is none. */
export function arrayTable(files: readonly NamedBytes[], name: string): ArrayTable {
  const read = readDataFiles(files);
  const made = read.ok ? tableFromArrays(read.arrays, MAX_POINT_VALUES) : read;
  if (!made.ok) return { ok: false, message: formatErrorText(made.error) };
  return { ok: true, table: made.table, choice: arrayChoice(made.table, name) };
}
