import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseNetwork } from '../../../src/core/network/network';
import { FIRST_SOFT } from '../../../src/state/soft';
import type { PartitionResult } from '../../../src/state/types';
import {
  countRange,
  divergingRange,
  linearRange,
  logRange,
  narrowRange,
  roundedCount,
  type ScaleRange,
  shortNumber,
  weightedQuantiles,
} from '../../../src/views/slice/scaleRange';
import { mostPossible, softRange } from '../../../src/views/slice/softScale';
import { holds } from '../../support/holds';

const number = (text: string): number => Number(text.replace(/[≤≥,]/g, '').replace('−', '-').replace('e−', 'e-'));

/** Marks lie on the scale in rising order, each where the scale puts the number that it says. */
function isHonest({ place, ticks }: ScaleRange): boolean {
  return ticks.every(
    ({ at, text }, i) =>
      at >= 0 && at <= 1 && at > (ticks[i - 1]?.at ?? -1) && Math.abs(place(number(text)) - at) < 0.02,
  );
}

describe('short numbers', () => {
  it('have two figures and no zeros behind the last one that counts', () => {
    const numbers = [0.001, 0.0105, 0.5, 20, 1500, 1e6, 2.04e-7, -4];
    expect(numbers.map(shortNumber)).toEqual(['0.001', '0.011', '0.5', '20', '1500', '1e6', '2e−7', '−4']);
  });
});

describe('logarithmic scales', () => {
  it('mark powers of ten, and 1, 2, 5 of each where these are few', () => {
    const marks = (from: number, to: number) => logRange(from, to, false, false).ticks.map(({ text }) => text);
    expect(marks(1e-4, 0.1)).toEqual(['1e−4', '0.001', '0.01', '0.1']);
    expect(marks(3, 6.5)).toEqual(['3', '5', '7']);
    expect(marks(5, 200)).toEqual(['5', '20', '50', '200']);
  });

  it('say so where their ends stand for what lies beyond them', () => {
    const { ticks, place } = logRange(0.1, 100, true, true);
    expect([ticks[0]?.text, ticks.at(-1)?.text]).toEqual(['≤0.1', '≥100']);
    expect([place(1e-9), place(0), place(-1), place(1e9), place(Number.NaN)]).toEqual([0, 0, 0, 1, 0]);
  });

  it('have room also for a single value', () => {
    const { place } = logRange(3, 3, false, false);
    expect(place(3)).toBeGreaterThan(0);
    expect(place(3)).toBeLessThan(1);
  });

  it('hold the values that they were made for, in proportion to their logarithms', () => {
    const exponent = fc.double({ min: -12, max: 8, noNaN: true });
    holds(
      fc.property(exponent, fc.double({ min: 0, max: 9, noNaN: true }), (low, decades) => {
        const range = logRange(10 ** low, 10 ** (low + decades), false, false);
        const [a, b] = [range.place(10 ** low), range.place(10 ** (low + decades))];
        const middle = range.place(10 ** (low + decades / 2));
        return isHonest(range) && range.ticks.length <= 5 && Math.abs(middle - (a + b) / 2) < 1e-6;
      }),
      11,
      300,
    );
  });
});

describe('linear scales', () => {
  it('count from the least to the most', () => {
    expect(countRange(30, 47).ticks.map(({ text }) => text)).toEqual(['30', '35', '40', '47']);
    holds(
      fc.property(fc.nat(500), fc.nat(4000), (from, length) => isHonest(countRange(from, from + length))),
      12,
      300,
    );
  });

  it('lie evenly about zero where they diverge', () => {
    const { place, ticks } = divergingRange(4);
    expect([place(-9), place(-4), place(0), place(2), place(9)]).toEqual([0, 0, 0.5, 0.75, 1]);
    expect(ticks.map(({ text }) => text)).toEqual(['−4', '0', '4']);
  });

  it('write their marks as they are told', () => {
    const share = (value: number) => `${Math.round(100 * value)}%`;
    expect(linearRange(0.1, 1, share).ticks.map(({ text }) => text)).toEqual(['10%', '55%', '100%']);
  });

  it('end at round numbers where counts follow the pointer', () => {
    expect([0, 3, 12, 31, 72].map(roundedCount)).toEqual([5, 5, 15, 40, 75]);
  });
});

describe('weighted quantiles', () => {
  it('are the values at which the weight below passes each share', () => {
    const entry = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }));
    holds(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (entries, share) => {
          // The slow way: every value as often as it weighs.
          const all = entries.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
          all.sort((a, b) => a - b);
          const [got] = weightedQuantiles(
            entries.map(([value]) => value),
            entries.map(([, weight]) => weight),
            [share],
          );
          return got === all[Math.floor(share * all.length + 1e-9)];
        },
      ),
      13,
      300,
    );
  });

  it('leave out what is not finite, and are NaN of nothing', () => {
    expect(weightedQuantiles([Number.NaN, 2, Infinity, 1], [100, 1, 100, 1], [0, 0.99])).toEqual([1, 2]);
    expect(weightedQuantiles([Number.NaN], [1], [0.5])).toEqual([Number.NaN]);
  });
});

describe('a scale of soft values', () => {
  const marks = (values: readonly number[]): string[] => softRange('softEntropy', values).ticks.map(({ text }) => text);

  it('begins at 0, unless its values lie close together', () => {
    expect(marks([3, 9])).toEqual(['0', '5', '10']);
    expect(marks([7612, 7745])).toEqual(['7600', '7700', '7800']);
    expect(marks([0.655, 0.681])).toEqual(['0.650', '0.670', '0.690']);
    // Rounding is no difference.
    expect(marks([22.18, 22.1801])).toEqual(['0', '15', '30']);
    expect(narrowRange(7612, 7745).place(7650)).toBeCloseTo(0.25, 12);
  });

  it('ends at what is possible', () => {
    const ends = (mode: 'softEntropy' | 'softActive', values: readonly number[], possible: number) =>
      softRange(mode, values, possible).ticks.map(({ text }) => text);
    expect(ends('softEntropy', [0.1, 0.69], Math.LN2)).toEqual(['0', '0.347', '0.693']);
    expect(softRange('softEntropy', [0.1, 0.69], Math.LN2).place(Math.LN2)).toBe(1);
    expect(ends('softEntropy', [0.1, 0.3], Math.LN2)).toEqual(['0', '0.15', '0.3']);
    expect(ends('softEntropy', [0.655, 0.691], Math.LN2)).toEqual(['0.650', '0.672', '0.693']);
    expect(ends('softEntropy', [20_000, 80_000], 131_072 * Math.LN2)).toEqual(['0', '45,426', '90,852']);
    expect(ends('softActive', [8, 8], 8)).toEqual(['7', '7.5', '8']);
  });

  it('knows what is possible of a code, a layer and a unit', () => {
    const layer = (inputSize: number, outputSize: number, name: 'relu' | 'hardTanh' | 'identity') => ({
      kind: 'dense' as const,
      inputSize,
      outputSize,
      weights: new Float64Array(inputSize * outputSize).fill(1),
      bias: new Float64Array(outputSize),
      activation: { name },
    });
    const network = denseNetwork('', [layer(1, 3, 'relu'), layer(3, 2, 'hardTanh'), layer(2, 1, 'identity')]);
    const possible = (entropyLayer: number | null, entropyUnit: number | null, space = 0): number =>
      mostPossible({ colour: 'softEntropy', space, soft: { ...FIRST_SOFT, entropyLayer, entropyUnit } }, {
        network,
      } as PartitionResult);
    expect(possible(null, null)).toBeCloseTo(3 * Math.LN2 + 2 * Math.log(3), 12);
    expect(possible(1, null)).toBeCloseTo(3 * Math.LN2, 12);
    expect(possible(1, 2)).toBeCloseTo(Math.LN2, 12);
    expect(possible(2, 0)).toBeCloseTo(Math.log(3), 12);
    // From layer 1 on the second layer is the first one that is sliced.
    expect(possible(2, 0, 1)).toBeCloseTo(Math.LN2, 12);
  });
});
