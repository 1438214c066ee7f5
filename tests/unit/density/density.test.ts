import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundariesWithin,
  boundaryDistance,
  type DensityMap,
  densityAt,
  densitySteps,
  localComplexity,
} from '../../../src/core/density';
import { codeEntries, codeLayout, type Network, nearestBoundary, splineCode } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { randomDirections } from '../../../src/core/slice/random';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { arrangement, fixture, seededNetwork } from '../../support/build';
import { denseLayer } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { mixedNetwork, points } from '../../support/points';

const plane = axisSlice(2);
/** Axes of different lengths that are not at right angles, in R³. */
const skew: Slice = {
  origin: Float64Array.of(0.1, -0.2, 0.3),
  e1: Float64Array.of(2, 0.5, 0),
  e2: Float64Array.of(1, 1, -0.5),
};
const codeAt = (network: Network, x: ArrayLike<number>): number[] =>
  codeEntries(codeLayout(network), splineCode(network, x)).flat();

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Two orthonormal vectors of the slice, by the book. */
function orthonormal({ e1, e2 }: Slice): [number[], number[]] {
  const unit = (v: number[]): number[] => v.map((value) => value / Math.sqrt(dot(v, v)));
  const first = unit([...e1]);
  return [first, unit([...e2].map((value, i) => value - dot(e2, first) * (first[i] as number)))];
}

/** Units that are on more than one piece among these inputs. */
function differing(network: Network, inputs: readonly (readonly number[])[]): number {
  const codes = inputs.map((x) => codeAt(network, x));
  const [first = []] = codes;
  return first.filter((piece, unit) => codes.some((code) => code[unit] !== piece)).length;
}

/** Inputs of a disc in the slice: rings of points, in the metric of R^d. */
function disc(slice: Slice, at: readonly [number, number], radius: number, rings: number, angles: number): number[][] {
  const [a, b] = orthonormal(slice);
  const centre = [...pointInInput(slice, at)];
  const inputs = [centre];
  for (let ring = 1; ring <= rings; ring++)
    for (let k = 0; k < angles; k++) {
      const [c, s] = [Math.cos((2 * Math.PI * k) / angles), Math.sin((2 * Math.PI * k) / angles)];
      const r = (radius * ring) / rings;
      inputs.push(centre.map((value, i) => value + r * (c * (a[i] as number) + s * (b[i] as number))));
    }
  return inputs;
}

const cases: [string, Network, Slice][] = [
  ['two inputs', seededNetwork([2, 12, 12, 1], 7), plane],
  ['a skew plane of three inputs', seededNetwork([3, 10, 8, 2], 11), skew],
  ['all activations', mixedNetwork(), skew],
];
const places = points(2, 12, 3).map(([p = 0, q = 0]) => [p / 2.5, q / 2.5] as const);

describe('distance to the nearest boundary', () => {
  it('of one line is |z| / ‖w‖', () => {
    const at = boundaryDistance(arrangement([[3, 4]], [1]), plane, 'slice');
    holds(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (p, q) => {
        expect(at(p, q)).toBeCloseTo(Math.abs(3 * p + 4 * q + 1) / 5, 12);
      }),
      420,
      100,
    );
  });

  it.each(cases)('%s: is that of the engine, in the slice and in R^d', (_, network, slice) => {
    const [inSlice, inInput] = [boundaryDistance(network, slice, 'slice'), boundaryDistance(network, slice, 'input')];
    for (const [p, q] of places) {
      const x = pointInInput(slice, [p, q]);
      expect(inSlice(p, q)).toBeCloseTo(nearestBoundary(network, x, slice)?.distance as number, 10);
      expect(inInput(p, q)).toBeCloseTo(nearestBoundary(network, x)?.distance as number, 10);
      expect(inInput(p, q)).toBeLessThanOrEqual(inSlice(p, q) * (1 + 1e-12));
    }
  });

  it.each(cases)('%s: no unit changes within it, some unit just beyond it', (_, network, slice) => {
    const at = boundaryDistance(network, slice, 'slice');
    for (const place of places.slice(0, 5)) {
      const r = at(...place);
      expect(differing(network, disc(slice, place, 0.999 * r, 2, 360))).toBe(0);
      expect(differing(network, disc(slice, place, 1.01 * r, 1, 720))).toBeGreaterThan(0);
    }
  });

  it('in R^d, many inputs: that of the engine, too', () => {
    const network = seededNetwork([40, 8, 8, 3], 5);
    const [e1, e2] = randomDirections(40, 3, 2) as [Float64Array, Float64Array];
    const slice = { origin: new Float64Array(40), e1, e2 };
    const at = boundaryDistance(network, slice, 'input');
    for (const [p, q] of places)
      expect(at(p, q)).toBeCloseTo(nearestBoundary(network, pointInInput(slice, [p, q]))?.distance as number, 9);
  });

  it('is infinite where no unit changes, and only of the layers that are cut', () => {
    expect(boundaryDistance(arrangement([[0, 0]], [1]), plane, 'slice')(0.3, 0.1)).toBe(Infinity);
    const network = seededNetwork([2, 6, 30, 1], 2);
    const [one, all] = [boundaryDistance(network, plane, 'slice', 1), boundaryDistance(network, plane, 'slice')];
    const first = denseLayer(network.layers[0]);
    for (const [p, q] of places) {
      const lines = Array.from(first.bias, (b, j) => {
        const [u, v] = [first.weights[2 * j] as number, first.weights[2 * j + 1] as number];
        return Math.abs(u * p + v * q + b) / Math.hypot(u, v);
      });
      expect(one(p, q)).toBeCloseTo(Math.min(...lines), 12);
      expect(all(p, q)).toBeLessThanOrEqual(one(p, q) + 1e-12);
    }
  });
});

describe('boundaries within a small disc', () => {
  it('counts lines nearer than r, each once', () => {
    const network = arrangement(
      [
        [1, 0],
        [0, 1],
        [1, 1],
        [1, 0],
      ],
      [0, -0.5, -3, 0],
    );
    const at = boundariesWithin(partition(network, plane, square(2)), plane, 0.25);
    // x = 0 twice, y = 0.5, x + y = 3.
    expect([at(0.2, 0), at(0.2, 0.3), at(0.3, 0), at(1.5, 1.4), at(0, 0.5)]).toEqual([2, 3, 0, 1, 3]);
  });

  it.each(cases)('%s: as many as sampled points of the disc tell apart', (_, network, slice) => {
    const complex = partition(network, slice, square(2));
    for (const radius of [0.05, 0.2]) {
      const at = boundariesWithin(complex, slice, radius);
      for (const place of places.slice(0, 4)) {
        expect(at(...place)).toBeGreaterThanOrEqual(differing(network, disc(slice, place, radius, 8, 90)));
        expect(at(...place)).toBeLessThanOrEqual(differing(network, disc(slice, place, 1.03 * radius, 12, 360)));
      }
    }
  });

  it('is 0 exactly where the nearest boundary is further away', () => {
    const { network, slice, domain } = fixture('mlp2_3x32');
    const complex = partition(network, slice, domain);
    const distance = boundaryDistance(network, slice, 'slice');
    const inside = fc.double({ min: -0.8, max: 0.8, noNaN: true });
    holds(
      fc.property(inside, inside, (p, q) => {
        const r = distance(p, q);
        expect(boundariesWithin(complex, slice, r * (1 - 1e-6))(p, q)).toBe(0);
        expect(boundariesWithin(complex, slice, r * (1 + 1e-6) + 1e-12)(p, q)).toBeGreaterThan(0);
      }),
      421,
      25,
    );
  });
});

describe('local complexity', () => {
  it.each(cases)('%s: units that differ among the vertices, by forward passes', (_, network, slice) => {
    const options = { radius: 0.15, directions: 2, seed: 4 };
    const [a, b] = orthonormal(slice);
    const turned = randomDirections(2, 4, 2);
    const inSlice = localComplexity(network, slice, { ...options, space: 'slice' });
    const inInput = localComplexity(network, slice, { ...options, space: 'input' });
    const vertices = (place: readonly [number, number], axes: readonly ArrayLike<number>[]): number[][] => {
      const x = [...pointInInput(slice, place)];
      return axes.flatMap((axis) => [0.15, -0.15].map((r) => x.map((value, i) => value + r * (axis[i] as number))));
    };
    const planar = turned.map((t) =>
      a.map((value, i) => (t[0] as number) * value + (t[1] as number) * (b[i] as number)),
    );
    for (const place of places) {
      expect(inSlice(...place)).toBe(differing(network, vertices(place, planar)));
      expect(inInput(...place)).toBe(differing(network, vertices(place, randomDirections(network.inputSize, 4, 2))));
    }
  });

  it('is 0 further than r from every boundary, and never above the units within r', () => {
    const { network, slice, domain } = fixture('mlp2_3x32');
    const complex = partition(network, slice, domain);
    const radius = 0.03;
    const complexity = localComplexity(network, slice, { radius, space: 'slice', directions: 2, seed: 1 });
    const [within, distance] = [boundariesWithin(complex, slice, radius), boundaryDistance(network, slice, 'slice')];
    const inside = fc.double({ min: -0.9, max: 0.9, noNaN: true });
    holds(
      fc.property(inside, inside, (p, q) => {
        expect(complexity(p, q)).toBeLessThanOrEqual(within(p, q));
        if (distance(p, q) > radius) expect(complexity(p, q)).toBe(0);
      }),
      422,
      100,
    );
  });
});

it('a field has a value at the centre of each cell, from the top row', () => {
  const { network, slice, domain } = fixture('mlp2_2x16');
  const edges = partition(network, slice, domain);
  const grid = { from: [-0.5, -0.25], to: [0.5, 0.25], width: 4, height: 2 } as const;
  for (const kind of ['complexity', 'crossings', 'distance'] as const) {
    const map: DensityMap = { kind, radius: 0.1, unit: 'input', space: 'slice', directions: 2, seed: 1 };
    const at = densityAt({ network, slice, edges }, map);
    const steps = densitySteps(at, grid);
    const shares = [steps.next(), steps.next()].map(({ value }) => value);
    expect(shares).toEqual([0.5, 1]);
    const { value } = steps.next();
    const expected = [0.125, -0.125].flatMap((q) => [-0.375, -0.125, 0.125, 0.375].map((p) => at(p, q)));
    expect(typeof value === 'object' && [...value.values]).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
  }
});
