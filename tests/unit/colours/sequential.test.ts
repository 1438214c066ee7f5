import { converter, differenceEuclidean, filterDeficiencyDeuter, filterDeficiencyProt, wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import type { Rgb } from '../../../src/views/palette';
import { sequential, sequentialLine } from '../../../src/views/sequential';

const colour = ([r, g, b]: Rgb) => ({ mode: 'rgb' as const, r: r / 255, g: g / 255, b: b / 255 });
const lightness = (rgb: Rgb): number => converter('oklab')(colour(rgb)).l;
const none = colour([0, 0, 0]);
const steps = Array.from({ length: 21 }, (_, i) => i / 20);
const INK = { false: colour([27, 25, 23]), true: colour([240, 237, 232]) };
const PAPER = { false: colour([250, 249, 247]), true: colour([18, 17, 16]) };

describe.each([
  ['areas', sequential],
  ['lines', sequentialLine],
])('the sequential scale of %s', (_, scale) => {
  it.each([false, true])('is told by lightness alone (dark: %s)', (dark) => {
    const light = steps.map((t) => lightness(scale(dark)(t)));
    const rises = light
      .slice(1)
      .map((value, i) => (dark ? value - (light[i] as number) : (light[i] as number) - value));
    expect(Math.min(...rises)).toBeGreaterThan(0.008);
  });

  it.each([false, true])('has quarters that colour-blind eyes tell apart (dark: %s)', (dark) => {
    const quarters = [0, 0.25, 0.5, 0.75, 1].map((t) => colour(scale(dark)(t)));
    const distance = differenceEuclidean('oklab');
    for (const see of [filterDeficiencyDeuter(1), filterDeficiencyProt(1)])
      for (let i = 1; i < quarters.length; i++)
        expect(distance(see(quarters[i - 1] ?? none), see(quarters[i] ?? none)), `quarter ${i}`).toBeGreaterThan(0.04);
  });

  it('clamps, and takes NaN for its beginning', () => {
    const at = scale(false);
    expect([at(-3), at(Number.NaN)]).toEqual([at(0), at(0)]);
    expect(at(7)).toEqual(at(1));
  });
});

describe('against the ground', () => {
  it.each([false, true])('lines and points in ink stay visible on every area (dark: %s)', (dark) => {
    for (const t of steps)
      expect(wcagContrast(colour(sequential(dark)(t)), INK[`${dark}`]), `at ${t}`).toBeGreaterThan(3);
  });

  it.each([false, true])(
    'even the weakest line stands out from the paper, the strongest clearly (dark: %s)',
    (dark) => {
      const line = sequentialLine(dark);
      expect(wcagContrast(colour(line(0)), PAPER[`${dark}`])).toBeGreaterThan(1.4);
      expect(wcagContrast(colour(line(1)), PAPER[`${dark}`])).toBeGreaterThan(7);
    },
  );
});
