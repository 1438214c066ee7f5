import { version } from '../../package.json';
import { EngineError } from '../core';
import { parseArguments, UsageError } from './arguments';
import { facetsCommand, facetsOptions } from './facets';
import { helpText } from './help';
import { inspectCommand, inspectOptions } from './inspect';
import { partitionCommand, partitionOptions } from './partition';

/** Where the program writes. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

const standard: Output = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/**
 * Runs the command line on the words after the program's name. Resolves to the exit code: 0, or 2 after a fault of the call or
 * its file, which is named on stderr while stdout stays empty. What had to be assumed of a file is noted on stderr, too.
 */
export async function main(words: readonly string[], output: Output = standard): Promise<number> {
  try {
    output.out(await textOf(words, (text) => output.error(`polytope-lens: note: ${text}\n`)));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof EngineError)) throw error;
    output.error(`polytope-lens: ${error.message}\n`);
    return 2;
  }
}

async function textOf([command, ...rest]: readonly string[], note: (text: string) => void): Promise<string> {
  if (command === undefined) throw new UsageError('which command? partition, inspect, facets or help');
  if (command === 'help' || command === '--help' || command === '-h') return helpText();
  if (command === '--version') return `${version}\n`;
  if (rest.includes('--help')) return helpText();
  if (command === 'partition') return partitionCommand(parseArguments(rest, partitionOptions), note);
  if (command === 'inspect') return inspectCommand(parseArguments(rest, inspectOptions), note);
  if (command === 'facets') return facetsCommand(parseArguments(rest, facetsOptions), note);
  throw new UsageError(`unknown command: ${command}; there are partition, inspect, facets and help`);
}
