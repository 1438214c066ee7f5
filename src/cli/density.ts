import { basename } from 'node:path';
import { type ClassDensityReport, classDensityReport, type Network, pairsFault, startClassDensity } from '../core';
import type { DataSet } from '../core/data/dataSet';
import { permutedNetwork } from '../core/graph/permuted';
import { type ClassDensityOptions, defaultExtent, defaultPairs } from '../core/path';
import { type DataChoice, formatErrorText, type PointTable, parsePoints, tableToData } from '../formats';
import { arrayChoice } from '../formats/arrays/suggestion';
import { tableFromArrays } from '../formats/arrays/table';
import { isArrayFile, readDataFiles } from '../formats/dataFile';
import { MAX_DATA_FILE } from '../formats/limits';
import { MAX_POINT_CELLS, suggestedChoice, suggestTask } from '../formats/points';
import { type Arguments, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import { readBytes } from './files';
import { densityTable } from './pathTables';
import type { Progress } from './progress';
import { readNetwork } from './source';

export const densityOptions: OptionKinds = {
  data: 'value',
  target: 'value',
  layer: 'value',
  pairs: 'value',
  seed: 'value',
  permuted: 'switch',
  json: 'switch',
};

const MOST_PAIRS = 1_000_000;
const LARGEST_SEED = 2 ** 32 - 1;

/** `density FILE --data POINTS`: the text for stdout; what had to be assumed of the files goes to `note`, how far it is to `progress`. */
export async function densityCommand(
  args: Arguments,
  note: (text: string) => void,
  progress: Progress,
): Promise<string> {
  const file = fileOperand(args);
  const points = args.value('data');
  if (points === undefined) throw new UsageError('which points? --data POINTS is missing');
  const seed = wholeNumber(args, 'seed', 0, LARGEST_SEED) ?? 1;
  const source = await readNetwork(file, note);
  const { network } = source;
  const pairs = wholeNumber(args, 'pairs', 2, MOST_PAIRS) ?? defaultPairs(network);
  const layer = wholeNumber(args, 'layer', 0, network.layers.length - 1);
  const data = readPoints(points, args.value('target'), note);
  if (data.inputSize !== network.inputSize)
    throw new UsageError(`${points}: ${data.inputSize} columns of inputs, this network takes ${network.inputSize}`);
  const labelled = { ...data, labels: data.targets };
  const fault = pairsFault(labelled);
  if (fault) throw new UsageError(`${points}: ${fault}`);
  const networks = args.has('permuted') ? [network, permutedNetwork(network, seed)] : [network];
  const extent = extentOf(network, layer);
  if (extent.crossings?.length === 0)
    note(`${file}: crossings are not counted where the values of so large a network jump`);
  else if (extent.walkedUnits !== undefined)
    note(`${file}: so large a network is walked on a part of each line, in the inputs or in the layer that is named`);
  const reportOf = (asked: Network, i: number): ClassDensityReport => {
    const run = startClassDensity(asked, labelled, { pairs, seed, ...extent });
    while (!run.advance(1))
      progress.tell(() => {
        const done = i * pairs + run.done;
        const all = networks.length * pairs;
        return `density: ${Math.floor((100 * done) / all)} % (${done} of ${all} pairs)`;
      });
    return classDensityReport(run.summary(), data.classNames, seed);
  };
  const [own, permuted] = networks.map(reportOf) as [ClassDensityReport, ClassDensityReport?];
  const report = permuted ? { ...own, permuted: permuted.layers } : own;
  return args.has('json') ? `${JSON.stringify(report)}\n` : densityTable(source, report);
}

/** What is walked; of a layer that is named its lines are, in large networks, too. */
function extentOf(network: Network, layer: number | undefined): Partial<ClassDensityOptions> {
  const extent = defaultExtent(network);
  if (layer === undefined) return extent;
  const { crossings } = extent;
  return { ...extent, layers: [layer], ...(crossings ? { crossings: crossings.map(() => layer) } : {}) };
}

/** A table of text, or of arrays with their targets. */
function tableIn(file: string): { table: PointTable; suggested: DataChoice } {
  const bytes = readBytes(file, MAX_DATA_FILE);
  if (!isArrayFile({ name: file, bytes })) {
    const parsed = parsePoints(bytes.toString('utf8'));
    if (!parsed.ok) throw new UsageError(`${file}: ${formatErrorText(parsed.error)}`);
    return { table: parsed.table, suggested: suggestedChoice(parsed.table, basename(file)) };
  }
  const read = readDataFiles([{ name: file, bytes }]);
  const made = read.ok ? tableFromArrays(read.arrays, MAX_POINT_CELLS) : read;
  if (!made.ok) throw new UsageError(`${file}: ${formatErrorText(made.error)}`);
  return { table: made.table, suggested: arrayChoice(made.table, basename(file)) };
}

/** Labelled points as they stand in the file, rounded to float32. Throws a UsageError naming the file. */
function readPoints(file: string, target: string | undefined, note: (text: string) => void): DataSet {
  const { table, suggested } = tableIn(file);
  const choice = target === undefined ? suggested : { ...suggested, ...choiceOf(table, target, file) };
  if (choice.target === null || choice.task === 'regression')
    throw new UsageError(`${file}: no column of classes; name one with --target`);
  const result = tableToData(table, { ...choice, standardiseInputs: false });
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  for (const text of [...table.notes, ...result.notes]) note(`${file}: ${text}`);
  if (target === undefined) note(`${file}: classes are taken from the column ${choice.target}`);
  return result.data;
}

function choiceOf({ columns }: PointTable, target: string, file: string) {
  const column = columns.find(({ name }) => name === target);
  if (!column) throw new UsageError(`${file}: there is no column '${target}'`);
  const inputs = columns.filter(({ kind, name }) => kind === 'number' && name !== target).map(({ name }) => name);
  // Whatever was chosen is meant as classes, however many.
  const task = suggestTask(column) === 'binary' ? ('binary' as const) : ('classes' as const);
  return { target, inputs, task };
}
