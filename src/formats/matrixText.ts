import { type Precision, rounded, shortest } from './numberText';
import { writeCsv } from './writeCsv';

/** A matrix (rows × cols, row-major), or with `c` the affine map f(x) = A x + c. */
export interface MatrixLike {
  readonly rows: number;
  readonly cols: number;
  readonly A: ArrayLike<number>;
  readonly c?: ArrayLike<number>;
}

export type MatrixForm = 'latex' | 'numpy' | 'torch' | 'json' | 'csv';

export interface MatrixTextOptions {
  readonly precision: Precision;
  /** LaTeX: round or square brackets. Round by default. */
  readonly brackets?: 'pmatrix' | 'bmatrix';
  /** Name of the input: `x` by default. Columns are named x1, x2, … after it. */
  readonly input?: string;
  /** Names of the columns, for CSV: of the coordinates of a slice, for instance. */
  readonly columnNames?: readonly string[];
}

/** Exponents of numbers that LaTeX writes without a power of ten. */
const PLAIN_FROM = -2;
const PLAIN_TO = 4;

/** Columns that amsmath's matrices take unless they are told otherwise. */
const AMSMATH_COLUMNS = 10;

type Rows = readonly (readonly number[])[];

/**
 * A matrix or an affine map as text to be pasted: LaTeX (amsmath), NumPy (`A = np.array(…)`, float64), PyTorch
 * (`A = torch.tensor(…)`, float64), JSON (`[[…]]`, or `{"A": [[…]], "c": […]}`) or CSV (a line of names; c is the last
 * column). Rounded to a precision; `exact` reads back as the same float64 values. Infinities and NaN are written as each
 * form has them: null in JSON, an empty field for NaN in CSV. Throws a RangeError when shape and arrays do not fit, or
 * for a precision that is none.
 */
export function matrixText(matrix: MatrixLike, form: MatrixForm, options: MatrixTextOptions): string {
  const { rows, cols, A, c } = matrix;
  if (!(rows > 0 && cols > 0) || A.length !== rows * cols || (c && c.length !== rows))
    throw new RangeError(`invalid matrix: ${rows} × ${cols} of ${A.length} numbers, offset of ${c?.length ?? 0}`);
  const near = (value: number): number => rounded(value, options.precision);
  const entries = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: cols }, (_, k) => near(A[r * cols + k] as number)),
  );
  const offset = c ? Array.from(c, near) : null;
  switch (form) {
    case 'latex':
      return latex(entries, offset, options);
    case 'numpy':
    case 'torch':
      return python(entries, offset, PYTHON[form]);
    case 'json':
      return json(entries, offset);
    case 'csv':
      return csv(entries, offset, options);
  }
}

/** A number in LaTeX's mathematics: a power of ten where it is small or large. */
export function latexNumber(value: number): string {
  if (Number.isNaN(value)) return '\\mathrm{NaN}';
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= PLAIN_FROM && power <= PLAIN_TO) return String(value);
  const lead = mantissa === '1' ? '' : mantissa === '-1' ? '-' : `${mantissa}\\times`;
  return `${lead}10^{${power}}`;
}

function latex(
  entries: Rows,
  offset: readonly number[] | null,
  { brackets = 'pmatrix', input = 'x' }: MatrixTextOptions,
) {
  const block = (rows: Rows): string => {
    const lines = rows.map((row) => row.map(latexNumber).join(' & '));
    return `\\begin{${brackets}}\n${lines.join(' \\\\\n')}\n\\end{${brackets}}`;
  };
  const cols = entries[0]?.length ?? 0;
  const hint = cols > AMSMATH_COLUMNS ? `% \\setcounter{MaxMatrixCols}{${cols}} goes before this\n` : '';
  if (!offset) return `${hint}${block(entries)}\n`;
  return `${hint}f(${input}) =\n${block(entries)}\n${input} +\n${block(offset.map((value) => [value]))}\n`;
}

interface PythonWords {
  readonly call: string;
  readonly type: string;
  readonly nan: string;
  readonly infinity: string;
}

/** How NumPy and PyTorch call an array of float64 values. */
export const PYTHON: Readonly<Record<'numpy' | 'torch', PythonWords>> = {
  numpy: { call: 'np.array', type: 'np.float64', nan: 'np.nan', infinity: 'np.inf' },
  torch: { call: 'torch.tensor', type: 'torch.float64', nan: 'torch.nan', infinity: 'torch.inf' },
};

/** A Python list of floats. */
export function pythonList(values: readonly number[], { nan, infinity }: PythonWords): string {
  const number = (value: number): string => {
    if (Number.isNaN(value)) return nan;
    if (!Number.isFinite(value)) return value > 0 ? infinity : `-${infinity}`;
    const text = shortest(value);
    // A float, not an int, which has no −0 and no size limit.
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  };
  return `[${values.map(number).join(', ')}]`;
}

function python(entries: Rows, offset: readonly number[] | null, words: PythonWords): string {
  const { call, type } = words;
  const list = (values: readonly number[]): string => pythonList(values, words);
  const indent = ' '.repeat(`A = ${call}([`.length);
  const matrix = `A = ${call}([${entries.map(list).join(`,\n${indent}`)}], dtype=${type})\n`;
  return offset ? `${matrix}c = ${call}(${list(offset)}, dtype=${type})\n` : matrix;
}

/** A JSON array; what JSON has no number for is null. */
export const jsonList = (values: readonly number[]): string =>
  `[${values.map((value) => (Number.isFinite(value) ? shortest(value) : 'null')).join(', ')}]`;

function json(entries: Rows, offset: readonly number[] | null): string {
  const lines = entries.map(jsonList);
  if (!offset) return `[\n  ${lines.join(',\n  ')}\n]\n`;
  return `{\n  "A": [\n    ${lines.join(',\n    ')}\n  ],\n  "c": ${jsonList(offset)}\n}\n`;
}

function csv(entries: Rows, offset: readonly number[] | null, { input = 'x', columnNames }: MatrixTextOptions): string {
  const cols = entries[0]?.length ?? 0;
  const columns = Array.from({ length: cols }, (_, k) => ({
    name: columnNames?.[k] ?? `${input}${k + 1}`,
    values: entries.map((row) => row[k]),
  }));
  return writeCsv(offset ? [...columns, { name: 'c', values: offset }] : columns);
}
