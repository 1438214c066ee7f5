import { type PointTable, parsePoints, suggestTask, tableToData } from '../../formats/points';
import type { Context } from '../context';
import type { DataActions, DataChoice, DataSpec, OpenTable, PointsSpec } from '../dataTypes';
import type { ModelFlow } from '../flows/modelFlow';
import { createDataChange } from './change';

/** Names that people give to what is to be predicted. */
const TARGET_NAMES = /^(target|label|labels|class|classes|y|category|species|output)$/i;

/** Inputs within ± this are of the size that first weights are drawn for. */
const COMMON = 2;

/**
 * Target: the column that is called so, or the last one with names, or the last of all; inputs: all other numbers,
 * standardised unless all of them are of a common size.
 */
export function suggestedChoice({ columns }: PointTable, name: string): DataChoice {
  const target =
    columns.find((column) => TARGET_NAMES.test(column.name)) ??
    columns.findLast(({ kind }) => kind === 'category') ??
    (columns.length > 1 ? columns.at(-1) : undefined);
  const inputs = columns.filter((column) => column !== target && column.kind === 'number');
  const common = inputs.every(
    (column) => column.kind === 'number' && column.values.every((value) => !(Math.abs(value) > COMMON)),
  );
  return {
    name,
    inputs: inputs.map((column) => column.name),
    target: target?.name ?? null,
    task: target ? suggestTask(target) : 'regression',
    standardiseInputs: !common,
  };
}

/** The points of a choice as the state keeps them, or why there are none. */
function pointsOf(table: PointTable, choice: DataChoice): { spec: PointsSpec; notes: readonly string[] } | string {
  const made = tableToData(table, choice);
  if (!made.ok) return [made.error.where, made.error.message].filter(Boolean).join(': ');
  const { data, inputScaling, notes } = made;
  const spec: PointsSpec = {
    kind: 'points',
    name: data.name,
    columns: choice.inputs,
    inputs: Array.from(data.inputs, (value) => value + 0),
    scaling: inputScaling?.map(({ mean, deviation }) => ({ mean: mean + 0, deviation })) ?? null,
    task: data.task,
    targets: Array.from(data.targets, (value) => value + 0),
    classNames: data.classNames,
  };
  return { spec, notes };
}

export function createDataActions(context: Context, model: ModelFlow): DataActions {
  const change = createDataChange(context, model);
  const setTable = (table: OpenTable): void => context.setSession({ table });

  /** Uses a choice of columns; the table shows what came of it. Null when the points are in force. */
  const use = async (fileName: string, table: PointTable, choice: DataChoice): Promise<string | null> => {
    const made = pointsOf(table, choice);
    const problem = typeof made === 'string' ? made : await change(made.spec);
    const notes = [...table.notes, ...(typeof made === 'string' ? [] : made.notes)];
    setTable({ fileName, table, choice, notes, problem });
    return problem;
  };

  return {
    setData: (spec: DataSpec | null) => change(spec),
    async openPoints(text, fileName) {
      const read = parsePoints(text);
      const { where, message } = read.ok ? { where: '', message: '' } : read.error;
      if (!read.ok) {
        context.notify('error', `${fileName}: ${where ? `${where}: ` : ''}${message}. The data stay as they are.`);
        return false;
      }
      const name = fileName.replace(/\.\w{1,5}$/, '').slice(0, 60);
      const problem = await use(fileName, read.table, suggestedChoice(read.table, name));
      if (problem) context.notify('error', `${fileName}: ${problem}. The data stay as they are.`);
      return problem === null;
    },
    async choosePoints(part) {
      const { table } = context.store.getState().session;
      if (table) await use(table.fileName, table.table, { ...table.choice, ...part });
    },
  };
}
