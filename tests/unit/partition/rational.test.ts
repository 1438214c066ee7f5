import { describe, expect, it } from 'vitest';
import { denseNetwork, type Network } from '../../../src/core/network';
import { axisSlice, type Polygon, square } from '../../../src/core/slice/slice';
import { cones, lattice, tangents } from '../../support/arrangements';
import { arrangement, dense, fixture, regularPolygon, seededNetwork, tentNetwork } from '../../support/build';
import { naiveEntries, naiveOutputs, naiveWinner } from '../../support/naive';
import { dyadic, exactPoint, ratioToNumber, toFloat } from '../../support/rational';
import { joinFaces } from '../../support/rationalComplex';
import { exactFaces } from '../../support/rationalPartition';
import { polygonMiddle } from '../../support/rationalPolygon';

const plane = axisSlice(2);

function counts(network: Network, domain: Polygon = square()): [number, number, number] {
  const faces = exactFaces(network, plane, domain);
  const { vertices, edges } = joinFaces(faces);
  return [faces.length, vertices.length, edges.length];
}

describe('exact numbers', () => {
  it('takes float64 apart and puts it together', () => {
    for (const x of [0, 1, -1, 0.1, -(2 ** -1074), 2 ** -1022, 1.7e308, Math.PI, 1e-150]) {
      const { m, e } = dyadic(x);
      const back = e >= 0 ? ratioToNumber(m << BigInt(e), 1n) : ratioToNumber(m, 1n << BigInt(-e));
      expect(back).toBe(x);
    }
    expect(() => dyadic(Number.NaN)).toThrow(RangeError);
  });

  it('rounds ratios of any size', () => {
    expect(ratioToNumber(1n, 3n)).toBeCloseTo(1 / 3, 16);
    expect(ratioToNumber(-(10n ** 400n), 10n ** 401n)).toBeCloseTo(-0.1, 16);
  });

  it('has one name for one point', () => {
    expect(exactPoint(2n, -4n, -6n).key).toBe(exactPoint(-1n, 2n, 3n).key);
    expect(toFloat(exactPoint(1n, -3n, 4n))).toEqual([0.25, -0.75]);
  });
});

describe('the rational reference', () => {
  it('reproduces arrangements in general position', () => {
    for (const n of [0, 1, 2, 3, 5, 10]) {
      const network = n ? tangents(n) : denseNetwork('none', [dense([[1, 1]], [0], { name: 'identity' })]);
      const pairs = (n * (n - 1)) / 2;
      for (const [k, domain] of [
        [4, square()],
        [3, regularPolygon(3)],
        [6, regularPolygon(6)],
      ] as const)
        expect(counts(network, domain)).toEqual([1 + n + pairs, pairs + 2 * n + k, n * n + 2 * n + k]);
    }
  });

  it('reproduces cones, lattices and tents', () => {
    expect(counts(cones(16))).toEqual([32, 1 + 32 + 4, 32 + 32 + 4]);
    expect(counts(lattice(3))).toEqual([36, 49, 84]);
    const tent = exactFaces(
      tentNetwork(5),
      { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) },
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    );
    expect(tent.map((face) => face.area)).toEqual(Array.from({ length: 32 }, () => 1 / 32));
  });

  it('splits sides at the vertices that lie on them', () => {
    const step = denseNetwork('T', [
      dense([[1, 0]], [0]),
      dense([[1], [1]], [-0.5, -0.25]),
      dense([[1, 1]], [0], { name: 'identity' }),
    ]);
    expect(counts(step)).toEqual([4, 10, 13]);
    const bent = denseNetwork('bent', [
      dense(
        [
          [1, 0],
          [0, 1],
          [0, -1],
        ],
        [0, 0, 0],
      ),
      dense([[1, 1, -1]], [-0.5]),
      dense([[1]], [0], { name: 'identity' }),
    ]);
    const faces = exactFaces(bent, plane, square());
    const { vertices, edges } = joinFaces(faces);
    expect(vertices.length - edges.length + faces.length).toBe(1);
  });

  it('gives ties to the side that the activation names', () => {
    const whole = (name: 'relu' | 'abs') =>
      exactFaces(arrangement([[0, 0]], [0], { name }), plane, square()).map((face) => face.entries);
    expect(whole('relu')).toEqual([[[0]]]);
    expect(whole('abs')).toEqual([[[1]]]);
  });

  it('agrees with forward passes on codes and classes', () => {
    for (const name of ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const) {
      const network = seededNetwork([2, 6, 5, 3], 3, { name });
      const faces = exactFaces(network, plane, square(2), { decision: {} });
      expect(faces.reduce((sum, face) => sum + face.area, 0)).toBeCloseTo(16, 12);
      for (const face of faces.filter(({ width }) => width > 1e-9)) {
        const x = polygonMiddle(face.polygon);
        expect(naiveEntries(network, x)).toEqual(face.entries);
        expect(naiveWinner(naiveOutputs(network, x))).toBe(face.winner);
      }
    }
  });

  it('finds the known partition of a trained network to the last vertex', () => {
    const { network, slice, domain } = fixture('mlp2_2x16');
    const faces = exactFaces(network, slice, domain);
    const { vertices, edges } = joinFaces(faces);
    expect([faces.length, vertices.length, edges.length]).toEqual([468, 500, 967]);
  });
});
