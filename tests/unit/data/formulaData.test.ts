import { describe, expect, it } from 'vitest';
import { formulaData } from '../../../src/core/data/formulaData';
import { cubicSurface } from '../../../src/core/data/planar';
import { type Formula, parseFormula } from '../../../src/core/formula';
import { bitHash } from './hash';

function read(text: string, inputSize: number): Formula {
  const result = parseFormula(text, inputSize);
  if (!result.ok) throw new Error(result.message);
  return result.formula;
}

const sample = { count: 300, seed: 9, noise: 0.02 } as const;

function made(text: string, inputSize: number, task: 'regression' | 'binary', noise = 0) {
  const result = formulaData(read(text, inputSize), { ...sample, noise, task });
  if (!result.ok) throw new Error(result.message);
  return result.data;
}

describe('data of a formula', () => {
  it('are the very bits of the set that is written out in code', () => {
    const own = cubicSurface(sample);
    const data = made('x + y*y*y', 2, 'regression', 0.02);
    expect(data.inputs).toEqual(own.inputs);
    expect(data.targets).toEqual(own.targets);
    expect(bitHash(data.targets)).toBe(bitHash(own.targets));
  });

  it('have the formula as their target at each input, by plain arithmetic', () => {
    const data = made('max(x, y) - x*y/2', 2, 'regression');
    for (let i = 0; i < data.count; i++) {
      const [x, y] = data.inputs.subarray(2 * i) as unknown as [number, number];
      expect(data.targets[i]).toBe(Math.fround(Math.max(x, y) - (x * y) / 2));
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    }
    expect(data).toMatchObject({ task: 'regression', classNames: [], inputSize: 2, count: 300 });
  });

  it('have two classes by the sign of the value', () => {
    const data = made('x*x + y*y - 0.5', 2, 'binary');
    let inside = 0;
    for (let i = 0; i < data.count; i++) {
      const [x, y] = data.inputs.subarray(2 * i) as unknown as [number, number];
      expect(data.targets[i]).toBe(x * x + y * y > 0.5 ? 1 : 0);
      inside += 1 - (data.targets[i] as number);
    }
    // The disc has π/8 of the square.
    expect(inside / data.count).toBeCloseTo(Math.PI / 8, 1);
    expect(data.classNames).toEqual(['f ≤ 0', 'f > 0']);
  });

  it('may have one input; noise has its deviation', () => {
    const exact = made('2*x', 1, 'regression');
    const noisy = made('2*x', 1, 'regression', 0.3);
    expect(noisy.inputs).toEqual(exact.inputs);
    const errors = noisy.targets.map((value, i) => value - (exact.targets[i] as number));
    expect(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length)).toBeCloseTo(0.3, 1);
  });

  it('are none where the formula has no float32 value, and it is said where', () => {
    const fault = (text: string): string => {
      const result = formulaData(read(text, 2), { ...sample, task: 'regression' });
      return result.ok ? 'fine' : result.message;
    };
    expect(fault('log(x)')).toMatch(/log\(x\) is NaN at data point \d+ \(x = -/);
    expect(fault('exp(100 + x)')).toContain('is beyond float32');
    expect(fault('x')).toBe('fine');
    expect(() => formulaData(read('x', 1), { ...sample, count: 0, task: 'binary' })).toThrow(RangeError);
  });
});
