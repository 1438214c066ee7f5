import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orthonormalAxes, orthonormalPoints } from '../../../src/core/analysis/coordinates';
import { type ActivationSpec, codeLayout, denseNetwork, type Network, splineCode } from '../../../src/core/network';
import { writeEntry } from '../../../src/core/network/entries';
import { FREE, holdUnits } from '../../../src/core/network/held';
import { createLocator } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, type SlicePoint, square } from '../../../src/core/slice/slice';
import {
  codeProbabilities,
  etaOf,
  powerCellAt,
  powerCells,
  softAssignment,
  softness,
  softPass,
  vectorQuantiser,
} from '../../../src/core/soft';
import { arrangement, dense, seeded, sumReadout } from '../../support/build';
import { denseLayer } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork } from '../../support/networks';

const MAX_AFFINE: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.25 },
  { name: 'leakyRelu', alpha: -0.5 },
  { name: 'abs' },
  { name: 'gelu' },
  { name: 'softplus' },
];

const shapes = [
  [2, 1, 1],
  [2, 3, 1],
  [2, 6, 3, 1],
  [2, 12, 1],
];

function randomLayer(units: number, inputs: number, activation: ActivationSpec, seed: number): Network {
  const random = seeded(seed);
  const draw = (): number => 2 * random() - 1;
  const rows = Array.from({ length: units }, () => Array.from({ length: inputs }, draw));
  return arrangement(rows, rows.map(draw), activation);
}

/** A plane of four inputs whose axes are neither of length 1 nor at right angles. */
const OBLIQUE: Slice = {
  origin: Float64Array.of(0.3, -0.2, 0.1, 0.5),
  e1: Float64Array.of(1.5, 0, 0.5, 0),
  e2: Float64Array.of(0.7, 1, 0, -0.4),
};

describe('orthonormal coordinates of a slice', () => {
  it('say the same inputs, and their distances are those of the inputs', () => {
    const points = [-1, 2, 0.5, 0.25, 0, 0];
    const flat = orthonormalPoints(OBLIQUE, Float64Array.from(points));
    const [u1, u2] = orthonormalAxes(OBLIQUE);
    for (let i = 0; i < 3; i++) {
      const x = pointInInput(OBLIQUE, [points[2 * i] as number, points[2 * i + 1] as number]);
      const y = OBLIQUE.origin.map(
        (o, k) => o + (flat[2 * i] as number) * (u1[k] as number) + (flat[2 * i + 1] as number) * (u2[k] as number),
      );
      x.forEach((value, k) => {
        expect(y[k]).toBeCloseTo(value, 13);
      });
    }
  });
});

describe('the power diagram of layer 1', () => {
  it('has the engine’s faces as its cells: random and degenerate networks', () => {
    holds(
      fc.property(coarseNetworks({ shapes, activations: MAX_AFFINE, maxChanges: 4 }), (network) => {
        const { differ, complex } = vectorQuantiser(network, axisSlice(2), square(1));
        expect(differ, describeNetwork(network)).toBe(0);
        expect(complex.layout.gated.every(({ layer }) => layer === 1)).toBe(true);
      }),
      41,
      150,
    );
  });

  it.each(MAX_AFFINE)('$name $alpha: on an oblique plane of four inputs, at any place', (activation) => {
    const network = randomLayer(14, 4, activation, 7);
    const { complex, cells, differ, undecided } = vectorQuantiser(network, OBLIQUE, square(2));
    expect(complex.areas.length).toBeGreaterThan(40);
    expect([differ, undecided]).toEqual([0, 0]);
    const locate = createLocator(complex);
    const random = seeded(3);
    for (let i = 0; i < 300; i++) {
      const [p, q] = [4 * random() - 2, 4 * random() - 2];
      const [s1, s2] = orthonormalPoints(OBLIQUE, Float64Array.of(p, q)) as unknown as SlicePoint;
      expect(powerCellAt(cells, [s1, s2])).toBe(locate(p, q));
    }
  });

  it('is found to differ where a weight is wrong', () => {
    const network = randomLayer(8, 2, { name: 'relu' }, 5);
    const { cells, centroids } = vectorQuantiser(network, axisSlice(2), square(1));
    const wrong = { ...cells, weights: cells.weights.map((w, i) => (i === 3 ? w - 5 : w)) };
    expect(powerCellAt(wrong, [centroids[6] as number, centroids[7] as number])).not.toBe(3);
  });

  it('of ReLU has the sum of the weights that are on as its centre, and ‖μ‖² + 2b as its weight', () => {
    const network = randomLayer(5, 2, { name: 'relu' }, 11);
    const { complex, cells } = vectorQuantiser(network, axisSlice(2), square(1));
    const first = denseLayer(network.layers[0]);
    complex.areas.forEach((_, face) => {
      let [u, v, b] = [0, 0, 0];
      for (let j = 0; j < 5; j++) {
        if (!(((complex.codes[face] as number) >> j) & 1)) continue;
        u += first.weights[2 * j] as number;
        v += first.weights[2 * j + 1] as number;
        b += first.bias[j] as number;
      }
      expect(cells.centres[2 * face]).toBeCloseTo(u, 12);
      expect(cells.centres[2 * face + 1]).toBeCloseTo(v, 12);
      expect(cells.weights[face]).toBeCloseTo(u * u + v * v + 2 * b, 12);
    });
  });

  it('with clamped units is that of the free ones', () => {
    const network = randomLayer(7, 2, { name: 'leakyRelu', alpha: 0.25 }, 13);
    const clamped = {
      ...network,
      layers: holdUnits(network.layers, [
        [
          [1, 1],
          [4, 0],
          [5, 2],
        ],
        [],
      ]),
    };
    expect(clamped.layers[0]?.held?.[0]).toBe(FREE);
    const { complex, differ, undecided } = vectorQuantiser(clamped, axisSlice(2), square(1));
    expect(complex.areas.length).toBeGreaterThan(5);
    expect([differ, undecided]).toEqual([0, 0]);
  });

  it.each([{ name: 'hardTanh' }, { name: 'relu6' }, { name: 'tanh' }, { name: 'leakyRelu', alpha: 2 }] as const)(
    '$name is no max-affine spline and refused by its name',
    (activation) => {
      const network = randomLayer(3, 2, activation, 1);
      expect(() => vectorQuantiser(network, axisSlice(2), square(1))).toThrow(new RegExp(activation.name));
    },
  );
});

/** Every code of `units` units of two pieces. */
function allCodes(network: Network, units: number): Uint32Array {
  const layout = codeLayout(network, 1);
  const words = new Uint32Array(layout.words << units);
  for (let code = 0; code < 1 << units; code++)
    for (let j = 0; j < units; j++) writeEntry(words, code * layout.words, j, 1, (code >> j) & 1);
  return words;
}

describe('the probabilities of cells', () => {
  it('sum to 1 over all codes, realised or not, and are softmax(−η/2 · power) of them', () => {
    holds(
      fc.property(
        coarseNetworks({ shapes: [[2, 5, 2, 1]], activations: MAX_AFFINE.slice(0, 4), maxChanges: 2 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })),
        (network, beta, at) => {
          const x = at.map((value) => value / 8) as unknown as SlicePoint;
          const layout = codeLayout(network, 1);
          const codes = allCodes(network, 5);
          const p = codeProbabilities(layout, softPass(network, softness(network, { beta }), x), codes);
          expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
          const { centres, weights } = powerCells(network, axisSlice(2), codes);
          const values = weights.map(
            (w, i) => (w - (x[0] - (centres[2 * i] as number)) ** 2 - (x[1] - (centres[2 * i + 1] as number)) ** 2) / 2,
          );
          softAssignment(values, etaOf(beta)).forEach((value, i) => {
            expect(p[i]).toBeCloseTo(value, 9);
          });
        },
      ),
      17,
      60,
    );
  });

  it('are 1 for the point’s own cell at β = 1', () => {
    const network = denseNetwork('', [
      dense(
        [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        [0.1, -0.2, 0.3],
        { name: 'relu' },
      ),
      sumReadout(3),
    ]);
    const codes = allCodes(network, 3);
    const layout = codeLayout(network, 1);
    const own = splineCode(network, [0.4, -0.5])[0] as number;
    const p = codeProbabilities(layout, softPass(network, softness(network, { beta: 1 }), [0.4, -0.5]), codes);
    p.forEach((value, code) => {
      expect(value).toBe(Number(code === own));
    });
  });

  it('are asked only of layers that have a soft code', () => {
    const network = randomLayer(3, 2, { name: 'relu' }, 2);
    expect(() => codeProbabilities(codeLayout(network, 1), { codes: [] }, new Uint32Array(1))).toThrow(/no layer 1/);
  });
});
