/** Which columns of a table of arrays are what. */
import { type DataChoice, type PointTable, suggestedChoice } from '../points';
import { suggestTask } from '../points/targets';
import { TARGET } from './table';

/**
 * The choice that a table of `tableFromArrays` suggests: all inputs, its targets where there are some. Pictures are left as they are;
 * other inputs are standardised as those of any table.
 */
export function arrayChoice(table: PointTable, name: string): DataChoice {
  const last = table.columns.at(-1);
  const target = last?.name === TARGET ? last : null;
  const inputs = table.columns.filter((column) => column !== target);
  return {
    name,
    inputs: inputs.map((column) => column.name),
    target: target?.name ?? null,
    task: target ? suggestTask(target) : 'regression',
    standardiseInputs: table.picture ? false : (suggestedChoice(table, name).standardiseInputs ?? false),
  };
}
