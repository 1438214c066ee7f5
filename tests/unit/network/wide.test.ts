import { describe, expect, it } from 'vitest';
import {
  denseNetwork,
  localAffineMap,
  type Network,
  nearestBoundary,
  preActivations,
  splineCode,
} from '../../../src/core/network';
import { rowSpace } from '../../../src/core/network/rowSpace';
import { dense, seeded, seededNetwork } from '../../support/build';

/** Distances to all units' hyperplanes, by the local map of each layer: another way to the same gradients. */
function nearestByMaps(network: Network, x: Float64Array): { layer: number; unit: number; distance: number } {
  const z = preActivations(network, x);
  const code = splineCode(network, x);
  const all = network.layers.slice(0, -1).flatMap((_, l) => {
    const { A, rows, cols } = localAffineMap(network, code, { readout: l + 1 });
    return Array.from({ length: rows }, (_, unit) => {
      const norm = Math.hypot(...A.subarray(unit * cols, (unit + 1) * cols));
      return { layer: l + 1, unit, distance: Math.abs(z[l]?.[unit] as number) / norm };
    });
  });
  return all
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance)[0] as (typeof all)[0];
}

const inputs = (count: number, size: number): Float64Array[] => {
  const random = seeded(9);
  return Array.from({ length: count }, () => Float64Array.from({ length: size }, () => 2 * random() - 1));
};

describe('networks with many more inputs than units', () => {
  it('find the same nearest boundary as by the maps of their layers', () => {
    const network = seededNetwork([90, 12, 10, 8, 3], 4);
    for (const x of inputs(40, 90)) {
      const want = nearestByMaps(network, x);
      const got = nearestBoundary(network, x);
      expect(got).toMatchObject({ layer: want.layer, unit: want.unit, threshold: 0 });
      expect(got?.distance).toBeCloseTo(want.distance, 12);
    }
  });

  it('do not take a unit whose gradient cancels for a near one', () => {
    const random = seeded(3);
    const row = Array.from({ length: 40 }, () => random() - 0.5);
    const twice = [row, row, row.map((w, i) => w * (1 + i / 40))];
    // Units 0 and 1 of layer 1 are copies; unit 0 of layer 2 is their difference: 0 everywhere.
    const network = denseNetwork('copies', [
      dense(twice, [5, 5, 5]),
      dense(
        [
          [1, -1, 0],
          [0, 0, 1],
        ],
        [0, -1],
      ),
      dense([[1, 1]], [0], { name: 'identity' }),
    ]);
    for (const x of inputs(10, 40)) expect(nearestBoundary(network, x)).not.toMatchObject({ layer: 2, unit: 0 });
  });

  it('have rows with the lengths and angles of their coordinates, copies and zero rows included', () => {
    const random = seeded(5);
    const rows = Array.from({ length: 6 }, () => Array.from({ length: 30 }, () => random() - 0.5));
    const layer = dense([...rows, rows[0] as number[], new Array<number>(30).fill(0)]);
    const { rank, coordinates } = rowSpace(layer);
    expect(rank).toBe(6);
    const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);
    for (let i = 0; i < 8; i++)
      for (let j = 0; j <= i; j++) {
        const [w, v] = [i, j].map((k) => layer.weights.subarray(k * 30, (k + 1) * 30)) as [Float64Array, Float64Array];
        const [c, d] = [i, j].map((k) => coordinates.subarray(k * rank, (k + 1) * rank)) as [
          Float64Array,
          Float64Array,
        ];
        expect(product(c, d)).toBeCloseTo(product(w, v), 13);
      }
  });
});
