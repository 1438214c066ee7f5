import { version } from '../../package.json';
import { EngineError } from '../core';
import { type Arguments, type OptionKinds, parseArguments, UsageError } from './arguments';
import { attackCommand, attackOptions } from './attack';
import { densityCommand, densityOptions } from './density';
import { facetsCommand, facetsOptions } from './facets';
import { helpText } from './help';
import { inspectCommand, inspectOptions } from './inspect';
import { partitionCommand, partitionOptions } from './partition';
import { pathCommand, pathOptions } from './path';

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

interface Command {
  readonly options: OptionKinds;
  readonly run: (args: Arguments, note: (text: string) => void) => string | Promise<string>;
}

const commands: Readonly<Record<string, Command>> = {
  partition: { options: partitionOptions, run: partitionCommand },
  inspect: { options: inspectOptions, run: inspectCommand },
  path: { options: pathOptions, run: pathCommand },
  facets: { options: facetsOptions, run: facetsCommand },
  density: { options: densityOptions, run: densityCommand },
  attack: { options: attackOptions, run: attackCommand },
};

const names = Object.keys(commands).join(', ');

async function textOf([name, ...rest]: readonly string[], note: (text: string) => void): Promise<string> {
  if (name === undefined) throw new UsageError(`which command? ${names} or help`);
  if (name === 'help' || name === '--help' || name === '-h') return helpText();
  if (name === '--version') return `${version}\n`;
  if (rest.includes('--help')) return helpText();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`unknown command: ${name}; there are ${names} and help`);
  return command.run(parseArguments(rest, command.options), note);
}
