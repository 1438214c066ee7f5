/** The lines of a batch: an object each, which begins with the row's index and the run it belongs to. */
import { createHash } from 'node:crypto';

/** All that decides what the lines say. The shard does not: shards of one run have one name. */
export interface RunParts {
  readonly version: string;
  readonly command: string;
  /** Options with their values, in any order. */
  readonly options: readonly string[];
  /** The files' bytes: network and inputs. */
  readonly files: readonly Uint8Array[];
}

const NAME_DIGITS = 16;

/** Name of a run: hexadecimal digits that change with anything that its lines depend on. */
export function runName({ version, command, options, files }: RunParts): string {
  const hash = createHash('sha256').update(JSON.stringify([version, command, [...options].sort()]));
  for (const bytes of files) hash.update(`${bytes.length}:`).update(bytes);
  return hash.digest('hex').slice(0, NAME_DIGITS);
}

/** How a line of the run begins. */
export const lineStart = (index: number, run: string): string => `{"index":${index},"run":"${run}",`;

const ERROR_KEY = '"error":';

/** A line for a row that was computed: its report's fields after index and run. The report has one field at least. */
export const reportLine = (index: number, run: string, report: object): string =>
  `${lineStart(index, run)}${JSON.stringify(report).slice(1)}\n`;

/** A line for a row that could not be computed. */
export const errorLine = (index: number, run: string, message: string): string =>
  `${lineStart(index, run)}${ERROR_KEY}${JSON.stringify(message)}}\n`;

/** Whether a line, without its end, is a whole one of this run; `error` for one that says why there is no report. */
export function lineKind(line: string, index: number, run: string): 'report' | 'error' | null {
  const start = lineStart(index, run);
  if (!line.startsWith(start) || !line.endsWith('}')) return null;
  return line.startsWith(ERROR_KEY, start.length) ? 'error' : 'report';
}
