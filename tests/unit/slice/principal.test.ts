import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../src/core/data/dataSet';
import { createRandom } from '../../../src/core/math/random';
import { dot } from '../../../src/core/math/vectors';
import { type PrincipalAxes, principalAxes, principalSteps } from '../../../src/core/slice/principal';
import { digitsData } from '../../../src/state/scenesDigits';
import { holds } from '../../support/holds';

type Inputs = Pick<DataSet, 'inputs' | 'count' | 'inputSize'>;

const dataOf = (rows: readonly (readonly number[])[]): Inputs => ({
  inputs: Float32Array.from(rows.flat()),
  count: rows.length,
  inputSize: rows[0]?.length ?? 0,
});

/** Normal data whose inputs have standard deviations that fall off, mixed by a few reflections. */
function spreadData(count: number, inputSize: number, seed: number): Inputs {
  const { normal } = createRandom(seed);
  const mirror = Float64Array.from({ length: inputSize }, normal);
  const size = dot(mirror, mirror);
  const rows = Array.from({ length: count }, () => {
    const x = Float64Array.from({ length: inputSize }, (_, k) => normal() * 0.9 ** k + (k % 3));
    const along = (2 * dot(x, mirror)) / size;
    return Array.from(x, (value, k) => value - along * (mirror[k] as number));
  });
  return dataOf(rows);
}

/** C by the definition: v ↦ the mean over the points of (x − μ)((x − μ)·v), with the mean taken off before. */
function covariance({ inputs, count, inputSize }: Inputs): (v: Float64Array) => Float64Array {
  const rows = Array.from({ length: count }, (_, i) =>
    Float64Array.from(inputs.subarray(i * inputSize, (i + 1) * inputSize)),
  );
  const mean = new Float64Array(inputSize).map(
    (_, k) => rows.reduce((sum, row) => sum + (row[k] as number), 0) / count,
  );
  const centred = rows.map((row) => row.map((value, k) => value - (mean[k] as number)));
  return (v) => {
    const along = centred.map((row) => dot(row, v));
    return v.map((_, k) => centred.reduce((sum, row, i) => sum + (row[k] as number) * (along[i] as number), 0) / count);
  };
}

function expectComponents(data: Inputs, axes: PrincipalAxes, tolerance = 1e-9): void {
  const { directions, variances, total } = axes;
  const times = covariance(data);
  directions.forEach((direction, k) => {
    const rest = times(direction).map((value, i) => value - (variances[k] as number) * (direction[i] as number));
    expect(Math.sqrt(dot(rest, rest))).toBeLessThan(tolerance * (variances[0] as number));
    directions.forEach((other, j) => {
      expect(Math.abs(dot(direction, other) - Number(j === k))).toBeLessThan(1e-12);
    });
    const most = direction.reduce((at, value, i) => (Math.abs(value) > Math.abs(direction[at] as number) ? i : at), 0);
    expect(direction[most]).toBeGreaterThan(0);
  });
  expect([...variances].sort((a, b) => b - a)).toEqual(variances);
  expect(variances.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(total * (1 + 1e-9));
}

const hex = (values: Float64Array): string => {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
};

describe('principal components', () => {
  it('of the corners of a rectangle and of a cross are known in closed form', () => {
    const rectangle = principalAxes(
      dataOf([
        [4, 1],
        [4, -1],
        [-4, 1],
        [-4, -1],
      ]),
      2,
    );
    expect(rectangle.variances).toEqual([16, 1]);
    expect(rectangle.directions.map((direction) => Array.from(direction))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(rectangle.total).toBe(17);
    // Three arms of a cross in R³, turned: along (1, 1, 0)/√2, (1, −1, 0)/√2 and (0, 0, 1), about the mean (5, 6, 7).
    const arms = [
      [3, 3, 0],
      [1, -1, 0],
      [0, 0, 0.5],
    ];
    const cross = principalAxes(
      dataOf([...arms, ...arms.map((arm) => arm.map((v) => -v))].map((arm) => arm.map((v, k) => v + 5 + k))),
      3,
    );
    expect(cross.variances[0]).toBeCloseTo(6, 12);
    expect(cross.variances[1]).toBeCloseTo(2 / 3, 12);
    expect(cross.variances[2]).toBeCloseTo(0.5 / 6, 12);
    expect(Array.from(cross.mean)).toEqual([5, 6, 7]);
    for (const [k, expected] of [
      [0, [Math.SQRT1_2, Math.SQRT1_2, 0]],
      [1, [Math.SQRT1_2, -Math.SQRT1_2, 0]],
    ] as const)
      cross.directions[k]?.forEach((value, i) => {
        expect(Math.abs(value)).toBeCloseTo(Math.abs(expected[i] as number), 9);
      });
  });

  it('are eigenvectors of the covariance, whichever side is smaller', () => {
    for (const [count, inputSize] of [
      [40, 6],
      [6, 40],
      [300, 20],
      [20, 300],
      [260, 170],
      [170, 260],
    ] as const) {
      const data = spreadData(count, inputSize, count + inputSize);
      const axes = principalAxes(data, 8);
      expect(axes.directions).toHaveLength(Math.min(8, inputSize, count - 1));
      expectComponents(data, axes);
    }
  });

  it('by products agree with those of the whole matrix', () => {
    const data = spreadData(300, 129, 5);
    const few = principalAxes(data, 6);
    // The same data with a constant input less: 128 inputs are solved whole.
    const rows = Array.from({ length: 300 }, (_, i) => Array.from(data.inputs.subarray(i * 129, i * 129 + 128)));
    const whole = principalAxes(dataOf(rows), 6);
    const padded = principalAxes(dataOf(rows.map((row) => [...row, 3])), 6);
    padded.variances.forEach((value, k) => {
      expect(Math.abs(value - (whole.variances[k] as number))).toBeLessThan(1e-12 * (whole.variances[0] as number));
      const both = dot(whole.directions[k] as Float64Array, (padded.directions[k] as Float64Array).slice(0, 128));
      expect(both).toBeCloseTo(1, 9);
    });
    expectComponents(data, few);
  });

  it('find every copy of an equal variance, and no direction along which nothing varies', () => {
    // 200 points at ± a unit along each of 3 axes of R^150, ± 2 along a fourth: variances in closed form.
    const arms = [2, 1, 1, 1];
    const rows = Array.from({ length: 200 }, (_, i) => {
      const arm = Math.floor(i / 2) % 4;
      return Array.from({ length: 150 }, (_, k) => (k === 10 * arm ? (i % 2 ? -1 : 1) * (arms[arm] as number) : 0));
    });
    const data = dataOf(rows);
    const axes = principalAxes(data, 8);
    expect(axes.directions).toHaveLength(4);
    for (const [k, variance] of [1, 0.25, 0.25, 0.25].entries()) expect(axes.variances[k]).toBeCloseTo(variance, 12);
    expectComponents(data, axes);
    expect(principalAxes(dataOf([[1, 2]]), 2).directions).toEqual([]);
    expect(
      principalAxes(dataOf(Array.from({ length: 200 }, () => new Array<number>(200).fill(0.1))), 2).directions,
    ).toEqual([]);
  });

  it('do not depend on where the data lie', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: -64, max: 64 }), (seed, shift) => {
        const data = spreadData(30, 5, seed);
        const moved = { ...data, inputs: data.inputs.map((value) => Math.round(value * 64) / 64 + shift) };
        const still = { ...data, inputs: data.inputs.map((value) => Math.round(value * 64) / 64) };
        const [a, b] = [principalAxes(moved, 5), principalAxes(still, 5)];
        for (const [k, value] of a.variances.entries()) expect(value).toBeCloseTo(b.variances[k] as number, 9);
      }),
      448,
      40,
    );
  });

  it('of the digits: eigenvectors with stored bits, in steps', async () => {
    const data = await digitsData(async (path) =>
      Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url))),
    );
    const steps = principalSteps(data, 8);
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count++;
    const axes = step.value;
    expect(count).toBeGreaterThan(20);
    expectComponents(data, axes, 1e-10);
    const explained = axes.variances.map((variance) => variance / axes.total);
    expect(explained[0]).toBeCloseTo(0.0971, 4);
    expect(explained[1]).toBeCloseTo(0.0756, 4);
    expect(axes.directions.slice(0, 2).map(hex)).toEqual(['c8caeee9', 'ec06abfd']);
  });
});
