/** The box of the command `facets`, as its words say it. */
import type { Network } from '../core';
import { type Box, dataBox, evenBox } from '../core/polytope';
import { type Arguments, coordinates, UsageError } from './arguments';
import { inputRows, MAX_INPUTS_FILE } from './batch/inputs';
import { readBytes } from './files';

/**
 * `--box l,u`: the same bounds for all inputs; `--box data`: the range of each input over `--data FILE`, as the page has it; null
 * without the option. What had to be assumed of the file goes to `note`. Throws a UsageError that says what is wrong.
 */
export function boxOf(args: Arguments, { inputSize }: Network, note: (text: string) => void): Box | null {
  const [text, file] = [args.value('box'), args.value('data')];
  if (text === 'data') {
    if (file === undefined) throw new UsageError('--box data: the range of which data? --data FILE is missing');
    return dataBox(pointsIn(file, inputSize, note));
  }
  if (file !== undefined) throw new UsageError('--data goes with --box data');
  if (text === undefined) return null;
  const what = 'lower and upper bound of all inputs, or the word data';
  const [lower = 0, upper = 0] = coordinates('box', text, 2, what, 'this option needs');
  if (!(lower < upper)) throw new UsageError(`--box: the lower bound ${lower} is not below the upper one, ${upper}`);
  return evenBox(inputSize, lower, upper);
}

/** Why the box does not hold the point, or null. */
export function outsideOf(box: Box | null, x: Float64Array): string | null {
  if (!box) return null;
  const { lower, upper } = box;
  const k = x.findIndex((value, i) => value < (lower[i] as number) || value > (upper[i] as number));
  return k < 0 ? null : `the point's input ${k}, ${x[k]}, is not in [${lower[k]}, ${upper[k]}]`;
}

/** A file's points in float64, as they stand, without the column of their classes or targets. */
function pointsIn(file: string, inputSize: number, note: (text: string) => void) {
  const rows = inputRows(readBytes(file, MAX_INPUTS_FILE), file, note, inputSize);
  const { count, width } = rows;
  if (width !== inputSize) throw new UsageError(`${file}: ${width} columns of inputs, this network takes ${inputSize}`);
  if (count === 0) throw new UsageError(`${file}: there are no rows to take a range from`);
  const inputs = new Float64Array(count * inputSize);
  for (let i = 0; i < count; i++) {
    const row = rows.row(i);
    const odd = row.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) throw new UsageError(`${file}: row ${i + 1} has no finite number in input ${odd}`);
    inputs.set(row, i * inputSize);
  }
  return { inputs, inputSize, count };
}
