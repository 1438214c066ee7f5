import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { denseForm } from '../../../src/core/graph/denseForm';
import { type LinearProgram, Program } from '../../../src/core/linear/program';
import type { SparseMap } from '../../../src/core/linear/types';
import { holds } from '../../support/holds';

/** A sparse map from its matrix. */
function sparse(matrix: readonly (readonly number[])[]): SparseMap {
  const entries = matrix.map((row) => row.flatMap((value, k) => (value === 0 ? [] : [[k, value] as const])));
  const rows = Int32Array.from([0, ...entries.map((_, j) => entries.slice(0, j + 1).flat().length)]);
  return {
    kind: 'sparse',
    inputs: matrix[0]?.length ?? 0,
    outputs: matrix.length,
    rows,
    columns: Int32Array.from(entries.flat().map(([k]) => k)),
    weights: Float64Array.from(entries.flat().map(([, value]) => value)),
  };
}

const composed = (first: SparseMap, second: SparseMap): LinearProgram => ({
  sizes: [first.inputs, first.outputs, second.outputs],
  steps: [first, second].map((map, i) => ({ from: i, fromStart: 0, to: i + 1, toStart: 0, map })),
});

const matrix = (outputs: number, inputs: number): fc.Arbitrary<number[][]> => {
  // Half of the entries are 0, so that either way of reading lines comes about.
  const entry = fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));
  const row = fc.array(entry, { minLength: inputs, maxLength: inputs });
  return fc.array(row, { minLength: outputs, maxLength: outputs });
};

const size = fc.integer({ min: 1, max: 12 });

describe('the matrix of a program', () => {
  it('is what a pass makes of each basis vector, by rows and by columns; null where few entries are not 0', () => {
    const programs = fc
      .tuple(size, size, size)
      .chain(([inputs, between, outputs]) => fc.tuple(matrix(between, inputs), matrix(outputs, between)))
      .map(([first, second]) => composed(sparse(first), sparse(second)));
    holds(
      fc.property(programs, (program) => {
        const made = new Program(program);
        const { inputs, outputs } = made;
        const expected = new Float64Array(inputs * outputs);
        for (let k = 0; k < inputs; k++) {
          const y = new Float64Array(outputs);
          made.forward(
            Float64Array.from({ length: inputs }, (_, i) => Number(i === k)),
            0,
            y,
            0,
          );
          for (let j = 0; j < outputs; j++) expected[j * inputs + k] = y[j] as number;
        }
        const share = expected.filter((value) => value !== 0).length / expected.length;
        const form = denseForm(program);
        expect(form === null).toBe(share < 0.25);
        form?.forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] as number, 12);
        });
      }),
      4711,
      300,
    );
  });

  it('takes no pass an input where the outputs are fewer', () => {
    const forward = vi.spyOn(Program.prototype, 'forward');
    const transposed = vi.spyOn(Program.prototype, 'transposed');
    const ones = (length: number): number[] => Array.from({ length }, () => 1);
    const sums = sparse([ones(300), ones(300)]);
    const form = denseForm(composed(sparse(ones(300).map((_, i) => ones(300).map((_, k) => Number(k <= i)))), sums));
    // Input k is in the sums k … 299.
    expect([...(form ?? [])]).toEqual([0, 1].flatMap(() => ones(300).map((_, k) => 300 - k)));
    expect(forward.mock.calls.length + transposed.mock.calls.length).toBeLessThanOrEqual(2);
    vi.restoreAllMocks();
  });
});
