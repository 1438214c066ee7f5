import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivationSpec } from '../../../src/core/network';
import { denseNetwork, preActivations } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { axisSlice, pointInInput, type Slice } from '../../../src/core/slice/slice';
import { footOn, normalAlong, unitLine, unitThrough } from '../../../src/core/slice/unitLine';
import { dense } from '../../support/build';
import { denseLayer, denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';

const activations: readonly (readonly [ActivationSpec, number])[] = [
  [{ name: 'relu' }, 0],
  [{ name: 'abs' }, 0],
  [{ name: 'leakyRelu', alpha: 0.2 }, 0],
  [{ name: 'relu6' }, 0],
  [{ name: 'hardTanh' }, -1],
];

const build = (activation: ActivationSpec) =>
  initialiseNetwork({ name: 'x', widths: [2, 6, 1], activation, seed: 9, scheme: 'he', bias: 0.7 });

const skew: Slice = {
  origin: Float64Array.of(0.3, -0.2),
  e1: Float64Array.of(0.8, 0.6),
  e2: Float64Array.of(-1.2, 0.5),
};

const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
const point = fc.tuple(coordinate, coordinate);

describe('the line of a unit of layer 1', () => {
  it.each(activations)('%j: z is at its threshold all along it', (activation, level) => {
    const network = build(activation);
    for (const slice of [axisSlice(2), axisSlice(2, 1, 0), skew])
      holds(
        fc.property(fc.nat(5), point, (unit, at) => {
          const line = unitLine(network, slice, unit);
          if (!line) throw new Error('no line');
          const foot = footOn(line, at);
          expect(preActivations(network, pointInInput(slice, foot))[0]?.[unit]).toBeCloseTo(level, 10);
          // The foot is the nearest point: the way to it is along the normal.
          const cross = (at[0] - foot[0]) * line.normal[1] - (at[1] - foot[1]) * line.normal[0];
          expect(cross).toBeCloseTo(0, 9);
        }),
        446,
        100,
      );
  });

  it('is given back by the weights made for it, through the point, to float32', () => {
    const network = build({ name: 'relu' });
    for (const slice of [axisSlice(2), axisSlice(2, 1, 0), skew])
      holds(
        fc.property(point, fc.double({ min: 0, max: 6.28, noNaN: true }), (through, angle) => {
          const normal = normalAlong([Math.cos(angle), Math.sin(angle)], 1.5);
          const { weights, bias } = unitThrough(network, slice, normal, through);
          expect([...weights, bias].every((value) => Math.fround(value) === value)).toBe(true);
          const x = pointInInput(slice, through);
          const z = weights[0] * (x[0] as number) + weights[1] * (x[1] as number) + bias;
          expect(Math.abs(z)).toBeLessThanOrEqual(2 ** -24 * Math.max(Math.abs(bias), 2 ** -126));
          const [first, ...rest] = denseLayersOf(network);
          const layer = denseLayer(first);
          const own = { ...layer, weights: layer.weights.slice(), bias: layer.bias.slice() };
          own.weights.set(weights, 2);
          own.bias[1] = bias;
          const line = unitLine(denseNetwork('y', [own, ...rest]), slice, 1);
          expect(line?.normal[0]).toBeCloseTo(normal[0], 5);
          expect(line?.normal[1]).toBeCloseTo(normal[1], 5);
        }),
        447,
        100,
      );
  });

  it('lies along the direction that it is turned to, with the same slope of z', () => {
    const [a, b] = normalAlong([3, 4], 10);
    expect(a * 3 + b * 4).toBeCloseTo(0, 12);
    expect(Math.hypot(a, b)).toBeCloseTo(10, 12);
  });

  it('is none without two inputs, a threshold, such a unit, or weights', () => {
    const network = build({ name: 'relu' });
    expect(unitLine(network, axisSlice(2), 6)).toBeNull();
    expect(unitLine(build({ name: 'identity' }), axisSlice(2), 0)).toBeNull();
    const three = initialiseNetwork({
      name: 'x',
      widths: [3, 4, 1],
      activation: { name: 'relu' },
      seed: 1,
      scheme: 'he',
      bias: 0,
    });
    expect(unitLine(three, axisSlice(3), 0)).toBeNull();
    const zero = denseNetwork('zero', [dense([[0, 0]], [1]), dense([[1]], [0], { name: 'identity' })]);
    expect(unitLine(zero, axisSlice(2), 0)).toBeNull();
  });
});
