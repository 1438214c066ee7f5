/** Files of arrays as tables, with the choice that they suggest. */
import { TARGET, tableFromArrays } from '../../formats/arrays/table';
import { formatErrorText } from '../../formats/checks';
import { type NamedBytes, readDataFiles } from '../../formats/dataFile';
import { type PointTable, suggestedChoice } from '../../formats/points';
import { suggestTask } from '../../formats/points/targets';
import type { DataChoice } from '../dataTypes';
import { MAX_POINT_VALUES } from '../limits';

export type ArrayTable =
  | { readonly ok: true; readonly table: PointTable; readonly choice: DataChoice }
  | { readonly ok: false; readonly message: string };

/** Pictures are left as they are; other inputs are standardised as those of any table. */
function choiceOf(table: PointTable, name: string): DataChoice {
  const last = table.columns.at(-1);
  const target = last?.name === TARGET ? last : null;
  const inputs = table.columns.filter((column) => column !== target);
  const { standardiseInputs = false } = suggestedChoice(
    { ...table, columns: [...inputs, ...(target ? [target] : [])] },
    name,
  );
  return {
    name,
    inputs: inputs.map((column) => column.name),
    target: target?.name ?? null,
    task: target ? suggestTask(target) : 'regression',
    standardiseInputs: table.picture ? false : standardiseInputs,
  };
}

/** The table of one file or of several that belong together, at most `MAX_POINT_VALUES` of its values; or why there is none. */
export function arrayTable(files: readonly NamedBytes[], name: string): ArrayTable {
  const read = readDataFiles(files);
  const made = read.ok ? tableFromArrays(read.arrays, MAX_POINT_VALUES) : read;
  if (!made.ok) return { ok: false, message: formatErrorText(made.error) };
  return { ok: true, table: made.table, choice: choiceOf(made.table, name) };
}
