import { formatErrorText } from '../../formats/checks';
import type { NamedBytes } from '../../formats/dataFile';
import { type PointTable, parsePoints, suggestedChoice, tableToData } from '../../formats/points';
import type { Context } from '../context';
import type { DataActions, DataChoice, DataSpec, OpenTable, PointsSpec } from '../dataTypes';
import type { ModelFlow } from '../flows/modelFlow';
import type { LensStore } from '../types';
import { createDataChange } from './change';
import { fitToNetwork } from './fitting';

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
    ...(data.image ? { image: data.image } : {}),
  };
  return { spec, notes };
}

/** The points of a choice as the network in force takes them, or why it cannot; `notes`: on table, points and fit. */
async function fittedPoints(table: PointTable, choice: DataChoice, state: LensStore) {
  const made = pointsOf(table, choice);
  if (typeof made === 'string') return { fitted: { ok: false, message: made } as const, notes: table.notes };
  const fitted = await fitToNetwork(made.spec, choice.target === null, state);
  return { fitted, notes: [...table.notes, ...made.notes, ...(fitted.ok ? fitted.notes : [])] };
}

const nameOf = (fileName: string): string => fileName.replace(/(\.\w{1,11}){1,2}$/, '').slice(0, 60);

/** Files by name: one, or the first and how many come with it. */
const fileNames = (files: readonly NamedBytes[]): string => files.map(({ name }) => name).join(' and ');

/** Of several files the message names the one that is meant. */
const refusal = (fileName: string, message: string): string =>
  `${message.startsWith(`${fileName}: `) ? '' : `${fileName}: `}${message}. The data stay as they are.`;

/** The first of a table's notes, and where there are others; empty where there is none. */
const notesText = ({ notes: [first = '', ...others] }: PointTable): string =>
  others.length > 0 ? `${first}; more under Data` : first;

export function createDataActions(context: Context, model: ModelFlow): DataActions {
  const change = createDataChange(context, model);
  /** The table that was in force last, to come back to from one that was refused. */
  let inForce: OpenTable | null = null;

  const refused = (fileName: string, message: string): boolean => {
    context.notify('error', refusal(fileName, message), true);
    return false;
  };

  /** Uses a choice of columns; the table shows what came of it. Null when the points are in force. */
  const use = async (fileName: string, table: PointTable, choice: DataChoice): Promise<string | null> => {
    const before = context.store.getState().session.notices;
    const { fitted, notes } = await fittedPoints(table, choice, context.store.getState());
    const problem = fitted.ok ? await change(fitted.spec) : fitted.message;
    const open = { fileName, table, choice, notes, problem };
    context.setSession({ table: open });
    if (!problem) {
      inForce = open;
      context.opened(before);
    }
    return problem;
  };

  const openPoints: DataActions['openPoints'] = async (text, fileName) => {
    const read = parsePoints(text);
    if (!read.ok) return refused(fileName, formatErrorText(read.error));
    const problem = await use(fileName, read.table, suggestedChoice(read.table, nameOf(fileName)));
    if (problem) return refused(fileName, problem);
    const said = notesText(read.table);
    if (said) context.notify('warning', `${fileName}: ${said}`, true);
    return true;
  };

  return {
    setData: (spec: DataSpec | null) => change(spec),
    openPoints,
    async openArrays(files) {
      const fileName = fileNames(files);
      const { arrayTable, textOf } = await import('./arrays');
      const text = textOf(files);
      if (text !== null) return openPoints(text, fileName);
      const read = arrayTable(files, nameOf(files[0]?.name ?? ''));
      if (!read.ok) return refused(fileName, read.message);
      const problem = await use(fileName, read.table, read.choice);
      return problem ? refused(fileName, problem) : true;
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
