import { type PointTable, parsePoints, suggestedChoice, tableToData } from '../../formats/points';
import type { Context } from '../context';
import type { DataActions, DataChoice, DataSpec, OpenTable, PointsSpec } from '../dataTypes';
import type { ModelFlow } from '../flows/modelFlow';
import { createDataChange } from './change';

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
  /** The table that was in force last, to come back to from one that was refused. */
  let inForce: OpenTable | null = null;

  /** Uses a choice of columns; the table shows what came of it. Null when the points are in force. */
  const use = async (fileName: string, table: PointTable, choice: DataChoice): Promise<string | null> => {
    const made = pointsOf(table, choice);
    const problem = typeof made === 'string' ? made : await change(made.spec);
    const notes = [...table.notes, ...(typeof made === 'string' ? [] : made.notes)];
    const open = { fileName, table, choice, notes, problem };
    if (!problem) inForce = open;
    context.setSession({ table: open });
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
    async closeRefused() {
      if (context.store.getState().session.table?.problem) context.setSession({ table: inForce });
    },
    async choosePoints(part) {
      const { table } = context.store.getState().session;
      if (table) await use(table.fileName, table.table, { ...table.choice, ...part });
    },
  };
}
