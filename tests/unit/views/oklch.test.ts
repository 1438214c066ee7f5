import { converter } from 'culori';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oklchToSrgb } from '../../../src/views/oklch';
import { holds } from '../../support/holds';

describe('OKLCH', () => {
  it('becomes sRGB as culori has it, within the gamut', () => {
    const [toOklch, toRgb] = [converter('oklch'), converter('rgb')];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    holds(
      fc.property(share, share, share, (r, g, b) => {
        const { l, c, h = 0 } = toOklch({ mode: 'rgb', r, g, b });
        const expected = toRgb({ mode: 'oklch', l, c, h });
        const found = oklchToSrgb([l, c, h]);
        for (const [i, value] of [expected.r, expected.g, expected.b].entries())
          expect(Math.abs((found[i] as number) - value)).toBeLessThan(1e-5);
      }),
      71,
      2000,
    );
  });

  it('has white, black and greys', () => {
    for (const value of oklchToSrgb([1, 0, 0])) expect(value).toBeCloseTo(1, 6);
    expect(oklchToSrgb([0, 0, 0])).toEqual([0, 0, 0]);
    const [r, g, b] = oklchToSrgb([0.6, 0, 120]);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-6);
  });
});
