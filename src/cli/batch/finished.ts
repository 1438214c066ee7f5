import { closeSync, existsSync, openSync, readSync, truncateSync } from 'node:fs';
import { UsageError } from '../arguments';
import { lineKind } from './lines';
import type { Block } from './shard';

/** What an earlier run left. */
export interface Finished {
  /** Whole lines, which belong to the block's first rows. */
  readonly lines: number;
  /** Those of them that say why there is no report. */
  readonly errors: number;
}

const CHUNK = 1 << 20;
const NEW_LINE = 10;

/**
 * Checks the lines that an earlier run left in `file` and cuts off a last one that has no end. Nothing there is nothing finished.
 * One line is held at a time. Throws a UsageError, and leaves the file as it is, when a line is not the one of this run that
 * belongs there, or when there are more than the block has.
 */
export function finishedLines(file: string, block: Block, run: string): Finished {
  if (!existsSync(file)) return { lines: 0, errors: 0 };
  let [lines, errors] = [0, 0];
  const whole = eachLine(file, (line) => {
    const index = block.first + lines;
    if (index >= block.end)
      throw new UsageError(`--resume: ${file} has more lines than the ${block.end - block.first} rows of this shard`);
    const kind = lineKind(line, index, run);
    if (kind === null)
      throw new UsageError(
        `--resume: line ${lines + 1} of ${file} is not row ${index} of this run; ` +
          'network, inputs, options, shard and version must be the same',
      );
    lines++;
    if (kind === 'error') errors++;
  });
  truncateSync(file, whole);
  return { lines, errors };
}

/** Visits the lines that have an end; returns the bytes up to the last such end. */
function eachLine(file: string, visit: (line: string) => void): number {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let parts: Buffer[] = [];
    let [at, whole] = [0, 0];
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      let start = 0;
      for (let end = lineEnd(chunk, start, size); end >= 0; end = lineEnd(chunk, start, size)) {
        visit(Buffer.concat([...parts, chunk.subarray(start, end)]).toString('utf8'));
        parts = [];
        start = end + 1;
        whole = at + start;
      }
      parts.push(Buffer.from(chunk.subarray(start, size)));
      at += size;
    }
    return whole;
  } finally {
    closeSync(descriptor);
  }
}

function lineEnd(chunk: Buffer, from: number, size: number): number {
  const end = chunk.indexOf(NEW_LINE, from);
  return end < size ? end : -1;
}
