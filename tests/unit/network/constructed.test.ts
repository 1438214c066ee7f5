import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forward, headNetwork } from '../../../src/core/network';
import { copiedNetwork, kaleidoscope } from '../../../src/core/network/constructed';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { restrictToSlice } from '../../../src/core/network/restrict';
import { edgeCount, faceCount, partition } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';

const isFloat32 = (values: Float64Array): boolean => values.every((value) => Math.fround(value) === value);
const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true });

describe('copied units', () => {
  const network = copiedNetwork('copies', 8, 6, 31);

  it('draw the lines of the originals: as many polytopes as these alone, and each edge changes two units', () => {
    const [first, ...rest] = denseLayersOf(network);
    if (!first) throw new Error('no layer');
    const half = {
      ...first,
      outputSize: 8,
      weights: first.weights.slice(0, 16),
      bias: first.bias.slice(0, 8),
    };
    const alone = { name: 'half', inputSize: 2, outputSize: 8, layers: [half] };
    const options = { upToLayer: 1 };
    const complex = partition(network, axisSlice(2), square(1.1), options);
    expect(rest).toHaveLength(2);
    expect(faceCount(complex)).toBe(faceCount(partition(alone, axisSlice(2), square(1.1), options)));
    const { edgeFaces, edgeUnits, edgeUnitOffsets } = complex;
    for (let edge = 0; edge < edgeCount(complex); edge++) {
      const inner = (edgeFaces[2 * edge] as number) >= 0 && (edgeFaces[2 * edge + 1] as number) >= 0;
      const units = edgeUnits.subarray(edgeUnitOffsets[edge], edgeUnitOffsets[edge + 1]);
      if (inner) expect([...units].map((unit) => unit % 8)).toEqual([units[0], units[0]]);
    }
    expect(isFloat32(flatWeights(network))).toBe(true);
  });
});

describe('the kaleidoscope', () => {
  it.each([1, 2, 3, 4])('of %i folds shows the same in each of its mirrored sectors', (folds) => {
    const network = kaleidoscope('folds', folds, [9, 5], 5);
    expect(isFloat32(flatWeights(network))).toBe(true);
    const sector = (2 * Math.PI) / 2 ** (folds + 1);
    const at = (radius: number, angle: number): number =>
      forward(network, [radius * Math.cos(angle), radius * Math.sin(angle)])[0] as number;
    holds(
      fc.property(
        fc.double({ min: 0.05, max: 1.5, noNaN: true }),
        fc.double({ min: 0, max: sector, noNaN: true }),
        fc.nat(2 ** (folds + 1) - 1),
        (radius, angle, k) => {
          const mirrored = k % 2 === 0 ? k * sector + angle : (k + 1) * sector - angle;
          expect(at(radius, mirrored)).toBeCloseTo(at(radius, angle), 5);
        },
      ),
      425,
      100,
    );
  });

  it('is not the same all around', () => {
    const network = kaleidoscope('folds', 3, [9, 5], 5);
    const values = [0.02, 0.1, 0.2, 0.3, 0.38].map((angle) =>
      (forward(network, [Math.cos(angle), Math.sin(angle)])[0] as number).toFixed(4),
    );
    expect(new Set(values).size).toBeGreaterThan(3);
  });
});

describe('a network on a plane', () => {
  it('has the outputs and the polytopes of the slice', () => {
    const network = initialiseNetwork({
      name: 'x',
      widths: [5, 12, 8, 3],
      activation: [{ name: 'relu' }, { name: 'hardTanh' }],
      seed: 4,
      scheme: 'he',
      bias: 0.5,
    });
    const slice: Slice = {
      origin: Float64Array.of(0.3, -0.1, 0.2, 0, 0.5),
      e1: Float64Array.of(1, 0.5, -0.25, 0.1, 0),
      e2: Float64Array.of(0, 0.7, 0.3, -0.6, 0.2),
    };
    const flat = restrictToSlice(network, slice);
    expect(flat.inputSize).toBe(2);
    holds(
      fc.property(coordinate, coordinate, (p, q) => {
        const whole = forward(network, pointInInput(slice, [p, q]));
        for (const [k, value] of forward(flat, [p, q]).entries()) expect(value).toBeCloseTo(whole[k] as number, 10);
      }),
      426,
      100,
    );
    const count = (net: typeof network, plane: Slice): number => faceCount(partition(net, plane, square(2)));
    expect(count(flat, axisSlice(2))).toBe(count(network, slice));
    expect(faceCount(partition(headNetwork(flat, 2), axisSlice(2), square(2)))).toBeGreaterThan(10);
  });
});
