import { Fault } from '../checks';
import { tableFromCsv } from './csv';
import { tableFromJson } from './json';
import { MAX_POINTS_TEXT, type PointsResult } from './table';

export interface ParsePointsOptions {
  /** Whether the first row holds the columns' names. Decided by what stands in it when left out. */
  readonly named?: boolean;
}

/**
 * A table of points from text, whatever it is: JSON (rows as lists or objects, a list for each column), or text with commas,
 * semicolons, tabs or spaces between fields, as files and spreadsheets have it (quotes, # comments, blank lines, any line
 * ends, decimal commas where no comma separates). A column is numbers when more than half of its filled cells are, else
 * names. Cells that say nothing are NaN or −1; what is odd is left out and noted with row, line and column, and so is what
 * could be read otherwise, as a text that was cut off. Refused with a message: more than 16 MB of text, 200,000 rows, 2,048 columns or 2²⁴ cells, a quote that is never closed, no rows.
 * Never throws on any text. Cost: linear in the text, which is read twice.
 */
export function parsePoints(text: string, { named }: ParsePointsOptions = {}): PointsResult {
  try {
    if (text.length > MAX_POINTS_TEXT)
      throw new Fault('', `the text has ${text.length} characters; at most ${MAX_POINTS_TEXT} are read`);
    const plain = text.replace(/^\uFEFF/, '');
    return { ok: true, ...(/^\s*[[{]/.test(plain) ? tableFromJson(plain, named) : tableFromCsv(plain, named)) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}
