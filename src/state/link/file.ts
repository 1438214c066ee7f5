/** The whole state as a file, for what is too long for a link. */
import { MAX_FILE } from '../limits';
import { parseLensState, type StateResult } from '../schema';
import type { LensState } from '../types';

export const LENS_FILE_EXTENSION = '.lens.json';

export const lensFileName = (state: LensState): string =>
  `${(state.network?.name || state.scene).replace(/[^\w-]+/g, '-').slice(0, 60) || 'lens'}${LENS_FILE_EXTENSION}`;

/** JSON with every number exact. */
export const lensFileText = (state: LensState): string => `${JSON.stringify(state)}\n`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a parsed JSON value means to be a lens file (and not a network). */
export const isLensFile = (value: unknown): boolean => isRecord(value) && 'scene' in value && 'version' in value;

/** Reads what `lensFileText` wrote. Never throws on bad input. */
export function parseLensFile(text: string): StateResult {
  if (text.length > MAX_FILE)
    return { ok: false, message: `the file has ${text.length} characters, more than this page reads (${MAX_FILE})` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: `the file is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isLensFile(value)) return { ok: false, message: `the file is no ${LENS_FILE_EXTENSION} file` };
  return parseLensState(value, 'the file');
}
