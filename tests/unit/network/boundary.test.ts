import { describe, expect, it } from 'vitest';
import { boundaryUnits, denseNetwork, nearestBoundary, splineCode } from '../../../src/core/network';
import { axisSlice, metric, pointInInput, type Slice } from '../../../src/core/slice/slice';
import { arrangement, dense, seeded, seededNetwork, sumReadout } from '../../support/build';
import { type NaiveUnit, naiveUnits } from '../../support/naive';
import { points } from '../../support/points';

const NAMES = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;

interface Nearest {
  readonly unit: NaiveUnit;
  readonly distance: number;
}

/** The nearest threshold of all, by numerical gradients whose norm `normOf` takes; null too close to a boundary. */
function bruteForce(units: readonly NaiveUnit[], normOf: (gradient: number[]) => number): Nearest | null {
  const distances = units
    .map((unit) => ({ unit, distance: Math.abs(unit.gap) / normOf(unit.gradient) }))
    .filter(({ unit }) => normOf(unit.gradient) > 1e-7)
    .sort((a, b) => a.distance - b.distance);
  const nearest = distances[0];
  return nearest && nearest.distance > 1e-4 ? nearest : null;
}

describe('the nearest boundary', () => {
  it.each(NAMES)('is the nearest of all hyperplanes: %s', (name) => {
    const network = seededNetwork([4, 12, 9, 2], 5, { name });
    let compared = 0;
    for (const x of points(4, 60, 1)) {
      const want = bruteForce(naiveUnits(network, x), (g) => Math.hypot(...g));
      if (!want) continue;
      const got = nearestBoundary(network, x);
      expect(got?.distance).toBeCloseTo(want.distance, 6);
      expect(got).toMatchObject({ layer: want.unit.layer, unit: want.unit.unit, threshold: want.unit.threshold });
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it('measures in the slice, by its metric', () => {
    const network = seededNetwork([4, 12, 9, 2], 6);
    const slice: Slice = {
      origin: Float64Array.of(0.1, 0.2, -0.1, 0),
      e1: Float64Array.of(2, 0, 1, 0),
      e2: Float64Array.of(0.5, 1, 0, -1),
    };
    const { g11, g12, g22, areaScale } = metric(slice);
    const axes = [[...slice.e1], [...slice.e2]];
    // The norm of a gradient given as (∂/∂p, ∂/∂q): gᵀ G⁻¹ g.
    const norm = ([a = 0, b = 0]: number[]) => Math.sqrt(g22 * a * a - 2 * g12 * a * b + g11 * b * b) / areaScale;
    let compared = 0;
    for (const [p, q] of points(2, 60, 2) as [number, number][]) {
      const x = pointInInput(slice, [p, q]);
      const want = bruteForce(naiveUnits(network, x, 1e-6, axes), norm);
      if (!want) continue;
      const got = nearestBoundary(network, x, slice);
      expect(got?.distance).toBeCloseTo(want.distance, 6);
      expect(got).toMatchObject({ layer: want.unit.layer, unit: want.unit.unit });
      expect(got?.distance).toBeGreaterThanOrEqual((nearestBoundary(network, x)?.distance as number) - 1e-12);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it('keeps the code within its distance, in every direction', () => {
    const network = seededNetwork([3, 16, 16, 1], 7);
    const random = seeded(3);
    for (const x of points(3, 40, 4)) {
      const code = splineCode(network, x);
      const { distance } = nearestBoundary(network, x) as { distance: number };
      for (let k = 0; k < 40; k++) {
        const direction = x.map(() => random() - 0.5);
        const step = (0.999 * distance) / Math.hypot(...direction);
        const moved = x.map((value, i) => value + step * (direction[i] as number));
        expect(splineCode(network, moved)).toEqual(code);
      }
    }
  });

  it('is known by hand', () => {
    const network = arrangement(
      [
        [3, 4],
        [0, 1],
      ],
      [-5, 10],
    );
    expect(nearestBoundary(network, [0, 0])).toEqual({ layer: 1, unit: 0, threshold: 0, distance: 1 });
    const onX: Slice = { ...axisSlice(2), e2: Float64Array.of(0, 2) };
    expect(nearestBoundary(network, [0, 0], onX)?.distance).toBeCloseTo(1, 14);
    const clamp = arrangement([[2]], [0], { name: 'hardTanh' });
    expect(nearestBoundary(clamp, [0.3])).toEqual({ layer: 1, unit: 0, threshold: 1, distance: 0.2 });
    expect(nearestBoundary(clamp, [-0.75])).toEqual({ layer: 1, unit: 0, threshold: -1, distance: 0.25 });
  });

  it('is none where no unit can change', () => {
    expect(nearestBoundary(arrangement([[0, 0]], [1]), [0, 0])).toBeNull();
    const affine = denseNetwork('affine', [dense([[1, 2]], [0], { name: 'identity' })]);
    expect(nearestBoundary(affine, [0, 0])).toBeNull();
  });

  it('leaves out units that dead ones feed', () => {
    const network = denseNetwork('dead', [
      dense(
        [
          [1, 0],
          [0, 1],
        ],
        [-1, -2],
      ),
      dense([[1, 1]], [0]),
      sumReadout(1),
    ]);
    expect(nearestBoundary(network, [0, 0])).toEqual({ layer: 1, unit: 0, threshold: 0, distance: 1 });
  });

  it('does not overflow for huge weights', () => {
    expect(nearestBoundary(arrangement([[3e200, 4e200]], [-5e200]), [0, 0])?.distance).toBeCloseTo(1, 12);
    expect(nearestBoundary(arrangement([[3e-200, 4e-200]], [-5e-200]), [0, 0])?.distance).toBeCloseTo(1, 12);
  });
});

describe('points on a boundary', () => {
  const network = denseNetwork('two layers', [
    dense(
      [
        [1, 1],
        [1, -1],
        [2, 2],
      ],
      [-0.5, 0, -1],
    ),
    dense(
      [
        [1, 1, 0],
        [0, 1, -1],
      ],
      [-1, 0.25],
    ),
    sumReadout(2),
  ]);

  it('name every unit that vanishes there', () => {
    expect(boundaryUnits(network, [0.375, 0.125])).toEqual(
      [
        { layer: 1, unit: 0 },
        { layer: 1, unit: 2 },
        { layer: 2, unit: 1 },
      ].slice(0, 2),
    );
    expect(boundaryUnits(network, [0.25, 0.25])).toEqual([
      { layer: 1, unit: 0 },
      { layer: 1, unit: 1 },
      { layer: 1, unit: 2 },
    ]);
    expect(boundaryUnits(network, [0.75, 0.25])).toEqual([{ layer: 2, unit: 0 }]);
  });

  it('are told from points beside it', () => {
    for (const by of [1e-3, 1e-6, 1e-9, -1e-9, 1e-12]) expect(boundaryUnits(network, [0.25 + by, 0.125])).toEqual([]);
    expect(boundaryUnits(network, [0.375 + 1e-12, 0.125])).toEqual([]);
  });

  it('are found through rounding', () => {
    const thirds = arrangement(
      [
        [0.1, 0.2, 0.3],
        [1, 1, 1],
      ],
      [-0.6, -3],
    );
    expect(boundaryUnits(thirds, [1, 1, 1])).toEqual([
      { layer: 1, unit: 0 },
      { layer: 1, unit: 1 },
    ]);
  });

  it('know thresholds other than 0', () => {
    const clamp = arrangement([[1], [2]], [0, 0], { name: 'hardTanh' });
    expect(boundaryUnits(clamp, [0.5])).toEqual([{ layer: 1, unit: 1 }]);
    expect(boundaryUnits(clamp, [-1])).toEqual([{ layer: 1, unit: 0 }]);
    expect(boundaryUnits(clamp, [0])).toEqual([]);
  });
});
