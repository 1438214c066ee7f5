import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryUnits,
  codeEntries,
  codeLayout,
  denseNetwork,
  forward,
  localAffineMap,
  type Network,
  nearestBoundary,
  pieceOf,
  piecewiseLinear,
  splineCode,
  tailNetwork,
  unitAt,
} from '../../../src/core/network';
import { hiddenActivation, layerActivations } from '../../../src/core/network/activations';
import { type Clamp, clampedPiece, holdUnits, isHeld, layerPieces } from '../../../src/core/network/held';
import { applyMap } from '../../../src/core/network/localMap';
import {
  certify,
  certifyInterval,
  createLocator,
  faceCount,
  partition,
  partitionInterval,
} from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { arrangement, dense, seeded, seededNetwork } from '../../support/build';
import { denseLayer, denseLayersOf } from '../../support/denseLayers';
import { expectExact } from '../../support/expectGood';
import { holds } from '../../support/holds';

type Clamps = readonly (readonly [layer: number, unit: number, clamp: Clamp])[];

function clamped(network: Network, clamps: Clamps): Network {
  const units = network.layers.map((layer, i) =>
    clamps.filter(([l]) => l === i + 1).map(([, unit, clamp]) => [unit, clampedPiece(layer, clamp)] as const),
  );
  return { ...network, layers: holdUnits(network.layers, units) };
}

/** By the definition, with loops of its own: on is the activation's piece 1, off its piece 0, ablated 0. */
function naiveForward(network: Network, clamps: Clamps, x: readonly number[]): number[] {
  let h = [...x];
  denseLayersOf(network).forEach(({ inputSize, outputSize, weights, bias, activation }, i) => {
    const f = piecewiseLinear(activation);
    h = Array.from({ length: outputSize }, (_, unit) => {
      let z = bias[unit] as number;
      for (let k = 0; k < inputSize; k++) z += (weights[unit * inputSize + k] as number) * (h[k] as number);
      const clamp = clamps.find(([l, u]) => l === i + 1 && u === unit)?.[2];
      if (clamp === 'ablated') return 0;
      const piece = clamp === 'on' ? 1 : clamp === 'off' ? 0 : pieceOf(f, z);
      return (f.slopes[piece] as number) * z + (f.offsets[piece] as number);
    });
  });
  return h;
}

/** Clamps of about a third of the units of the hidden layers. */
function someClamps(network: Network, seed: number): Clamps {
  const random = seeded(seed);
  const kinds: readonly Clamp[] = ['on', 'off', 'ablated'];
  return network.layers
    .slice(0, -1)
    .flatMap(({ outputSize }, i) =>
      Array.from({ length: outputSize }, (_, unit) => [i + 1, unit, kinds[Math.floor(3 * random())] as Clamp] as const),
    )
    .filter(() => random() < 0.35);
}

const names = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;
const isClamped = (clamps: Clamps, layer: number, unit: number): boolean =>
  clamps.some(([l, u]) => l === layer && u === unit);

describe.each(names)('clamped units of %s', (name) => {
  it('answer and code as the definition says', () => {
    holds(
      fc.property(fc.nat(1e6), (seed) => {
        const network = seededNetwork([3, 6, 5, 2], seed, { name });
        const clamps = someClamps(network, seed + 1);
        const held = clamped(network, clamps);
        const random = seeded(seed + 2);
        const x = Array.from({ length: 3 }, () => 4 * random() - 2);
        const want = naiveForward(network, clamps, x);
        forward(held, x).forEach((value, i) => {
          expect(Math.abs(value - (want[i] as number))).toBeLessThan(1e-9 * (1 + Math.abs(value)));
        });
        const code = splineCode(held, x);
        const entries = codeEntries(codeLayout(held), code);
        for (const [layer, unit, clamp] of clamps)
          expect(entries[layer - 1]?.[unit]).toBe(clampedPiece(network.layers[layer - 1] as never, clamp));
        const own = applyMap(localAffineMap(held, code), x);
        own.forEach((value, i) => {
          expect(Math.abs(value - (want[i] as number))).toBeLessThan(1e-9 * (1 + Math.abs(value)));
        });
        const nearest = nearestBoundary(held, x);
        if (nearest) expect(isClamped(clamps, nearest.layer, nearest.unit)).toBe(false);
        const tail = tailNetwork(held, 2);
        expect(Array.from(forward(tail, hiddenActivation(held, x, 1)))).toEqual(Array.from(forward(held, x)));
        const many = layerActivations(held, Float32Array.from(x), 1, 2);
        hiddenActivation(held, Float32Array.from(x), 2).forEach((value, j) => {
          expect(Math.abs(value - (many[j] as number))).toBeLessThan(1e-5 * (1 + Math.abs(value)));
        });
      }),
      444,
      60,
    );
  });

  it('cut nothing: the partition equals exact arithmetic’s, and its certificate holds', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const network = seededNetwork([2, 5, 4, 3], seed, { name });
      const clamps = someClamps(network, 10 * seed);
      const held = clamped(network, clamps);
      const options = seed % 2 === 0 ? { decision: { threshold: 0 } } : {};
      const complex = expectExact(held, axisSlice(2), square(1.5), { ...options, outputs: true });
      expect(certify(held, axisSlice(2), square(1.5), complex, options)).toMatchObject({
        euler: 1,
        codeMismatches: 0,
        signViolations: 0,
      });
      const layout = codeLayout(held);
      for (const unit of complex.edgeUnits) {
        const place = unitAt(layout, unit);
        expect(isClamped(clamps, place.layer, place.unit)).toBe(false);
      }
    }
  });

  it('partition a grid as a forward pass with the clamps does', () => {
    const network = seededNetwork([2, 8, 7, 1], 77, { name });
    const clamps = someClamps(network, 5);
    const held = clamped(network, clamps);
    const complex = partition(held, axisSlice(2), square(1), { outputs: true });
    const locate = createLocator(complex);
    const { words } = complex.layout;
    let [asked, wrong] = [0, 0];
    for (let i = 0; i < 40; i++)
      for (let j = 0; j < 40; j++) {
        const x = [-1 + (i + 0.5) / 20, -1 + (j + 0.5) / 20] as const;
        const face = locate(...x);
        const own = codeEntries(complex.layout, complex.codes.slice(face * words, (face + 1) * words));
        const near = nearestBoundary(held, x);
        if (near && near.distance < 1e-9) continue;
        asked++;
        wrong += Number(JSON.stringify(own) !== JSON.stringify(codeEntries(codeLayout(held), splineCode(held, x))));
      }
    expect(asked).toBeGreaterThan(1500);
    expect(wrong).toBe(0);
    const free = partition(network, axisSlice(2), square(1));
    expect(faceCount(complex)).toBeLessThan(faceCount(free));
  });

  it('make no kink on an interval', () => {
    const network = seededNetwork([1, 6, 5, 2], 9, { name });
    const clamps: Clamps = [
      [1, 0, 'on'],
      [1, 3, 'off'],
      [1, 5, 'on'],
      [2, 1, 'ablated'],
    ];
    const held = clamped(network, clamps);
    const slice = { origin: new Float64Array(1), e1: Float64Array.of(1) };
    const interval = partitionInterval(held, slice, [-2, 2]);
    const certificate = certifyInterval(held, slice, [-2, 2], interval);
    expect(certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect(certificate.continuity).toBeLessThan(1e-12);
    const ends = interval.vertices.length;
    interval.vertices.forEach((t, v) => {
      naiveForward(network, clamps, [t]).forEach((value, k) => {
        expect(Math.abs(value - (interval.values[k * ends + v] as number))).toBeLessThan(1e-9 * (1 + Math.abs(value)));
      });
    });
    expect(ends).toBeLessThan(partitionInterval(network, slice, [-2, 2]).vertices.length);
  });
});

describe('clamped units', () => {
  it('all of them leave one face, on which the network is affine', () => {
    const network = seededNetwork([2, 6, 6, 1], 3);
    const all: Clamps = [1, 2].flatMap((layer) => Array.from({ length: 6 }, (_, unit) => [layer, unit, 'on'] as const));
    expect(faceCount(expectExact(clamped(network, all), axisSlice(2), square()))).toBe(1);
  });

  it('of ReLU: off is ablated, and on is two units that rebuild z', () => {
    const network = seededNetwork([2, 4, 2], 8);
    const hidden = denseLayer(network.layers[0]);
    const last = denseLayer(network.layers[1]);
    const x = [0.3, -0.8];
    expect(forward(clamped(network, [[1, 2, 'off']]), x)).toEqual(forward(clamped(network, [[1, 2, 'ablated']]), x));
    // relu(z) − relu(−z) = z: the clamped unit beside its mirror image, which takes its weights back.
    const row = Array.from(hidden.weights.subarray(4, 6));
    const rows = [0, 1, 2, 3].map((u) => Array.from(hidden.weights.subarray(2 * u, 2 * u + 2)));
    const wide = denseNetwork('wide', [
      dense([...rows, row.map((w) => -w)], [...hidden.bias, -(hidden.bias[2] as number)]),
      dense(
        [0, 1].map((k) => {
          const out = Array.from(last.weights.subarray(4 * k, 4 * k + 4));
          return [...out, -(out[2] as number)];
        }),
        Array.from(last.bias),
        { name: 'identity' },
      ),
    ]);
    forward(clamped(network, [[1, 2, 'on']]), x).forEach((value, k) => {
      expect(value).toBeCloseTo(forward(wide, x)[k] as number, 12);
    });
  });

  it('get a piece of their own only where the activation has none that is 0', () => {
    const pieces = (name: (typeof names)[number]): number =>
      layerPieces({ activation: { name }, held: Int8Array.of(clampedPiece({ activation: { name } }, 'ablated')) })
        .slopes.length;
    expect(names.map(pieces)).toEqual([2, 3, 3, 4, 3]);
  });

  it('are on no border and no boundary', () => {
    const network = arrangement([
      [1, 0],
      [0, 1],
    ]);
    const half: Parameters<typeof partition>[2] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const held = clamped(network, [[1, 0, 'on']]);
    const units = (made: Network): number[] => [...partition(made, axisSlice(2), half).edgeUnits].sort();
    expect(units(network)).toEqual([0, 1]);
    expect(units(held)).toEqual([1]);
    expect(boundaryUnits(network, [0, 0]).map(({ unit }) => unit)).toEqual([0, 1]);
    expect(boundaryUnits(held, [0, 0]).map(({ unit }) => unit)).toEqual([1]);
    expect(isHeld(held.layers[0]?.held, 0) && !isHeld(held.layers[0]?.held, 1)).toBe(true);
    expect(network.layers[0]).not.toHaveProperty('held');
  });
});
