import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { BandedField } from '../../../src/state/flows/bandedField';
import { gridFor, pixelGrid } from '../../../src/state/flows/viewGrid';
import { paneOf, providePane, watchPane } from '../../../src/state/panes';
import { holds } from '../../support/holds';

const sides = fc.integer({ min: 1, max: 40 });
const f = (p: number, q: number): number => Math.fround(p + 10 * q);

/** The function at the centres of a grid, from the top row. */
function sampled({ from, to, width, height }: ReturnType<BandedField['next']>): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    return f(
      from[0] + ((to[0] - from[0]) * (column + 0.5)) / width,
      to[1] - ((to[1] - from[1]) * (row + 0.5)) / height,
    );
  });
}

describe('a field by bands', () => {
  it('is the field of the whole grid, whatever the bands', () =>
    holds(
      fc.property(sides, sides, fc.integer({ min: 1, max: 900 }), (width, height, places) => {
        const grid = { from: [-2, 0.5], to: [1, 3], width, height } as const;
        const field = new BandedField(grid, null);
        while (!field.done) {
          const band = field.next(places);
          field.take({ ...band, values: sampled(band), generation: 1 });
        }
        const expected = sampled(grid);
        const { values } = field.samples();
        expect(values).toHaveLength(expected.length);
        const off = Math.max(...expected.map((value, i) => Math.abs(value - (values[i] as number))));
        expect(off).toBeLessThan(1e-4);
      }),
      7,
      200,
    ));

  it('shows the coarse one where it is not yet', () => {
    const coarse = { from: [-2, 0], to: [2, 4], width: 2, height: 2, values: Float32Array.of(1, 2, 3, 4) } as const;
    const field = new BandedField({ from: [-2, 0], to: [2, 4], width: 4, height: 4 }, coarse);
    const band = field.next(5);
    expect(band).toEqual({ from: [-2, 3], to: [2, 4], width: 4, height: 1 });
    field.take({ ...band, values: new Float32Array(4).fill(9), generation: 1 });
    expect(field.share).toBe(0.25);
    expect([...field.samples().values]).toEqual([9, 9, 9, 9, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
  });
});

describe('the grid of a pane', () => {
  const box = (half: number) =>
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ] as const;

  it('has a place at the centre of each pixel in sight, and none beyond the domain', () => {
    const viewport = { centre: [0, 0], span: 4 } as const;
    expect(pixelGrid({ domain: box(9), viewport }, [900, 700])).toEqual({
      from: [-450 / 175, -2],
      to: [450 / 175, 2],
      width: 900,
      height: 700,
    });
    // 1 is 175 pixels from the middle: the box has 350 of them.
    expect(pixelGrid({ domain: box(1), viewport }, [900, 700])).toEqual({
      from: [-1, -1],
      to: [1, 1],
      width: 350,
      height: 350,
    });
    expect(pixelGrid({ domain: box(1), viewport: { centre: [9, 0], span: 2 } }, [900, 700])).toBeNull();
  });

  it('is coarser than the pixels where these are too many', () => {
    const grid = pixelGrid({ domain: box(9), viewport: { centre: [0, 0], span: 4 } }, [3000, 2000]);
    expect((grid?.width ?? 0) * (grid?.height ?? 0)).toBeLessThanOrEqual(2 ** 20);
    expect((grid?.width ?? 0) / (grid?.height ?? 1)).toBeCloseTo(1.5, 2);
    expect(gridFor({ domain: box(1), viewport: { centre: [0, 0], span: 4 } }, 64)).toMatchObject({ width: 64 });
  });
});

describe('the pane of a store', () => {
  it('is told to those who watch, whoever comes first', () => {
    const store = {};
    const seen = vi.fn();
    const stop = watchPane(store, seen);
    expect(paneOf(store)).toBeNull();
    let resized = (): void => undefined;
    const unwatch = vi.fn();
    providePane(store, {
      size: () => [30, 20],
      watch: (onChange) => {
        resized = onChange;
        return unwatch;
      },
    });
    expect(paneOf(store)).toEqual([30, 20]);
    expect(seen).toHaveBeenCalledTimes(1);
    resized();
    expect(seen).toHaveBeenCalledTimes(2);
    stop();
    expect(unwatch).toHaveBeenCalledTimes(1);
  });
});
