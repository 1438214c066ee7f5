/** Numbers as text to be pasted elsewhere. The writers are loaded when somebody first wants to copy. */
import type { MatrixForm, matrixText } from '../formats/matrixText';
import { FEWEST_DIGITS, MOST_DIGITS, type Precision } from '../formats/numberText';
import type { vectorText } from '../formats/vectorText';

export type { MatrixForm, Precision };
export { FEWEST_DIGITS, MOST_DIGITS };

export interface TextWriters {
  /** A matrix, or an affine map with its offset. */
  readonly matrix: typeof matrixText;
  readonly vector: typeof vectorText;
}

/** Rejects when the file cannot be fetched. */
export async function loadWriters(): Promise<TextWriters> {
  const [matrix, vector] = await Promise.all([import('../formats/matrixText'), import('../formats/vectorText')]);
  return { matrix: matrix.matrixText, vector: vector.vectorText };
}
