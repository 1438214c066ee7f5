import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLayout, nearestBoundary, preActivations, unitAt, unitMargin } from '../../../src/core/network';
import { axisSlice, pointInInput } from '../../../src/core/slice/slice';
import { inspectPoint } from '../../../src/state/inspect';
import type { LensStore } from '../../../src/state/types';
import { marginText } from '../../../src/views/inspector/margins/drawMargins';
import { barOrder, barPaths, largestOf, thresholdPath } from '../../../src/views/inspector/margins/marginBars';
import { layoutOf } from '../../../src/views/names';
import { arrangement, seededNetwork, tentNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { cases } from '../analysis/support';

describe('the margin of a unit', () => {
  it('of a line is the distance from the point to it', () => {
    const network = arrangement([[3, 4]], [-1]);
    const z = preActivations(network, [2, 1]);
    const margin = unitMargin(network, z, { layer: 1, unit: 0 }, axisSlice(2));
    expect(margin.threshold).toBe(0);
    expect(margin.distance).toBeCloseTo(9 / 5, 14);
    expect(margin.distanceInSlice).toBeCloseTo(9 / 5, 14);
  });

  it('smallest of all is the distance to the nearest boundary, in R^d and in the slice', () => {
    holds(
      fc.property(cases, ({ network, slice }) => {
        const x = pointInInput(slice, [0.3, -0.4]);
        const z = preActivations(network, x);
        const layout = codeLayout(network);
        if (layout.units === 0) return;
        const margins = Array.from({ length: layout.units }, (_, i) =>
          unitMargin(network, z, unitAt(layout, i), slice),
        );
        const least = (of: (margin: (typeof margins)[number]) => number): number => Math.min(...margins.map(of));
        const [all, inside] = [nearestBoundary(network, x), nearestBoundary(network, x, slice)];
        const near = (got: number, want: number | undefined): void => {
          if (want === undefined) return;
          expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-9 * (1 + want));
        };
        near(
          least((margin) => margin.distance),
          all?.distance,
        );
        near(
          least((margin) => margin.distanceInSlice),
          inside?.distance,
        );
        for (const { distance, distanceInSlice } of margins)
          expect(distanceInSlice).toBeGreaterThanOrEqual(distance * (1 - 1e-9));
      }),
      7,
      40,
    );
  });

  it('moved by along its gradient puts the unit on its threshold', () => {
    const network = seededNetwork([2, 9, 1], 12, { name: 'hardTanh' });
    const z = preActivations(network, [0.2, 0.1]);
    const { weights } = network.layers[0] as { weights: Float64Array };
    for (let unit = 0; unit < 9; unit++) {
      const { distance, threshold } = unitMargin(network, z, { layer: 1, unit }, axisSlice(2));
      const [w, v] = [weights[2 * unit] as number, weights[2 * unit + 1] as number];
      const step = (Math.sign(threshold - (z[0]?.[unit] as number)) * distance) / Math.hypot(w, v);
      expect(preActivations(network, [0.2 + step * w, 0.1 + step * v])[0]?.[unit]).toBeCloseTo(threshold, 12);
    }
  });

  it('is infinite for a unit that never changes, and the line is the slice of one input', () => {
    const dead = arrangement([[0, 0]], [2]);
    const z = preActivations(dead, [1, 1]);
    expect(unitMargin(dead, z, { layer: 1, unit: 0 }, axisSlice(2)).distance).toBe(Infinity);
    const line = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
    const tent = tentNetwork(2);
    const margin = unitMargin(tent, preActivations(tent, [0.3]), { layer: 1, unit: 1 }, line);
    expect(margin.distance).toBeCloseTo(0.2, 12);
    expect(margin.distanceInSlice).toBe(margin.distance);
    expect(() => unitMargin(tent, [], { layer: 3, unit: 0 }, line)).toThrow(/invalid unit/);
  });
});

describe('bars', () => {
  it('keep the order of the units, or fall from the largest', () => {
    expect(barOrder([1, -3, 2, 1], false)).toEqual([0, 1, 2, 3]);
    expect(barOrder([1, -3, 2, 1], true)).toEqual([2, 0, 3, 1]);
  });

  it('are as high as |z| over the largest, up or down from the middle; nothing at zero', () => {
    expect(largestOf([1, -4, 0])).toBe(4);
    expect(largestOf([0, 0])).toBe(1);
    expect(barPaths([1, -4, 0], [0, 1, 2], 4)).toEqual({
      positive: 'M0.1 1v-0.25h0.8v0.25z',
      negative: 'M1.1 1v1h0.8v-1z',
    });
    expect(barPaths([1e-9], [0], 4).positive).toBe('M0.1 1v-0.03h0.8v0.03z');
  });

  it('have lines at the thresholds that are not zero and within reach', () => {
    const [layer] = layoutOf(seededNetwork([2, 5, 1], 1, { name: 'hardTanh' })).gated;
    if (!layer) throw new Error('no gated layer');
    expect(thresholdPath(layer, 2)).toBe('M0 1.5h5M0 0.5h5');
    expect(thresholdPath(layer, 0.9)).toBe('');
  });
});

describe('what is read out', () => {
  const sessionOf = (inputs: number, litUnit: number | null): LensStore['session'] => {
    const network = seededNetwork([inputs, 6, 2], 2);
    const slice = axisSlice(inputs);
    const inspection = { ...inspectPoint(network, slice, [0.4, 0.1]), face: 0 };
    return { network, slice, inspection, litUnit } as unknown as LensStore['session'];
  };

  it('is z in full and the distance, both distances where there are more than two inputs', () => {
    const plane = sessionOf(2, 3);
    const z = String(plane.inspection?.preActivations[0]?.[3]).replace('-', '−');
    expect(marginText(plane)).toMatch(/^L1·3: z = .*\n[\d.]+ to z = 0$/);
    expect(marginText(plane)).toContain(z);
    expect(marginText(sessionOf(5, 3))).toMatch(/^L1·3: z = .*\n[\d.]+ to z = 0, [\d.]+ in the slice$/);
  });

  it('is a hint while no unit is lit', () => {
    expect(marginText(sessionOf(2, null))).toMatch(/^Point at a bar/);
    expect(marginText(sessionOf(2, 99))).toMatch(/^Point at a bar/);
  });
});
