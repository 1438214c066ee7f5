import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseNetwork, type Network } from '../../../src/core/network';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { denseLayersOf } from '../../support/denseLayers';
import { expectExact } from '../../support/expectGood';
import { degenerateFamilies } from '../../support/families';
import { float64Families } from '../../support/float64Families';
import { holds } from '../../support/holds';
import { coarseNetworks, GATED, hugeOrTiny } from '../../support/networks';

const plane = axisSlice(2);
const SHAPES = [
  [2, 6, 6, 1],
  [2, 8, 4, 4, 1],
  [2, 10, 1],
  [2, 5, 5, 5, 2],
  [2, 3, 3, 3, 3, 3, 1],
];

/** Gives the read-out copies of its own rows, so that classes tie on whole faces. */
function withTies(network: Network): Network {
  const layers = denseLayersOf(network).map((layer, i) => {
    if (i < network.layers.length - 1) return layer;
    const weights = Float64Array.from(layer.weights);
    weights.copyWithin(layer.inputSize, 0, layer.inputSize);
    const bias = Float64Array.from(layer.bias);
    bias[1] = bias[0] as number;
    return { ...layer, weights, bias };
  });
  return denseNetwork(`${network.name} with ties`, layers);
}

describe('equality with exact rationals', () => {
  it.each(degenerateFamilies())('$name', ({ network }) => {
    const complex = expectExact(network, plane, square());
    expect(complex.undecided).toBe(0);
    expectExact(network, plane, square(), { decision: {} });
  });

  it.each(float64Families())('$name', ({ network }) => {
    const slice = axisSlice(network.inputSize, 0, network.inputSize - 1, new Float64Array(network.inputSize).fill(0.1));
    expectExact(network, slice, square(1.5));
    expectExact(network, slice, square(1.5), { decision: { threshold: 0.1 } });
  });

  const cases: [string, fc.Arbitrary<Network>, number][] = [
    ['random coarse networks', coarseNetworks({ shapes: SHAPES }), 80],
    ['random degenerate networks', coarseNetworks({ shapes: SHAPES, maxChanges: 6 }), 150],
    ['weights of −1, 0 and 1', coarseNetworks({ shapes: SHAPES, grid: 1, reach: 1, maxChanges: 2 }), 100],
    ['halves on a coarse lattice', coarseNetworks({ shapes: SHAPES, grid: 2, reach: 3, maxChanges: 2 }), 60],
  ];
  it.each(cases)('%s', (_, networks, numRuns) => {
    const sound = (network: Network) => {
      expect(expectExact(network, plane, square()).undecided).toBe(0);
    };
    holds(fc.property(networks, sound), 20, numRuns);
  });

  it('slopes that float64 does not hold exactly', () => {
    const networks = coarseNetworks({ shapes: SHAPES, activations: GATED, maxChanges: 2 });
    holds(
      fc.property(networks, (network) => {
        expectExact(network, plane, square());
      }),
      21,
      60,
    );
  });

  it('weights that float64 rounds: thirds and tenths', () => {
    const shapes = [
      [2, 6, 6, 6, 2],
      [2, 8, 6, 2],
    ];
    const thirds = coarseNetworks({ shapes, activations: GATED, grid: 3, reach: 6, maxChanges: 3 });
    const tenths = coarseNetworks({ shapes, activations: GATED, grid: 10, reach: 10, maxChanges: 3 });
    const property = fc.property(fc.oneof(thirds, tenths), (network) => {
      expectExact(network, plane, square());
    });
    holds(property, 25, 60);
  });

  it('units scaled beyond 1e±150', () => {
    const activations = GATED.slice(0, 4).filter(({ alpha }) => alpha !== 0.01);
    const networks = coarseNetworks({
      shapes: [
        [2, 6, 1],
        [2, 10, 3],
      ],
      activations,
      change: hugeOrTiny,
      maxChanges: 5,
    });
    holds(
      fc.property(networks, (network) => {
        expectExact(network, plane, square());
      }),
      22,
      60,
    );
  });
});

describe('decision regions, exactly', () => {
  const wide = [
    [2, 6, 3],
    [2, 5, 4, 4],
    [2, 4, 4, 4, 2],
    [2, 6, 5, 1],
  ];

  it('arg-max and thresholds', () => {
    const networks = coarseNetworks({ shapes: wide, maxChanges: 3 });
    const threshold = fc.integer({ min: -4, max: 4 }).map((k) => k / 4);
    holds(
      fc.property(networks, threshold, (network, value) => {
        expectExact(network, plane, square(), { decision: { threshold: value } });
      }),
      23,
      120,
    );
  });

  it('ties take the lowest index', () => {
    const networks = coarseNetworks({ shapes: wide.slice(0, 3), grid: 2, reach: 2, maxChanges: 2 }).map(withTies);
    holds(
      fc.property(networks, (network) => {
        const { classes } = expectExact(network, plane, square(), { decision: {} });
        expect(classes).not.toContain(1);
      }),
      24,
      80,
    );
  });

  it('gives no classes when none are asked for', () => {
    expect(expectExact(degenerateFamilies()[0]?.network as Network, plane, square()).classes).toBeNull();
  });
});
