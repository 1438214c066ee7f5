import { version } from '../../package.json';
import { EngineError } from '../core';
import { parseArguments, UsageError } from './arguments';
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
 * Runs the command line on the words after the program's name. Returns the exit code: 0, or 2 after a fault of the call or
 * its file, which is named on stderr while stdout stays empty. What had to be assumed of a file is noted on stderr, too.
 */
export function main(words: readonly string[], output: Output = standard): number {
  try {
    output.out(textOf(words, (text) => output.error(`polytope-lens: note: ${text}\n`)));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof EngineError)) throw error;
    output.error(`polytope-lens: ${error.message}\n`);
    return 2;
  }
}

function textOf([command, ...rest]: readonly string[], note: (text: string) => void): string {
  if (command === undefined) throw new UsageError('which command? partition, inspect or help');
  if (command === 'help' || command === '--help' || command === '-h') return helpText();
  if (command === '--version') return `${version}\n`;
  if (rest.includes('--help')) return helpText();
  if (command === 'partition') return partitionCommand(parseArguments(rest, partitionOptions), note);
  if (command === 'inspect') return inspectCommand(parseArguments(rest, inspectOptions), note);
  throw new UsageError(`unknown command: ${command}; there are partition, inspect and help`);
}
