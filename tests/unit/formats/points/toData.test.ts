import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../../src/core/data/dataSet';
import { formatErrorText } from '../../../../src/formats/checks';
import {
  type DataChoice,
  type DataResult,
  type PointTable,
  scalingOf,
  suggestTask,
  tableToData,
} from '../../../../src/formats/points';
import { holds } from '../../../support/holds';
import { read } from './support';

const table = read('a,b,kind,label,target\n1,10,x,0,0.5\n2,20,y,1,0.25\n3,,x,1,1\n4,40,,0,2\n5,50,y,7,\n');
const take = (choice: Partial<DataChoice>, from: PointTable = table): Extract<DataResult, { ok: true }> => {
  const result = tableToData(from, { inputs: ['a', 'b'], target: 'target', task: 'regression', ...choice });
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
};
const refused = (choice: Partial<DataChoice>, from: PointTable = table): string => {
  const result = tableToData(from, { inputs: ['a', 'b'], target: 'target', task: 'regression', ...choice });
  return result.ok ? 'taken' : formatErrorText(result.error);
};

describe('a data set from a table', () => {
  it('a regression, without the rows that lack something', () => {
    const { data, rows, notes, inputScaling, targetScaling } = take({ name: 'mine' });
    expect(data).toEqual({
      name: 'mine',
      inputSize: 2,
      count: 3,
      inputs: Float32Array.of(1, 10, 2, 20, 4, 40),
      task: 'regression',
      targets: Float32Array.of(0.5, 0.25, 2),
      classNames: [],
      image: null,
    });
    expect([...rows]).toEqual([0, 1, 3]);
    expect(notes).toEqual([
      'row 3 is left out: nothing in column "b"',
      'row 5 is left out: nothing in column "target"',
    ]);
    expect([inputScaling, targetScaling]).toEqual([null, null]);
  });

  it('classes by name and by number; only what is chosen must be there', () => {
    const byName = take({ inputs: ['b', 'a'], target: 'kind', task: 'binary' }).data;
    expect([byName.classNames, [...byName.targets]]).toEqual([
      ['x', 'y'],
      [0, 1, 1],
    ]);
    expect([...inputOf(byName, 1)]).toEqual([20, 2]);
    const byNumber = take({ inputs: ['a'], target: 'label', task: 'classes' }).data;
    expect([byNumber.classNames, [...byNumber.targets]]).toEqual([
      ['0', '1', '7'],
      [0, 1, 1, 0, 2],
    ]);
    const signs = read('x,y\n1,1\n2,-1\n3,-0\n4,0');
    expect(take({ inputs: ['x'], target: 'y', task: 'classes' }, signs).data).toMatchObject({
      classNames: ['-1', '0', '1'],
      targets: Float32Array.of(2, 0, 1, 1),
    });
  });

  it('drops names that no kept row has', () => {
    const odd = read('x,k\n,a\n1,b\n2,c\n3,b');
    expect(take({ inputs: ['x'], target: 'k', task: 'binary' }, odd).data.classNames).toEqual(['b', 'c']);
  });

  it('points without a target', () => {
    expect(take({ inputs: ['a'], target: null }).data).toMatchObject({
      count: 5,
      task: 'regression',
      targets: new Float32Array(5),
    });
  });

  it('standardised, and says how', () => {
    const { data, inputScaling, targetScaling, notes } = take({ standardiseInputs: true, standardiseTarget: true });
    expect(inputScaling).toEqual([
      { name: 'a', mean: 7 / 3, deviation: Math.sqrt(14 / 9) },
      { name: 'b', mean: 70 / 3, deviation: expect.closeTo(Math.sqrt(1400 / 9), 12) },
    ]);
    expect(targetScaling?.mean).toBeCloseTo(2.75 / 3, 14);
    expect(data.inputs[0]).toBe(Math.fround((1 - 7 / 3) / Math.sqrt(14 / 9)));
    expect(notes).toContain('column "a" is standardised: mean 2.333, standard deviation 1.247');
    expect(take({ standardiseInputs: true, target: 'kind', task: 'binary' }).inputScaling).toHaveLength(2);
  });

  it('leaves out numbers beyond float32, unless they are standardised', () => {
    const large = read('x,y\n1,1\n1e39,2\n3,3\n-1e300,4');
    const { data, notes, rows } = take({ inputs: ['x'], target: 'y' }, large);
    expect([...data.inputs]).toEqual([1, 3]);
    expect([...rows]).toEqual([0, 2]);
    expect(notes).toEqual([
      'row 2 is left out: 1e+39 in column "x" is beyond float32',
      'row 4 is left out: -1e+300 in column "x" is beyond float32',
    ]);
    expect(take({ inputs: ['x'], target: 'y', standardiseInputs: true }, large).data.count).toBe(4);
  });

  it.each<[Partial<DataChoice>, string]>([
    [{ inputs: [] }, 'inputs: none is chosen; at least one column is needed'],
    [{ inputs: ['c'] }, 'column "c": there is none; there are a, b, kind, label, target'],
    [{ target: 'c' }, 'column "c": there is none'],
    [{ inputs: ['kind'] }, 'column "kind": holds names, an input needs numbers'],
    [{ inputs: ['a', 'a'] }, 'column "a": is chosen twice'],
    [{ inputs: ['a', 'target'] }, 'column "target": is input and target at once'],
    [{ target: 'kind' }, 'column "kind": holds names, a regression needs numbers'],
    [{ target: null, task: 'classes' }, 'target: none is chosen; classes need a column'],
    [
      { target: 'label', inputs: ['a'], task: 'binary' },
      'column "label": has 3 classes (0, 1, 7); a binary task needs two',
    ],
  ])('refuses %j', (choice, message) => {
    expect(refused(choice).slice(0, message.length)).toBe(message);
  });

  it('refuses tables that leave nothing, or too many classes', () => {
    expect(refused({ inputs: ['x'], target: 'y' }, read('x,y\n1,\n,2'))).toBe(
      'no row has a value in every one of x, y',
    );
    expect(refused({ inputs: ['x'], target: null }, read('x\n1e300'))).toBe(
      'every row has a number beyond float32 (3.4e38)',
    );
    expect(refused({ inputs: ['x'], target: 'k', task: 'classes' }, read('x,k\n1,a\n2,a'))).toBe(
      'column "k": has one class only (a)',
    );
    const many = read(`x,y\n${Array.from({ length: 101 }, (_, i) => `${i},${i}`).join('\n')}`);
    expect(refused({ inputs: ['x'], target: 'y', task: 'classes' }, many)).toBe(
      'column "y": has more than 100 different values: too many for classes',
    );
  });
});

it.each([
  ['k\na\nb\na', 'binary'],
  ['k\na\nb\nc', 'classes'],
  ['k\n0\n1\n1', 'binary'],
  ['k\n0\n1\n2\nNaN', 'classes'],
  ['k\n0\n1\n2.5', 'regression'],
  [`k\n${Array.from({ length: 11 }, (_, i) => i).join('\n')}`, 'regression'],
  ['k\n3\n3', 'regression'],
])('the column %j suggests %s', (text, task) => {
  expect(suggestTask(read(text).columns[0] as never)).toBe(task);
});

describe('mean and standard deviation', () => {
  it('of any numbers', () => {
    holds(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (values) => {
          const { mean, deviation } = scalingOf('x', Float64Array.from(values));
          // By pairs, which needs no mean: n² σ² = Σ_{i<j} (x_i − x_j)².
          const n = values.length;
          let pairs = 0;
          for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) pairs += ((values[i] ?? 0) - (values[j] ?? 0)) ** 2;
          const largest = Math.max(...values.map(Math.abs));
          expect(Math.abs(mean - values.reduce((sum, value) => sum + value / n, 0))).toBeLessThanOrEqual(
            1e-14 * largest,
          );
          if (values.some((value) => value !== values[0]))
            expect(Math.abs(deviation - Math.sqrt(pairs) / n)).toBeLessThanOrEqual(1e-12 * deviation + 1e-160);
          else expect([mean, deviation]).toEqual([values[0], 1]);
        },
      ),
      18,
      500,
    );
  });

  it('of the largest numbers, and of a small spread far from 0', () => {
    expect(scalingOf('x', Float64Array.of(-1e308, 1e308))).toEqual({ name: 'x', mean: 0, deviation: 1e308 });
    expect(scalingOf('x', Float64Array.of(1e9, 1e9 + 1, 1e9 + 2))).toEqual({
      name: 'x',
      mean: 1e9 + 1,
      deviation: Math.sqrt(2 / 3),
    });
  });
});
