import { codeEntries } from './code';
import type { CodeLayout } from './network';

/** The code of cell i: one text a gated layer, one digit (the piece's index) a unit. */
export function codeText(layout: CodeLayout, codes: Uint32Array, i: number): string[] {
  const words = codes.subarray(i * layout.words, (i + 1) * layout.words);
  return codeEntries(layout, words).map((entries) => entries.join(''));
}
