/** The whole state as a file, for what is too long for a link. */
import { MAX_FILE } from '../limits';
import { parseLensState, type StateResult } from '../schema';
import { isLensFile, LENS_FILE_EXTENSION } from './lensText';

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
