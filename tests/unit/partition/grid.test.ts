import { describe, expect, it } from 'vitest';
import { type Network, pieceOf, piecewiseLinear } from '../../../src/core/network';
import { type CellComplex, createLocator, partition } from '../../../src/core/partition';
import { axisSlice, type Polygon, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { fixture, seededNetwork } from '../../support/build';
import { faceKeys } from '../../support/checkExact';
import { naivePreActivations, naiveWinner } from '../../support/naive';

/** Code of a grid point as `faceKeys` writes it, or null within 1e-7 of a threshold. */
function keyAt(network: Network, x: ArrayLike<number>, classes: boolean): string | null {
  const z = naivePreActivations(network, x);
  const layers: string[] = [];
  for (const [l, { activation }] of network.layers.entries()) {
    const f = piecewiseLinear(activation);
    if (f.thresholds.length === 0) continue;
    const values = z[l] as number[];
    if (values.some((value) => f.thresholds.some((t) => Math.abs(value - t) < 1e-7))) return null;
    layers.push(values.map((value) => pieceOf(f, value)).join(''));
  }
  if (!classes) return layers.join('|');
  const outputs = z.at(-1) as number[];
  const [first = 0, second = 0] = outputs.toSorted((a, b) => b - a);
  if (first - second < 1e-7) return null;
  return `${layers.join('|')} class ${naiveWinner(outputs)}`;
}

/** Compares every point of an n × n grid of [−1, 1]²·h with the face that it is located in; returns how many. */
function compareGrid(network: Network, slice: Slice, complex: CellComplex, n: number, h: number): number {
  const keys = faceKeys(complex);
  const known = new Set(keys);
  const locate = createLocator(complex);
  let compared = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const point = [h * ((2 * i + 1) / n - 1), h * ((2 * j + 1) / n - 1)] as const;
      const key = keyAt(network, pointInInput(slice, point), complex.classes !== null);
      if (key === null) continue;
      compared++;
      if (!known.has(key)) throw new Error(`no face has the code of ${point}: ${key}`);
      const face = locate(point[0], point[1]);
      if (keys[face] !== key)
        throw new Error(`${point} is located in face ${face} with code ${keys[face]}, not ${key}`);
    }
  return compared;
}

describe('a grid of forward passes', () => {
  it.each(['mlp2_2x16', 'mlp2_3x32', 'mlp2_10x20'])('finds nothing that %s lacks', (name) => {
    const { network, slice, domain } = fixture(name);
    const complex = partition(network, slice, domain);
    expect(compareGrid(network, slice, complex, 100, 1)).toBeGreaterThan(9990);
  });

  it.each(['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const)('agrees on %s networks and classes', (name) => {
    const network = seededNetwork([4, 20, 20, 4], 9, { name });
    const slice: Slice = {
      origin: Float64Array.of(0.1, 0, -0.2, 0.3),
      e1: Float64Array.of(1, 0.5, 0, -1),
      e2: Float64Array.of(0.25, 1, 2, 0),
    };
    const complex = partition(network, slice, square(2), { decision: {} });
    expect(compareGrid(network, slice, complex, 100, 2)).toBeGreaterThan(9990);
  });
});

describe('the locator', () => {
  const domain: Polygon = [
    [-2, -1],
    [1, -1.5],
    [2, 0.5],
    [0, 1.25],
  ];
  const complex = partition(seededNetwork([2, 16, 16, 1], 4), axisSlice(2), domain);
  const locate = createLocator(complex);

  it('says −1 outside the domain', () => {
    for (const [p, q] of [
      [-2.1, -1],
      [1.9, 0.8],
      [0, 1.3],
      [0, -1.5],
      [1e6, 0],
      [-1e300, 1e300],
    ] as const)
      expect(locate(p, q)).toBe(-1);
  });

  it('finds a face that holds each vertex', () => {
    for (let v = 0; v < complex.vertices.length / 2; v++) {
      const [p, q] = [complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number];
      const face = locate(p, q);
      if (face === -1) continue;
      const loop = complex.faceVertices.subarray(complex.faceOffsets[face], complex.faceOffsets[face + 1]);
      const near = [...loop].some((w, i) => {
        const next = loop[(i + 1) % loop.length] as number;
        const [ap, aq] = [complex.vertices[2 * w] as number, complex.vertices[2 * w + 1] as number];
        const [bp, bq] = [complex.vertices[2 * next] as number, complex.vertices[2 * next + 1] as number];
        const cross = (bp - ap) * (q - aq) - (bq - aq) * (p - ap);
        return Math.abs(cross) <= 1e-9 * Math.hypot(bp - ap, bq - aq);
      });
      expect(near).toBe(true);
    }
  });
});
