import { describe, expect, it } from 'vitest';
import { denseNetwork } from '../../../src/core/network';
import { EngineError, partition, partitionInterval, startPartition } from '../../../src/core/partition';
import { axisSlice, type Polygon, square } from '../../../src/core/slice/slice';
import { arrangement, dense, regularPolygon, seededNetwork } from '../../support/build';
import { lineSlice } from '../../support/line';

const plane = axisSlice(2);
const network = seededNetwork([2, 4, 4, 1], 1);

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('weights that float64 cannot carry', () => {
  it('are named by layer and unit', () => {
    const huge = arrangement(
      [
        [1, 0],
        [1e308, 1e308],
      ],
      [0, 1e308],
    );
    expect(messageOf(() => partition(huge, plane, square(2)))).toMatch(/layer 1.*unit 1\b/);
    const second = denseNetwork('grows', [
      dense([
        [1e200, 1],
        [1, 1],
      ]),
      dense([
        [1, 1],
        [0, 1],
        [1e200, 0],
      ]),
      dense([[1, 1, 1]], [0], { name: 'identity' }),
    ]);
    expect(messageOf(() => startPartition(second, plane, square()))).toMatch(/layer 2.*unit 2\b/);
    const line = denseNetwork('line', [dense([[1e300]], [0]), dense([[1e300]], [0], { name: 'identity' })]);
    expect(messageOf(() => partitionInterval(line, lineSlice([0], [1]), [0, 1]))).toMatch(/layer 2.*unit 0\b/);
  });

  it('are refused when they are not numbers', () => {
    for (const bad of [Number.NaN, Infinity, -Infinity])
      expect(
        messageOf(() =>
          partition(
            arrangement([
              [1, 0],
              [bad, 1],
            ]),
            plane,
            square(),
          ),
        ),
      ).toMatch(/layer 1.*unit 1\b/);
    expect(messageOf(() => partition(arrangement([[1, 0]], [Number.NaN]), plane, square()))).toMatch(
      /layer 1.*unit 0\b/,
    );
  });

  it('are taken up to the edge', () => {
    expect(() =>
      partition(
        arrangement([
          [1e300, -1e300],
          [1e-300, 1e-300],
        ]),
        plane,
        square(),
      ),
    ).not.toThrow();
  });
});

describe('domains that are none', () => {
  const bad: [string, Polygon][] = [
    [
      'two corners',
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      'no area',
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'one point',
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
    ['clockwise', square().toReversed()],
    [
      'not convex',
      [
        [0, 0],
        [2, 0],
        [0.5, 0.5],
        [0, 2],
      ],
    ],
    ['a pentagram', [0, 2, 4, 1, 3].map((i) => regularPolygon(5)[i] as readonly [number, number])],
    [
      'NaN',
      [
        [0, 0],
        [1, 0],
        [Number.NaN, 1],
      ],
    ],
    [
      'infinite',
      [
        [0, 0],
        [Infinity, 0],
        [0, 1],
      ],
    ],
    ['empty', []],
  ];
  it.each(bad)('%s', (_, domain) => {
    expect(messageOf(() => partition(network, plane, domain))).toMatch(/domain/);
  });

  it('slices that are no plane of the input space', () => {
    const flat = { ...plane, e2: plane.e1.map((x) => 2 * x) };
    const point = { ...plane, e1: new Float64Array(2) };
    const lost = { ...plane, origin: Float64Array.of(Number.NaN, 0) };
    for (const slice of [axisSlice(3), flat, point, lost])
      expect(messageOf(() => partition(network, slice, square()))).toMatch(/slice/);
  });

  it('intervals too', () => {
    const one = seededNetwork([1, 4, 1], 1);
    for (const range of [
      [1, 0],
      [1, 1],
      [0, Number.NaN],
      [-Infinity, 0],
    ] as const)
      expect(messageOf(() => partitionInterval(one, lineSlice([0], [1]), range))).toMatch(/interval|domain/);
  });
});
