import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../src/state/types';
import { anchorWords, blendAt, blendValue, searchData } from '../../../src/views/anchors/anchorSpec';
import { nearestPoint } from '../../../src/views/charts/lineChart';
import { holds } from '../../support/holds';

const data: DataSet = {
  name: 'four',
  inputSize: 1,
  count: 4,
  inputs: Float32Array.of(0, 1, 2, 3),
  task: 'classes',
  targets: Float32Array.of(1, 0, 1, 1),
  classNames: ['zero', 'one'],
  image: null,
};

describe('blends', () => {
  it('give back the value that they were made from, with weights that sum to one', () => {
    holds(
      fc.property(fc.double({ min: 0, max: 99, noNaN: true }), (value) => {
        const anchor = blendAt(value, 100);
        if (anchor.kind !== 'mix') throw new Error('no mix');
        expect(anchor.terms.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 12);
        for (const [index] of anchor.terms) expect(index).toBeLessThan(100);
        expect(blendValue(anchor)).toBeCloseTo(value, 9);
      }),
      413,
      100,
    );
  });

  it('are clamped to the data', () => {
    expect(blendAt(7, 4)).toEqual({ kind: 'mix', terms: [[3, 1]] });
    expect(blendAt(-1, 4)).toEqual({ kind: 'mix', terms: [[0, 1]] });
  });

  it('have no value where an anchor is something else', () => {
    expect(blendValue({ kind: 'input', values: [1] })).toBeNull();
    expect(
      blendValue({
        kind: 'mix',
        terms: [
          [0, 0.5],
          [2, 0.5],
        ],
      }),
    ).toBeNull();
  });
});

describe('anchors in words', () => {
  it('name class and number, or the parts', () => {
    expect(anchorWords({ kind: 'mix', terms: [[2, 1]] }, data)).toBe('“one” · no. 2');
    expect(anchorWords(blendAt(1.25, 4), data)).toBe('75% “zero” + 25% “one”');
    expect(anchorWords({ kind: 'input', values: [1] }, data)).toBe('typed, painted or moved');
  });
});

describe('search', () => {
  it('filters by class and by number', () => {
    expect(searchData(data, null, '')).toEqual([0, 1, 2, 3]);
    expect(searchData(data, 'one', '')).toEqual([0, 2, 3]);
    expect(searchData(data, 'one', ' 2')).toEqual([2]);
    expect(searchData(data, 'zero', '2')).toEqual([]);
  });
});

describe('charts', () => {
  it('read the recorded point nearest to a step', () => {
    const points = [
      { step: 0, value: 3 },
      { step: 10, value: 2 },
    ];
    expect(nearestPoint(points, 7)?.value).toBe(2);
    expect(nearestPoint([], 7)).toBeNull();
  });
});
