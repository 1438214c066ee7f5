import { closeSync, openSync, writeSync } from 'node:fs';
import { version } from '../../../package.json';
import { EngineError } from '../../core';
import type { ParsedNetwork } from '../../formats';
import { type Arguments, fileOperand, type OptionKinds, UsageError } from '../arguments';
import { readBytes, withReason } from '../files';
import type { Output } from '../output';
import { modelFiles, readNetwork } from '../source';
import { finishedLines } from './finished';
import { inputRows, MAX_INPUTS_FILE, type PointsInRow, pointsInRow } from './inputs';
import { errorLine, reportLine, runName } from './lines';
import { type Block, shardBlock } from './shard';
import { listenForStop, type Stop } from './stopping';

/** What makes a command one for many inputs. */
export interface Batch {
  /** The command's own options that go with it; the others say what is now in the file. */
  readonly options: readonly string[];
  /** Those of them that name a file, whose bytes decide what the lines say. */
  readonly files?: readonly string[];
  readonly points: PointsInRow;
  /** Reads what all rows share, before anything is written; what had to be assumed of it goes to `note`. */
  readonly start: (source: ParsedNetwork, args: Arguments, note: (text: string) => void) => RowReport;
}

/** The report of one row, the same whenever it is asked for. An EngineError becomes the row's line. */
export type RowReport = (points: readonly Float64Array[]) => object | Promise<object>;

/** Options that every such command takes. */
export const batchOptions: OptionKinds = { batch: 'value', shard: 'value', out: 'value', resume: 'switch' };

/** Exit code where every row has its line, but some lines only say why there is no report. */
const SOME_FAILED = 1;

interface Job {
  readonly block: Block;
  readonly run: string;
  /** The line of a row. */
  line(index: number): Promise<{ readonly text: string; readonly failed: boolean }>;
}

/**
 * Computes the rows of `--batch INPUTS`, or of one shard of them, in order; each line is written as soon as it is there, and
 * the next row waits until it is taken. Resolves to the exit code: 0; 1 where a row could not be computed; 128 and the signal's
 * number when the run was stopped, which it is between two lines only. Throws a UsageError: before anything is written, or when
 * the file takes no more.
 */
export async function runBatch(name: string, batch: Batch, args: Arguments, output: Output): Promise<number> {
  const note = (text: string): void => output.error(`polytope-lens: note: ${text}\n`);
  const out = args.value('out');
  const resume = args.has('resume');
  if (resume && out === undefined) throw new UsageError('--resume goes on with a file: --out FILE is missing');
  const job = await prepare(name, batch, args, note);
  const { block, run } = job;
  const done = resume && out !== undefined ? finishedLines(out, block, run) : { lines: 0, errors: 0 };
  const stop = listenForStop();
  const file = out === undefined ? null : openLines(out, resume);
  try {
    const written = await writeLines(job, block.first + done.lines, file?.write ?? output.out, stop);
    const failed = done.errors + written.failed;
    if (failed > 0) note(`lines with an error in place of a report: ${failed}`);
    return stop.code() ?? (failed > 0 ? SOME_FAILED : 0);
  } finally {
    stop.end();
    file?.close();
  }
}

async function prepare(name: string, batch: Batch, args: Arguments, note: (text: string) => void): Promise<Job> {
  const file = fileOperand(args);
  const inputsFile = args.value('batch') as string;
  const source = await readNetwork(file, note);
  const bytes = readBytes(inputsFile, MAX_INPUTS_FILE);
  const { inputSize } = source.network;
  const rows = inputRows(bytes, inputsFile, note, batch.points === 'one' ? inputSize : null, true);
  const count = pointsInRow(rows, inputSize, batch.points, inputsFile);
  const block = shardBlock(args.value('shard'), rows.count, process.env);
  const run = nameOf(name, batch, args, [...(await modelFiles(file)).files.values(), bytes]);
  const report = batch.start(source, args, note);
  const pointsOf = (index: number): Float64Array[] => {
    const row = rows.row(index);
    const odd = row.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) throw new EngineError(`column ${odd + 1} has no finite number`);
    return Array.from({ length: count }, (_, k) => row.slice(k * inputSize, (k + 1) * inputSize));
  };
  const line: Job['line'] = async (index) => {
    try {
      return { text: reportLine(index, run, await report(pointsOf(index))), failed: false };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { text: errorLine(index, run, error.message), failed: true };
    }
  };
  return { block, run, line };
}

/** A file that an option names counts by its bytes, wherever it lies. */
function nameOf(command: string, { options, files = [] }: Batch, args: Arguments, read: readonly Uint8Array[]): string {
  const given = options.filter(args.has);
  return runName({
    ...{ version, command },
    options: given.map((option) => (files.includes(option) ? option : `${option}=${args.value(option) ?? ''}`)),
    files: [
      ...read,
      ...given
        .filter((option) => files.includes(option))
        .map((option) => readBytes(args.value(option) as string, MAX_INPUTS_FILE)),
    ],
  });
}

async function writeLines(
  { block, line }: Job,
  first: number,
  write: (text: string) => void | Promise<void>,
  stop: Stop,
): Promise<{ failed: number }> {
  let failed = 0;
  for (let index = first; index < block.end && stop.code() === null; index++) {
    const made = await line(index);
    if (made.failed) failed++;
    await write(made.text);
    await stop.breathe();
  }
  return { failed };
}

/** A file that lines are put in, from its beginning or after those that it has. */
function openLines(file: string, append: boolean): { write(text: string): void; close(): void } {
  const descriptor = withReason(file, () => openSync(file, append ? 'a' : 'w'));
  return {
    write: (text) => {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; )
        at += withReason(file, () => writeSync(descriptor, bytes, at, bytes.length - at));
    },
    close: () => closeSync(descriptor),
  };
}
