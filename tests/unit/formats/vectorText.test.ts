import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatrixForm } from '../../../src/formats/matrixText';
import { vectorText } from '../../../src/formats/vectorText';
import { holds } from '../../support/holds';

const x = [0.1234567, -2, 1.5e-7];

describe('a vector as text', () => {
  it.each<[MatrixForm, string]>([
    ['latex', 'x =\n\\begin{pmatrix}\n0.123 \\\\\n-2 \\\\\n1.5\\times10^{-7}\n\\end{pmatrix}\n'],
    ['numpy', 'x = np.array([0.123, -2.0, 1.5e-7], dtype=np.float64)\n'],
    ['torch', 'x = torch.tensor([0.123, -2.0, 1.5e-7], dtype=torch.float64)\n'],
    ['json', '[0.123, -2, 1.5e-7]\n'],
    ['csv', 'x1,x2,x3\n0.123,-2,1.5e-7\n'],
  ])('%s with three digits', (form, text) => {
    expect(vectorText(x, form, { precision: 3 })).toBe(text);
  });

  it('exact values read back as the same float64', () => {
    holds(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        expect(JSON.parse(vectorText(values, 'json', { precision: 'exact' }))).toEqual(values);
        const [, line = ''] = vectorText(values, 'csv', { precision: 'exact' }).split('\n');
        expect(line.split(',').map(Number)).toEqual(values);
      }),
      3,
      100,
    );
  });

  it('takes another name, and refuses what is no vector or no precision', () => {
    expect(vectorText([1], 'numpy', { precision: 4, name: 'y' })).toMatch(/^y = /);
    expect(() => vectorText([], 'json', { precision: 4 })).toThrow(/no values/);
    expect(() => vectorText([1], 'json', { precision: 1 })).toThrow(/invalid precision/);
  });
});
