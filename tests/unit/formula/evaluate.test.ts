import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, type Formula, parseFormula } from '../../../src/core/formula';
import { valueAt } from '../../../src/core/formula/cause';
import { printExpression } from '../../../src/core/formula/print';
import { createRandom } from '../../../src/core/math/random';
import { holds } from '../../support/holds';
import { estimate } from './oracle';
import { trees } from './trees';

const formula = (text: string, inputSize = 2): Formula => {
  const result = parseFormula(text, inputSize);
  if (!result.ok) throw new Error(result.message);
  return result.formula;
};
const at = (text: string, ...point: number[]): number =>
  evaluateFormula(formula(text, Math.max(1, point.length)), Float64Array.from(point)).values[0] as number;
const refusal = (text: string, inputSize: number, inputs: readonly number[]) => {
  const result = evaluateFormula(formula(text, inputSize), Float64Array.from(inputs));
  return result.ok ? null : { message: result.message, point: result.point, notFinite: result.notFinite };
};

describe('values', () => {
  it.each<[string, number]>([
    ['1 - 2 - 3', -4],
    ['8 / 4 / 2', 1],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['1 + 1 < 3', 1],
    ['1 < 1', 0],
    ['1 <= 1', 1],
    ['2 > 1', 1],
    ['1 >= 2', 0],
    ['min(3, 1, 2)', 1],
    ['max(3, 1, 4, 2)', 4],
    ['sign(-3) + sign(0) + 10*sign(5)', 9],
    ['step(0) + 2*step(0.1) + 4*step(-1)', 2],
    ['relu(-2) + relu(3)', 3],
    ['floor(-1.5)', -2],
    ['round(2.5) + 10*round(-2.5)', -17],
    ['abs(-3)', 3],
    ['sqrt(2)^2 - 2', Math.SQRT2 * Math.SQRT2 - 2],
    ['log(e)', 1],
    ['cos(pi)', -1],
  ])('%s = %d', (text, value) => {
    expect(at(text, 0)).toBe(value);
  });

  it('takes points one after the other, in float32 and float64', () => {
    const inputs = [1, 2, 3, 0.5, -1, 4];
    for (const points of [Float64Array.from(inputs), Float32Array.from(inputs)]) {
      expect(evaluateFormula(formula('10*x + y'), points)).toEqual({ ok: true, values: Float64Array.of(12, 30.5, -6) });
      expect(evaluateFormula(formula('x3 - x1', 3), points).values).toEqual(Float64Array.of(2, 3.5));
    }
    expect(evaluateFormula(formula('x'), new Float32Array(0))).toEqual({ ok: true, values: new Float64Array(0) });
    expect(() => evaluateFormula(formula('x'), new Float32Array(3))).toThrow(RangeError);
  });

  it('gives more points than a block the values of each alone', () => {
    const random = createRandom(2);
    const inputs = Float64Array.from({ length: 2 * 1001 }, () => random.between(-2, 2));
    const { values } = evaluateFormula(formula('x*y + max(x, y^2, 1)'), inputs);
    for (let i = 0; i < 1001; i++) {
      const [x, y] = [inputs[2 * i] as number, inputs[2 * i + 1] as number];
      expect(values[i]).toBe(x * y + Math.max(x, y * y, 1));
    }
  });

  it('has stored bits', () => {
    const bits = (value: number) =>
      new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16).padStart(16, '0');
    const text = 'sin(3*x)*cos(2*y) + x^2.5 - exp(-x*y)/(1 + log(y)) + tan(x)';
    expect([at(text, 0.7, 1.3), at(text, 1.9, 0.6)].map(bits)).toEqual(['3fc8cb8e68255b64', '3ff321332616ad00']);
  });
});

describe('points without a value', () => {
  it('names the part, the point and what it depends on', () => {
    expect(refusal('y + 2*log(x)', 2, [1, 5, 0, 7, -1, 2])).toEqual({
      message: 'log(x) is -Infinity at data point 1 (x = 0); 2 of 3 points have no finite value',
      point: 1,
      notFinite: 2,
    });
    expect(refusal('x2/x4 + x1', 4, [1, 1, 1, 0])?.message).toBe('x2/x4 is Infinity at data point 0 (x2 = 1, x4 = 0)');
    expect(refusal('1/0', 1, [3])?.message).toBe('1/0 is Infinity at data point 0');
    expect(refusal('log(x)', 1, [-0.5855103731155396])?.message).toBe('log(x) is NaN at data point 0 (x = -0.5855)');
    expect(refusal('log(x)', 1, [-1.234567e-9])?.message).toContain('(x = -1.235e-9)');
    expect(refusal('x', 1, [1, Number.NaN])?.message).toBe('x is NaN at data point 1 (x = NaN)');
    expect(refusal('sin(x)', 1, [2e6])?.message).toBe(
      'sin(x) is NaN at data point 0 (x = 2000000): angles are taken up to 1600000 in size',
    );
  });

  it('does not take an undefined value for a 0 or a 1', () => {
    for (const text of ['log(x) < 1', 'log(x) >= 1', 'step(log(x))', 'relu(log(x))', 'min(log(x), 1)', 'sign(log(x))'])
      expect(refusal(text, 1, [-1])?.message).toBe('log(x) is NaN at data point 0 (x = -1)');
  });

  it('lets infinity pass where the result is finite', () => {
    expect(at('min(1/x, 5) + (1/x > 3) + 1/(1/x)', 0)).toBe(6);
  });
});

it('agrees with a tree walk over Math, within the rounding that it can carry', () => {
  const value = fc.constantFrom(0, 0.5, 1, 2, 3, 0.1, 7.25, 20);
  const coordinate = fc.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.constantFrom(0, 1, -1, 0.5));
  let compared = 0;
  let missing = 0;
  holds(
    fc.property(trees(3, value), fc.tuple(coordinate, coordinate, coordinate), (tree, point) => {
      const text = printExpression(tree, 3);
      fc.pre(text.length <= 1000);
      const own = at(text, ...point);
      expect(own).toBe(valueAt(tree, point));
      const { value: theirs, error } = estimate(tree, point);
      if (!Number.isFinite(error)) return;
      if (Number.isNaN(theirs)) missing++;
      else compared++;
      if (Number.isFinite(theirs)) expect(Math.abs(own - theirs)).toBeLessThanOrEqual(error + 1e-300);
      else expect(own).toBe(theirs);
    }),
    7,
    4000,
  );
  expect(compared).toBeGreaterThan(2000);
  expect(missing).toBeGreaterThan(50);
});
