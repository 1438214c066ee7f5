import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MAX_POINTS_TEXT } from '../formats/points';
import { UsageError } from './arguments';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'is a directory',
  EACCES: 'may not be opened (permission)',
  EPERM: 'may not be opened (permission)',
  EROFS: 'cannot be written (read-only file system)',
  ENOSPC: 'cannot be written (the disk is full)',
};

/** What `act` returns; where the system refuses it, a UsageError that names the file and says why. */
export function withReason<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: ${reasons[code ?? ''] ?? message}`);
  }
}

/** A file's bytes, at most `most` of them. Throws a UsageError that names the file. */
export function readBytes(file: string, most: number): Buffer {
  return withReason(file, () => {
    const stats = statSync(file);
    if (stats.isDirectory()) throw new UsageError(`${file}: is a directory`);
    if (stats.size > most) throw new UsageError(`${file}: ${stats.size} bytes; at most ${most} are read`);
    return readFileSync(file);
  });
}

/** Reads a text in UTF-8. Throws a UsageError that names the file. */
export const readText = (file: string): string => readBytes(file, MAX_POINTS_TEXT).toString('utf8');

/** Writes a file, or throws a UsageError that says why it could not. */
export function writeFile(file: string, content: string | Uint8Array): void {
  if (!existsSync(dirname(file)))
    throw new UsageError(`${file}: there is no such file, and no folder ${dirname(file)} to write it into`);
  withReason(file, () => writeFileSync(file, content));
}
