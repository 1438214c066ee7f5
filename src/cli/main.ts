import { version } from '../../package.json';
import { EngineError } from '../core';
import { type Arguments, type OptionKinds, parseArguments, UsageError } from './arguments';
import { attackBatch, attackCommand, attackOptions } from './attack';
import { type Batch, batchOptions, runBatch } from './batch/batch';
import { convertCommand, convertOptions } from './convert';
import { densityCommand, densityOptions } from './density';
import { facetsBatch, facetsCommand, facetsOptions } from './facets';
import { helpText } from './help';
import { inspectBatch, inspectCommand, inspectOptions } from './inspect';
import { type Output, standardOutput } from './output';
import { partitionCommand, partitionOptions } from './partition';
import { pathBatch, pathCommand, pathOptions } from './path';
import { type Progress, progressOn } from './progress';

/** What a command prints; in parts where it is long. */
type Text = string | Iterable<string>;

interface Command {
  readonly options: OptionKinds;
  readonly run: (args: Arguments, note: (text: string) => void, progress: Progress) => Text | Promise<Text>;
  /** For commands that also take many inputs from a file. */
  readonly batch?: Batch;
}

const commands: Readonly<Record<string, Command>> = {
  partition: { options: partitionOptions, run: partitionCommand },
  inspect: { options: inspectOptions, run: inspectCommand, batch: inspectBatch },
  path: { options: pathOptions, run: pathCommand, batch: pathBatch },
  facets: { options: facetsOptions, run: facetsCommand, batch: facetsBatch },
  density: { options: densityOptions, run: densityCommand },
  attack: { options: attackOptions, run: attackCommand, batch: attackBatch },
  convert: { options: convertOptions, run: convertCommand },
};

const names = Object.keys(commands).join(', ');

/**
 * Runs the command line on the words after the program's name. Resolves to the exit code: 0, or 2 after a
 * fault of the call or its file, which is named on stderr while stdout stays empty; a batch has more (`runBatch`). What had to be
 * assumed of a file is noted on stderr, too.
 */
export async function main(words: readonly string[], output: Output = standardOutput): Promise<number> {
  try {
    const [name, ...rest] = words;
    const text = textWithoutFile(name, rest);
    if (text === null) return await runCommand(name as string, rest, output);
    void output.out(text);
    return 0;
  } catch (error) {
    return faultCode(error, output);
  }
}

/** Help or version, where they are asked for. */
function textWithoutFile(name: string | undefined, rest: readonly string[]): string | null {
  if (name === undefined) throw new UsageError(`which command? ${names} or help`);
  if (name === '--version') return `${version}\n`;
  return ['help', '--help', '-h'].includes(name) || rest.includes('--help') ? helpText() : null;
}

async function runCommand(name: string, rest: readonly string[], output: Output): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`unknown command: ${name}; there are ${names} and help`);
  const { options, batch, run } = command;
  const args = parseArguments(rest, batch ? { ...options, ...batchOptions } : options);
  if (batch && args.has('batch')) {
    // Lines are JSON in any case.
    const own = Object.keys(options).filter((option) => option !== 'json' && !batch.options.includes(option));
    refuse(args, own, 'does not go with --batch, whose file says it');
    return runBatch(name, batch, args, output);
  }
  if (batch) refuse(args, Object.keys(batchOptions), 'only goes with --batch INPUTS');
  const progress = progressOn(output, args.has('json'));
  const told = new Set<string>();
  const note = (text: string): void => {
    // A file that is read for two options says what it has to say once.
    if (told.has(text)) return;
    told.add(text);
    progress.clear();
    output.error(`polytope-lens: note: ${text}\n`);
  };
  try {
    const text = await run(args, note, progress);
    progress.clear();
    for (const part of typeof text === 'string' ? [text] : text) await output.out(part);
  } finally {
    progress.clear();
  }
  return 0;
}

function refuse(args: Arguments, options: readonly string[], why: string): void {
  const found = options.find(args.has);
  if (found !== undefined) throw new UsageError(`--${found} ${why}`);
}

function faultCode(error: unknown, output: Output): number {
  if (!(error instanceof UsageError || error instanceof EngineError || error instanceof RangeError)) throw error;
  output.error(`polytope-lens: ${error.message}\n`);
  return 2;
}
