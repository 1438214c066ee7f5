import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeEntries,
  codeLayout,
  forward,
  pieceOf,
  piecewiseLinear,
  preActivations,
  splineCode,
  tailNetwork,
} from '../../../src/core/network';
import type { ActivationName } from '../../../src/core/network/activation';
import { hiddenActivation, layerActivations } from '../../../src/core/network/activations';
import { activationRange } from '../../../src/core/network/range';
import { certify, partition } from '../../../src/core/partition';
import { doubleArea } from '../../../src/core/partition/domain';
import { planeAlong } from '../../../src/core/slice/along';
import { randomDirections } from '../../../src/core/slice/random';
import { reachablePart } from '../../../src/core/slice/reachable';
import { pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { seeded, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';

const names = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6', 'identity'] as const;

const randomSlice = (d: number, seed: number, origin?: Float64Array): Slice =>
  planeAlong(origin ?? new Float64Array(d), randomDirections(d, seed, 2), [0, 1], []);

describe('activation space', () => {
  it.each(names)('of %s layers: the tail answers and codes as the whole network does', (name) => {
    holds(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 3 }), (seed, layer) => {
        const network = seededNetwork([5, 9, 8, 7, 3], seed, { name });
        const random = seeded(seed + 1);
        const x = Float64Array.from({ length: 5 }, () => 4 * random() - 2);
        const h = hiddenActivation(network, x, layer);
        const tail = tailNetwork(network, layer + 1);
        expect(Array.from(forward(tail, h))).toEqual(Array.from(forward(network, x)));
        const whole = codeEntries(codeLayout(network), splineCode(network, x));
        const later = codeEntries(codeLayout(tail), splineCode(tail, h));
        expect(later).toEqual(name === 'identity' ? [] : whole.slice(layer));
      }),
      445,
      30,
    );
  });

  it('numbers its layers on, through tails of tails', () => {
    const network = seededNetwork([4, 6, 6, 6, 2], 1);
    expect(codeLayout(network).layersBefore).toBeUndefined();
    const tail = tailNetwork(tailNetwork(network, 2), 2);
    expect(tail.layersBefore).toBe(2);
    expect(codeLayout(tail)).toMatchObject({ layersBefore: 2, units: 6, gated: [{ layer: 1, size: 6 }] });
    expect(tail.layers).toEqual(network.layers.slice(2));
    expect(tail.name).toBe(tailNetwork(network, 3).name.replace('from layer 3', 'from layer 2 from layer 3'));
  });

  it('of many inputs is the float32 of that of each', () => {
    for (const name of names) {
      const network = seededNetwork([7, 9, 5, 2], 11, { name });
      const random = seeded(3);
      const inputs = Float32Array.from({ length: 7 * 20 }, () => (random() < 0.4 ? 0 : 2 * random() - 1));
      for (const layer of [0, 1, 2]) {
        const all = layerActivations(network, inputs, 20, layer);
        const size = [7, 9, 5][layer] as number;
        expect(all).toHaveLength(20 * size);
        for (let i = 0; i < 20; i++)
          hiddenActivation(network, inputs.subarray(7 * i, 7 * i + 7), layer).forEach((value, j) => {
            expect(Math.abs((all[i * size + j] as number) - value)).toBeLessThan(1e-6);
          });
      }
    }
  });

  it('is cut with a certificate that holds', () => {
    const tail = tailNetwork(seededNetwork([6, 16, 16, 16, 3], 5), 2);
    const slice = randomSlice(16, 2, new Float64Array(16).fill(0.4));
    const complex = partition(tail, slice, square(2));
    expect(complex.areas.length).toBeGreaterThan(100);
    expect(certify(tail, slice, square(2), complex)).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  });
});

describe('the range of an activation', () => {
  it.each([...names, { name: 'leakyRelu', alpha: -0.5 } as const, { name: 'leakyRelu', alpha: 0 } as const])(
    '%o holds every value and is reached',
    (spec) => {
      const f = piecewiseLinear(typeof spec === 'string' ? { name: spec as ActivationName } : spec);
      const [least, most] = activationRange(f);
      const values = Array.from({ length: 4001 }, (_, i) => {
        const z = (i - 2000) / 100;
        return (f.slopes[pieceOf(f, z)] as number) * z + (f.offsets[pieceOf(f, z)] as number);
      });
      for (const value of values) expect(value >= least && value <= most).toBe(true);
      expect(least > Number.NEGATIVE_INFINITY ? Math.min(...values) === least : Math.min(...values) < -0.1).toBe(true);
      expect(most < Number.POSITIVE_INFINITY ? Math.max(...values) === most : Math.max(...values) > 9).toBe(true);
    },
  );
});

describe('the reachable part', () => {
  const inside = (slice: Slice, [least, most]: readonly [number, number], p: number, q: number): boolean =>
    pointInInput(slice, [p, q]).every((value) => value >= least && value <= most);

  it.each([
    ['half-lines', [0, Number.POSITIVE_INFINITY]],
    ['intervals', [-1, 1]],
  ] as const)('of %s is the polygon of a grid’s points that have every coordinate in range', (_, range) => {
    for (let seed = 1; seed <= 12; seed++) {
      const d = 3 + seed;
      const random = seeded(seed);
      const slice = randomSlice(
        d,
        seed,
        Float64Array.from({ length: d }, () => 0.7 * random()),
      );
      const part = reachablePart(slice, () => range, square(2));
      expect(part.length === 0 || part.length >= 3).toBe(true);
      const n = 120;
      let [count, wrong] = [0, 0];
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          const [p, q] = [-2 + (4 * (i + 0.5)) / n, -2 + (4 * (j + 0.5)) / n];
          const within = inside(slice, range, p, q);
          count += Number(within);
          const cross = part.map(([a, b], k) => {
            const [c, e] = part[(k + 1) % part.length] as readonly [number, number];
            return (c - a) * (q - b) - (e - b) * (p - a);
          });
          // Points that lie clearly on one side of the polygon's border agree with the coordinates.
          if (part.length > 0 && cross.every((value) => Math.abs(value) > 1e-9))
            wrong += Number(cross.every((value) => value > 0) !== within);
          if (part.length === 0) wrong += Number(within);
        }
      expect(wrong).toBe(0);
      const area = part.length > 0 ? doubleArea(part) / 2 : 0;
      expect(Math.abs(area - (16 * count) / n ** 2)).toBeLessThan(0.25);
    }
  });

  it('of a layer’s own activations holds every one of them', () => {
    const network = seededNetwork([2, 12, 12, 1], 3);
    const random = seeded(9);
    for (let trial = 0; trial < 20; trial++) {
      const points = [0, 1, 2].map(() => hiddenActivation(network, [random() - 0.5, random() - 0.5], 1));
      const [a, b, c] = points as [Float64Array, Float64Array, Float64Array];
      // Not orthonormal: a + p (b − a) + q (c − a). Units that are 0 at all three are 0 everywhere, to rounding.
      const slice = { origin: a, e1: b.map((v, i) => v - (a[i] as number)), e2: c.map((v, i) => v - (a[i] as number)) };
      const part = reachablePart(slice, () => [0, Number.POSITIVE_INFINITY], square(2));
      for (const [p, q] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [0.3, 0.3],
      ] as const) {
        const cross = part.map(([s, t], k) => {
          const [u, v] = part[(k + 1) % part.length] as readonly [number, number];
          return (u - s) * (q - t) - (v - t) * (p - s);
        });
        expect(part.length).toBeGreaterThanOrEqual(3);
        expect(Math.min(...cross)).toBeGreaterThan(-1e-9);
      }
    }
  });

  it('is the whole domain where nothing bounds the activation, and nothing where all of it is out of range', () => {
    const slice = randomSlice(4, 1);
    const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
    expect(reachablePart(slice, () => everything, square(1))).toEqual(square(1));
    const far = { ...slice, origin: new Float64Array(4).fill(-50) };
    expect(reachablePart(far, () => [0, Number.POSITIVE_INFINITY], square(1))).toEqual([]);
  });
});

describe('random planes', () => {
  const hex = (values: Float64Array): string => {
    const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
    return Array.from({ length: 2 }, (_, i) => view.getBigUint64(8 * i, true).toString(16)).join(' ');
  };

  it('have stored bits for a seed', () => {
    expect(randomDirections(784, 7, 3).map(hex)).toEqual([
      'bf9d67ce70bde65c bfababfb1f8d3297',
      '3fa2f2fd2e3031e3 bf76d7ea8bc7617e',
      'bf892f1a10085f91 3f959270e33e60aa',
    ]);
  });

  it('are orthonormal, and a direction does not depend on how many are asked for', () => {
    for (const d of [2, 3, 50, 784]) {
      const directions = randomDirections(d, 42, 8);
      expect(directions).toHaveLength(Math.min(8, d));
      directions.forEach((a, i) => {
        directions.forEach((b, j) => {
          const product = a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
          expect(Math.abs(product - Number(i === j))).toBeLessThan(1e-14);
        });
      });
      expect(randomDirections(d, 42, 2)).toEqual(directions.slice(0, 2));
      expect(randomDirections(d, 43, 1)[0]).not.toEqual(directions[0]);
    }
  });

  it('move along their normals by the lengths that are said, and not inside themselves', () => {
    const directions = randomDirections(20, 3, 5);
    const origin = new Float64Array(20).fill(0.5);
    const still = planeAlong(origin, directions, [0, 1], []);
    const moved = planeAlong(
      origin,
      directions,
      [0, 1],
      [
        [2, 1.5],
        [4, -0.25],
      ],
    );
    expect(still.origin).toEqual(origin);
    expect([moved.e1, moved.e2]).toEqual([directions[0], directions[1]]);
    const shift = moved.origin.map((value, i) => value - (still.origin[i] as number));
    for (const [k, expected] of [0, 0, 1.5, 0, -0.25].entries())
      expect(
        shift.reduce((sum, value, i) => sum + value * ((directions[k] as Float64Array)[i] as number), 0),
      ).toBeCloseTo(expected, 12);
  });
});

describe('pre-activations of a tail', () => {
  it('are the whole network’s, layer by layer', () => {
    const network = seededNetwork([3, 6, 5, 4, 2], 8);
    const x = [0.2, -0.4, 0.9];
    const z = preActivations(network, x);
    expect(preActivations(tailNetwork(network, 3), hiddenActivation(network, x, 2))).toEqual(z.slice(2));
  });
});
