import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { main } from '../../../src/cli/main';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process. */
export async function run(...words: string[]): Promise<Ran> {
  const texts = { out: '', error: '' };
  const output = {
    out: (text: string) => {
      texts.out += text;
    },
    error: (text: string) => {
      texts.error += text;
    },
  };
  return { code: await main(words, output), ...texts };
}

/** The JSON object on stdout of a run that must end well. */
export async function json<T = Record<string, unknown>>(...words: string[]): Promise<T> {
  const { code, out, error } = await run(...words, '--json');
  if (code !== 0) throw new Error(error);
  return JSON.parse(out) as T;
}

/** A folder for the test file, removed at its end. */
export function temporaryFolder(): { path(name: string): string; write(name: string, content: unknown): string } {
  const folder = mkdtempSync(join(tmpdir(), 'polytope-lens-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    write: (name, content) => {
      const raw = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(path(name), raw ? content : JSON.stringify(content));
      return path(name);
    },
  };
}

export const fixture = (name: string): string => `tests/fixtures/${name}.json`;
