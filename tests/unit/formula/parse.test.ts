import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateFormula,
  MAX_FORMULA_DEPTH,
  MAX_FORMULA_LENGTH,
  parseFormula,
  printFormula,
} from '../../../src/core/formula';
import { printExpression } from '../../../src/core/formula/print';
import { holds } from '../../support/holds';
import { trees } from './trees';

const refusal = (text: string, inputSize = 2): readonly [string, number] => {
  const result = parseFormula(text, inputSize);
  return result.ok ? [`read as ${printFormula(result.formula)}`, -1] : [result.message, result.at];
};
const printed = (text: string, inputSize = 2): string => {
  const result = parseFormula(text, inputSize);
  return result.ok ? printFormula(result.formula) : result.message;
};

describe('reading a formula', () => {
  it.each([
    ['x', 'x'],
    ['((x1))+X2', 'x + y'],
    ['-x^2', '-x^2'],
    ['(-x)^2', '(-x)^2'],
    ['x^y^2', 'x^y^2'],
    ['(x^y)^2', '(x^y)^2'],
    ['x-(y-1)', 'x - (y - 1)'],
    ['(x-y)-1', 'x - y - 1'],
    ['x/(y*2)', 'x/(y*2)'],
    ['2^-x', '2^(-x)'],
    ['x*-y', 'x*-y'],
    ['+x - +y', 'x - y'],
    ['(x<y)*(y<=0.50)', '(x < y)*(y <= 0.5)'],
    ['(x<y)<1', '(x < y) < 1'],
    ['.5e+1 + 1E-3', '5 + 0.001'],
    ['  Max( x,y , 1 ) ', 'max(x, y, 1)'],
    ['2×x·y − π÷3 ≥ 0', '2*x*y - pi/3 >= 0'],
  ])('%s is %s', (text, plain) => {
    expect(printed(text)).toBe(plain);
  });

  it('names inputs x1, x2, … where there are more than two; x and y stay', () => {
    expect(printed('x + y*x3', 3)).toBe('x1 + x2*x3');
    expect(printed('x784', 784)).toBe('x784');
  });

  it.each<[string, string, number]>([
    ['', 'the formula is empty', 0],
    [' \n', 'the formula is empty', 0],
    ['x + foo', "unknown name 'foo' at 5: known are x, y (x1, x2), pi, e, sin, cos,", 4],
    ['x3', "unknown name 'x3' at 1: known are x, y (x1, x2),", 0],
    ['x0', "unknown name 'x0' at 1", 0],
    ['x01', "unknown name 'x01' at 1", 0],
    ['constructor', "unknown name 'constructor' at 1", 0],
    ['__proto__(x)', "unknown name '__proto__' at 1", 0],
    ['(x + 1', 'expected ) at 7: found the end', 6],
    ['max(x y)', "expected ) at 7: found 'y'", 6],
    ['2x', "expected an operator before 'x' at 2: a product is written *", 1],
    ['x (y)', "expected an operator before '(' at 3: x is no function, a product is written *", 2],
    ['(x)(y)', "expected an operator before '(' at 4: a product is written *", 3],
    ['sin x', "expected ( after sin at 5: found 'x'", 4],
    ['min(x)', 'wrong number of values of min at 1: it takes 2 to 16 values, found 1', 0],
    ['y + sin(x, y)', 'wrong number of values of sin at 5: it takes one value, found 2', 4],
    ['x +', 'expected a value at 4: found the end', 3],
    ['x * / y', "expected a value at 5: found '/'", 4],
    ['x)', "unexpected ')' at 2: no ( is open", 1],
    ['x, y', "unexpected ',' at 2: only the values of a function are listed", 1],
    ['0 < x < 1', "unexpected '<' at 7: comparisons do not chain, write (0 < x)*(x < 1)", 6],
    ['x**2', "unexpected '**' at 2: a power is written ^", 1],
    ['x = 2', "unexpected '=' at 3: known are + - * / ^ < > <= >= ( ) and ,", 2],
    ['x 🙂', "unexpected '🙂' at 3", 2],
    ['1e999', 'the number 1e999 is too large at 1', 0],
    ['x'.padEnd(1001), 'the formula has 1001 characters; at most 1000 are read', 1000],
    [`${'('.repeat(80)}x`, 'nested deeper than 64 at 65', 64],
  ])('refuses %s', (text, message, at) => {
    const [found, place] = refusal(text);
    expect(found.slice(0, message.length)).toBe(message);
    expect(place).toBe(at);
  });

  it('knows only as many inputs as there are', () => {
    expect(refusal('y', 1)[0]).toContain("unknown name 'y' at 1: known are x (x1), pi");
    expect(refusal('x4', 3)[0]).toContain("unknown name 'x4' at 1: known are x1 … x3, pi");
    expect(() => parseFormula('x', 0)).toThrow(RangeError);
    expect(() => parseFormula('x', 1.5)).toThrow(RangeError);
  });

  it('takes what is as long and as deep as allowed', () => {
    expect(printed(`${'x+'.repeat(MAX_FORMULA_LENGTH / 2 - 1)}x`)).toMatch(/^x \+ x/);
    const depth = MAX_FORMULA_DEPTH - 1;
    expect(printed(`${'('.repeat(depth)}x${')'.repeat(depth)}`)).toBe('x');
  });
});

describe('properties', () => {
  const value = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });

  it('what is printed reads back as the same tree', () => {
    const cases = fc.integer({ min: 1, max: 4 }).chain((d) => fc.tuple(fc.constant(d), trees(d, value)));
    holds(
      fc.property(cases, ([d, tree]) => {
        const text = printExpression(tree, d);
        fc.pre(text.length <= MAX_FORMULA_LENGTH);
        expect(parseFormula(text, d)).toMatchObject({ ok: true, formula: { tree } });
      }),
      5,
      1000,
    );
  });

  it('never throws, whatever the text', () => {
    const words = fc.constantFrom(
      'x',
      'y',
      'x1',
      '2',
      '.5',
      '1e3',
      '(',
      ')',
      ',',
      '^',
      '-',
      '+',
      '*',
      '/',
      '<',
      '>=',
      'sin',
      'min',
      'pi',
      ' ',
      '𝑥',
    );
    const changed = fc
      .tuple(trees(2, value), fc.nat(200), words)
      .map(([tree, at, word]) => printExpression(tree, 2).slice(0, at) + word);
    const texts = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((list) => list.join('')),
      fc.string({ unit: 'binary' }),
      changed,
    );
    let read = 0;
    holds(
      fc.property(texts, (text) => {
        const result = parseFormula(text, 2);
        if (result.ok) {
          read++;
          expect(parseFormula(printFormula(result.formula), 2)).toMatchObject({
            formula: { tree: result.formula.tree },
          });
          expect(evaluateFormula(result.formula, Float64Array.of(0.5, -1)).values).toHaveLength(1);
        } else {
          expect(result.message).toMatch(/./);
          expect(result.at).toBeGreaterThanOrEqual(0);
          expect(result.at).toBeLessThanOrEqual(text.length);
        }
      }),
      6,
      3000,
    );
    expect(read).toBeGreaterThan(100);
  });
});
