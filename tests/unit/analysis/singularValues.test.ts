import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValues } from '../../../src/core/analysis';
import { seeded } from '../../support/build';
import { holds } from '../../support/holds';
import { near } from './support';

/** Rows of orthonormal vectors, by Gram–Schmidt on random ones (twice, for full accuracy). */
function orthonormalRows(count: number, length: number, seed: number): Float64Array[] {
  const random = seeded(seed);
  const rows: Float64Array[] = [];
  while (rows.length < count) {
    const row = Float64Array.from({ length }, () => random() - 0.5);
    for (const other of [...rows, ...rows]) {
      const share = row.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
      other.forEach((value, i) => {
        row[i] = (row[i] as number) - share * value;
      });
    }
    const size = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    rows.push(row.map((value) => value / size));
  }
  return rows;
}

/** Σ σ_i left_i right_iᵀ with the given values and random directions. */
function withValues(values: readonly number[], rows: number, cols: number, seed: number): Float64Array {
  const [left, right] = [orthonormalRows(values.length, rows, seed), orthonormalRows(values.length, cols, seed + 1)];
  const matrix = new Float64Array(rows * cols);
  values.forEach((value, i) => {
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < cols; c++)
        matrix[r * cols + c] =
          (matrix[r * cols + c] as number) + value * (left[i]?.[r] as number) * (right[i]?.[c] as number);
  });
  return matrix;
}

/** Whether the terms add up to the matrix, the vectors are orthonormal, and the squares add up to ‖A‖_F². */
function checkTerms(matrix: Float64Array, rows: number, cols: number): void {
  const { values, left, right, rank } = singularValues(matrix, rows, cols);
  const size = Math.min(rows, cols);
  const frobenius = Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
  near('Frobenius', Math.hypot(...values), frobenius, frobenius, 1e-13);
  for (let i = 1; i < size; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1] as number);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      let sum = 0;
      for (let i = 0; i < size; i++)
        sum += (values[i] as number) * (left[i * rows + r] as number) * (right[i * cols + c] as number);
      near(`entry ${r}, ${c}`, sum, matrix[r * cols + c] as number, frobenius, 1e-13);
    }
  for (const [vectors, length] of [
    [left, rows],
    [right, cols],
  ] as const)
    for (let i = 0; i < rank; i++)
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let k = 0; k < length; k++)
          product += (vectors[i * length + k] as number) * (vectors[j * length + k] as number);
        near(`vectors ${i}, ${j}`, product, i === j ? 1 : 0, 1, 1e-12);
      }
}

describe('singularValues', () => {
  it('of matrices with closed forms', () => {
    expect([...singularValues(Float64Array.of(3, 0, 0, -4), 2, 2).values]).toEqual([4, 3]);
    const shear = singularValues(Float64Array.of(1, 1, 0, 1), 2, 2).values;
    near('golden', shear[0] as number, (1 + Math.sqrt(5)) / 2, 1, 1e-15);
    near('golden', shear[1] as number, (Math.sqrt(5) - 1) / 2, 1, 1e-15);
    const ones = singularValues(new Float64Array(6).fill(2), 2, 3);
    near('ones', ones.values[0] as number, 2 * Math.sqrt(6), 1, 1e-14);
    expect(ones.rank).toBe(1);
    // The n × n matrix with 1 on and below the diagonal: 1/(2 cos(kπ/(2n + 1))).
    const n = 6;
    const steps = Float64Array.from({ length: n * n }, (_, i) => (i % n <= Math.floor(i / n) ? 1 : 0));
    singularValues(steps, n, n).values.forEach((value, i) => {
      near(`step ${i}`, value, 1 / (2 * Math.cos(((n - i) * Math.PI) / (2 * n + 1))), 4, 1e-14);
    });
  });

  it('are those a matrix was made of, down to small ones', () => {
    const values = [1e3, 20, 20, 3, 1e-3, 1e-6];
    for (const [rows, cols] of [
      [6, 784],
      [40, 6],
      [6, 6],
      [9, 31],
    ] as const) {
      const matrix = withValues(values, rows, cols, rows + cols);
      const found = singularValues(matrix, rows, cols);
      values.forEach((value, i) => {
        near(`${rows}×${cols}, ${i}`, found.values[i] as number, value, 1e3, 1e-15 * Math.sqrt(rows * cols));
      });
      expect(found.rank).toBe(6);
    }
  });

  it('give the rank of matrices that lack some', () => {
    const matrix = withValues([5, 2, 1], 10, 784, 3);
    const { rank, values, tolerance } = singularValues(matrix, 10, 784);
    expect(rank).toBe(3);
    expect(values[3]).toBeLessThan(tolerance);
    checkTerms(matrix, 10, 784);
    const zero = singularValues(new Float64Array(12), 3, 4);
    expect([zero.rank, ...zero.values]).toEqual([0, 0, 0, 0]);
    expect([...zero.left, ...zero.right].every(Number.isFinite)).toBe(true);
  });

  it('add up to the matrix, with orthonormal vectors', () => {
    const matrices = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([rows, cols]) =>
      fc.tuple(
        fc.constant(rows),
        fc.constant(cols),
        // Small whole numbers, so that rows often depend on each other.
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: rows * cols, maxLength: rows * cols }),
      ),
    );
    holds(
      fc.property(matrices, ([rows, cols, entries]) => checkTerms(Float64Array.from(entries), rows, cols)),
      1,
      300,
    );
    const random = seeded(2);
    checkTerms(
      Float64Array.from({ length: 7840 }, () => random() - 0.5),
      10,
      784,
    );
  });

  it('of huge and tiny entries scale along', () => {
    const random = seeded(5);
    const matrix = Float64Array.from({ length: 15 }, () => random() - 0.5);
    const plain = singularValues(matrix, 3, 5).values;
    for (const factor of [2 ** 900, 2 ** -900, 2 ** 300])
      singularValues(
        matrix.map((value) => value * factor),
        3,
        5,
      ).values.forEach((value, i) => {
        near(`${factor}`, value / factor, plain[i] as number, 1, 1e-15);
      });
  });

  it('refuse what is no such matrix', () => {
    expect(() => singularValues(new Float64Array(5), 2, 3)).toThrow(/5 values, not 2×3/);
    expect(() => singularValues(Float64Array.of(1, Number.NaN), 1, 2)).toThrow(/entry 1/);
  });
});
