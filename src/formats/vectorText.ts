import { jsonList, latexNumber, type MatrixForm, PYTHON, pythonList } from './matrixText';
import { type Precision, rounded } from './numberText';
import { writeCsv } from './writeCsv';

export interface VectorTextOptions {
  readonly precision: Precision;
  /** What it is called, in CSV with a number after it: `x` by default, x1, x2, … */
  readonly name?: string;
}

/**
 * A vector as text to be pasted: LaTeX (`x = ` a column, amsmath), NumPy (`x = np.array([…])`, float64), PyTorch
 * (`x = torch.tensor([…])`, float64), JSON (`[…]`) or CSV (a line of names and one of values). Precision, infinities and NaN as
 * in `matrixText`. Throws a RangeError for no values, or for a precision that is none.
 */
export function vectorText(values: ArrayLike<number>, form: MatrixForm, options: VectorTextOptions): string {
  if (values.length === 0) throw new RangeError('invalid vector: it has no values');
  const { precision, name = 'x' } = options;
  const near = Array.from(values, (value) => rounded(value, precision));
  switch (form) {
    case 'latex':
      return `${name} =\n\\begin{pmatrix}\n${near.map(latexNumber).join(' \\\\\n')}\n\\end{pmatrix}\n`;
    case 'numpy':
    case 'torch':
      return `${name} = ${PYTHON[form].call}(${pythonList(near, PYTHON[form])}, dtype=${PYTHON[form].type})\n`;
    case 'json':
      return `${jsonList(near)}\n`;
    case 'csv':
      return writeCsv(near.map((value, i) => ({ name: `${name}${i + 1}`, values: [value] })));
  }
}
