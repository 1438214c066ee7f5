import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MatrixForm, type MatrixLike, matrixText } from '../../../src/formats/matrixText';
import { holds } from '../../support/holds';

const map: MatrixLike = { rows: 2, cols: 3, A: [1, -0.5, 1 / 3, 2e-7, 123456.789, -0], c: [0.1 + 0.2, -1e25] };
const { A } = map;
const matrix: MatrixLike = { rows: 2, cols: 3, A };

describe('an affine map as text', () => {
  it('LaTeX, four digits', () => {
    expect(matrixText(map, 'latex', { precision: 4 })).toBe(
      [
        'f(x) =',
        '\\begin{pmatrix}',
        '1 & -0.5 & 0.3333 \\\\',
        '2\\times10^{-7} & 1.235\\times10^{5} & 0',
        '\\end{pmatrix}',
        'x +',
        '\\begin{pmatrix}',
        '0.3 \\\\',
        '-10^{25}',
        '\\end{pmatrix}',
        '',
      ].join('\n'),
    );
  });

  it('NumPy and PyTorch, exact', () => {
    const numpy = [
      'A = np.array([[1.0, -0.5, 0.3333333333333333],',
      '              [2e-7, 123456.789, -0.0]], dtype=np.float64)',
      'c = np.array([0.30000000000000004, -1e+25], dtype=np.float64)',
      '',
    ].join('\n');
    expect(matrixText(map, 'numpy', { precision: 'exact' })).toBe(numpy);
    const torch = numpy.replaceAll('np.array', 'torch.tensor').replaceAll('np.f', 'torch.f');
    expect(matrixText(map, 'torch', { precision: 'exact' })).toBe(torch.replace(/\n {14}/, `\n${' '.repeat(18)}`));
  });

  it('JSON and CSV, three digits', () => {
    expect(matrixText(map, 'json', { precision: 3 })).toBe(
      '{\n  "A": [\n    [1, -0.5, 0.333],\n    [2e-7, 123000, -0]\n  ],\n  "c": [0.3, -1e+25]\n}\n',
    );
    expect(matrixText(map, 'csv', { precision: 3 })).toBe('x1,x2,x3,c\n1,-0.5,0.333,0.3\n2e-7,123000,-0,-1e+25\n');
    expect(
      matrixText({ ...map, rows: 3, cols: 2, c: [1, 2, 3] }, 'csv', { precision: 2, columnNames: ['p', 'q'] }),
    ).toBe('p,q,c\n1,-0.5,1\n0.33,2e-7,2\n120000,-0,3\n');
  });
});

describe('a matrix alone', () => {
  it('has no offset', () => {
    expect(matrixText(matrix, 'latex', { precision: 2, brackets: 'bmatrix' })).toBe(
      '\\begin{bmatrix}\n1 & -0.5 & 0.33 \\\\\n2\\times10^{-7} & 1.2\\times10^{5} & 0\n\\end{bmatrix}\n',
    );
    expect(matrixText(matrix, 'json', { precision: 2 })).toBe('[\n  [1, -0.5, 0.33],\n  [2e-7, 120000, -0]\n]\n');
    expect(matrixText(matrix, 'csv', { precision: 2, input: 'h' })).toBe('h1,h2,h3\n1,-0.5,0.33\n2e-7,120000,-0\n');
    expect(matrixText(matrix, 'numpy', { precision: 2 })).not.toContain('c =');
  });

  it('says what LaTeX needs for more than ten columns', () => {
    const wide = { rows: 1, cols: 11, A: Array(11).fill(1) };
    expect(matrixText(wide, 'latex', { precision: 2 })).toMatch(/^% \\setcounter\{MaxMatrixCols\}\{11\}/);
    expect(matrixText({ ...wide, cols: 10, A: Array(10).fill(1) }, 'latex', { precision: 2 })).toMatch(/^\\begin/);
  });

  it('writes what is not finite as each form has it', () => {
    const odd = { rows: 1, cols: 3, A: [Number.NaN, Infinity, -Infinity] };
    const text = (form: MatrixForm) => matrixText(odd, form, { precision: 4 });
    expect(text('latex')).toContain('\\mathrm{NaN} & \\infty & -\\infty');
    expect(text('numpy')).toContain('[np.nan, np.inf, -np.inf]');
    expect(text('torch')).toContain('[torch.nan, torch.inf, -torch.inf]');
    expect(text('json')).toContain('[null, null, null]');
    expect(text('csv')).toBe('x1,x2,x3\n,Infinity,-Infinity\n');
  });

  it('does not round beyond the largest number', () => {
    const most = { rows: 1, cols: 1, A: [-Number.MAX_VALUE] };
    expect(matrixText(most, 'json', { precision: 2 })).toBe(`[\n  [-${Number.MAX_VALUE}]\n]\n`);
  });

  it('refuses what does not fit', () => {
    expect(() => matrixText({ rows: 2, cols: 2, A: [1, 2, 3] }, 'json', { precision: 2 })).toThrow(RangeError);
    expect(() => matrixText({ ...map, c: [1] }, 'json', { precision: 2 })).toThrow(RangeError);
    for (const precision of [1, 18, 2.5, Number.NaN]) {
      expect(() => matrixText(map, 'json', { precision })).toThrow(RangeError);
    }
  });
});

/** The numbers in a text, in order; powers of ten as LaTeX writes them. */
const numbersIn = (text: string): number[] =>
  (
    text
      .replaceAll(/(-?)(?<![\d}])10\^\{(-?\d+)\}/g, '$11e$2')
      .replaceAll(/\\times1e/g, 'e')
      .match(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g) ?? []
  ).map(Number);

describe('precision', () => {
  const value = fc.double({ noNaN: true, min: -1e308, max: 1e308 });
  const cases = fc.tuple(
    fc.array(value, { minLength: 6, maxLength: 6 }),
    fc.oneof(fc.constant('exact' as const), fc.integer({ min: 2, max: 17 })),
  );
  const body: Record<MatrixForm, (text: string) => string> = {
    latex: (text) => text,
    numpy: (text) => text.replaceAll(/float64/g, ''),
    torch: (text) => text.replaceAll(/float64/g, ''),
    json: (text) => text,
    csv: (text) => text.slice(text.indexOf('\n')),
  };

  it.each(Object.keys(body) as MatrixForm[])('%s reads back to the digits that were asked for', (form) => {
    holds(
      fc.property(cases, ([entries, precision]) => {
        const text = matrixText({ rows: 2, cols: 3, A: entries }, form, { precision });
        const found = numbersIn(body[form](text));
        expect(found).toHaveLength(6);
        entries.forEach((entry, i) => {
          const near = found[i] as number;
          const digits = precision === 'exact' ? 17 : precision;
          if (precision === 'exact' || precision === 17) expect(near).toBe(form === 'latex' ? entry + 0 : entry);
          else expect(Math.abs(near - entry)).toBeLessThanOrEqual(Math.abs(entry) * 5.1 * 10 ** -digits + 1e-322);
          const written = near.toExponential().replace(/e.*|[-.]/g, '');
          expect(written.length).toBeLessThanOrEqual(digits);
        });
      }),
      13,
      200,
    );
  });
});
