/** The command line's words, checked against what a command takes. */

/** A fault of the call: printed on stderr as it is, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options that a command takes: with a value, or as a switch. */
export type OptionKinds = Readonly<Record<string, 'value' | 'switch'>>;

export interface Arguments {
  readonly operands: readonly string[];
  /** Text of the option, or undefined when it is not there. Names without dashes. */
  value(name: string): string | undefined;
  has(name: string): boolean;
}

/**
 * Reads `--name value`, `--name=value` and switches. A value may begin with one minus sign (`--at -0.77,0.31`) but not
 * with two. After `--` everything is an operand. Throws a UsageError for options that are unknown, repeated or incomplete.
 */
export function parseArguments(words: readonly string[], kinds: OptionKinds): Arguments {
  const operands: string[] = [];
  const options = new Map<string, string>();
  let at = 0;
  const take = (name: string, attached: string | undefined): string => {
    if (kinds[name] === 'switch') {
      if (attached !== undefined) throw new UsageError(`--${name} takes no value`);
      return '';
    }
    const value = attached ?? words[at++];
    if (value === undefined || value === '' || (attached === undefined && value.startsWith('--')))
      throw new UsageError(`--${name} needs a value`);
    return value;
  };
  while (at < words.length) {
    const word = words[at++] as string;
    if (word === '--') {
      operands.push(...words.slice(at));
      break;
    }
    const [, name, attached] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined) {
      if (word.startsWith('-') && word.length > 1) throw new UsageError(`unknown option: ${word}`);
      operands.push(word);
      continue;
    }
    if (!Object.hasOwn(kinds, name)) throw new UsageError(`unknown option: --${name}${taken(kinds)}`);
    if (options.has(name)) throw new UsageError(`--${name} is given twice`);
    options.set(name, take(name, attached));
  }
  return { operands, value: (name) => options.get(name), has: (name) => options.has(name) };
}

const taken = (kinds: OptionKinds): string =>
  `; this command takes ${Object.keys(kinds)
    .map((name) => `--${name}`)
    .join(', ')}`;

/** The one FILE operand. */
export function fileOperand({ operands }: Arguments): string {
  const [file, extra] = operands;
  if (file === undefined) throw new UsageError('which network? a FILE is missing');
  if (extra !== undefined) throw new UsageError(`one FILE is taken, found another operand: ${extra}`);
  return file;
}

/** A whole number between `least` and `most`, or undefined when the option is not there. */
export function wholeNumber(args: Arguments, name: string, least: number, most: number): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^[+-]?\d+$/.test(text.trim()) || number < least || number > most)
    throw new UsageError(`--${name}: '${text}' is not a whole number from ${least} to ${most}`);
  return number;
}

/** Comma-separated finite numbers. `count` of them are needed, by `who`; `what` says what they are. */
export function coordinates(
  name: string,
  text: string,
  count: number,
  what: string,
  who = 'this network needs',
): Float64Array {
  const parts = text.split(',');
  if (parts.length !== count) throw new UsageError(`--${name}: ${parts.length} values, ${who} ${count} (${what})`);
  return Float64Array.from(parts, (part, i) => {
    const number = part.trim() === '' ? Number.NaN : Number(part);
    if (!Number.isFinite(number)) throw new UsageError(`--${name}: value ${i + 1}, '${part}', is not a finite number`);
    return number;
  });
}

/** A finite number above `bound`, or undefined when the option is not there. */
export function realNumber(args: Arguments, name: string, bound: number): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!(Number.isFinite(number) && number > bound))
    throw new UsageError(`--${name}: '${text}' is not a number above ${bound}`);
  return number;
}
