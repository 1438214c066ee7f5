import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivationName, ActivationSpec } from '../../../src/core/network';
import { type NetworkShape, networkCost } from '../../../src/core/network/cost';
import { weightCount } from '../../../src/core/network/flatWeights';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { codeLayout } from '../../../src/core/network/network';
import { faceCount, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { holds } from '../../support/holds';

const shapeOf = (inputSize: number, sizes: readonly number[], name: ActivationName = 'relu', outputSize = 1) => ({
  inputSize,
  outputSize,
  hidden: sizes.map((size) => ({ size, activation: { name } })),
});

function network({ inputSize, outputSize, hidden }: NetworkShape, seed: number) {
  return initialiseNetwork({
    name: 'x',
    widths: [inputSize, ...hidden.map(({ size }) => size), outputSize],
    activation: hidden.map(({ activation }) => activation),
    seed,
    scheme: 'he',
    bias: 0.4,
  });
}

const line = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };

function counted(shape: NetworkShape, seed: number): number {
  const built = network(shape, seed);
  return shape.inputSize === 1
    ? partitionInterval(built, line, [-1, 1]).vertices.length - 1
    : faceCount(partition(built, axisSlice(shape.inputSize), square(1.1)));
}

const activation = fc.constantFrom<ActivationSpec[]>(
  { name: 'relu' },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
  { name: 'leakyRelu', alpha: 0.3 },
  { name: 'identity' },
);
const anyShape = fc.record({
  inputSize: fc.integer({ min: 1, max: 4 }),
  outputSize: fc.integer({ min: 1, max: 3 }),
  hidden: fc.array(fc.record({ size: fc.integer({ min: 1, max: 6 }), activation }), { maxLength: 3 }),
});

describe('the cost of a network', () => {
  it('counts the weights and gated units that it will have', () => {
    holds(
      fc.property(anyShape, (shape) => {
        const cost = networkCost(shape);
        const built = network(shape, 1);
        expect(cost.weights).toBe(weightCount(built));
        expect(cost.gatedUnits).toBe(codeLayout(built).units);
      }),
      423,
      100,
    );
  });

  it('names a number of polytopes that no network of the shape exceeds', () => {
    holds(
      fc.property(anyShape, fc.integer({ min: 0, max: 99 }), (shape, seed) => {
        expect(counted(shape, seed)).toBeLessThanOrEqual(networkCost(shape).most);
      }),
      424,
      60,
    );
  });

  it('has as the most what one layer of lines in general position makes: 1 + n + n(n − 1)/2', () => {
    expect(networkCost(shapeOf(2, [10])).most).toBe(56);
    expect(networkCost(shapeOf(2, [3], 'hardTanh')).most).toBe(1 + 6 + 15);
    expect(networkCost(shapeOf(1, [10, 4])).most).toBe(55);
    expect(networkCost(shapeOf(2, [])).most).toBe(1);
  });

  it.each([
    [2, [24], 'relu'],
    [2, [16, 16], 'relu'],
    [2, [24, 24, 24], 'relu'],
    [2, [16, 16], 'abs'],
    [2, [24, 24], 'hardTanh'],
    [2, [20, 20], 'relu6'],
    [5, [30, 20], 'relu'],
  ] as const)('%i inputs, %j, %s: is within a factor of three of what random networks have', (inputs, sizes, name) => {
    const shape = shapeOf(inputs, sizes, name);
    const { polytopes } = networkCost(shape);
    for (const seed of [1, 2, 3]) {
      const ratio = counted(shape, seed) / polytopes;
      expect(ratio).toBeGreaterThan(1 / 3);
      expect(ratio).toBeLessThan(3);
    }
  });

  it('is what is there for the shape that is there, and scales from it', () => {
    const shape = shapeOf(2, [16, 16]);
    const known = { shape, faces: 1500, seconds: 0.03 };
    const same = networkCost(shape, known);
    expect(same.polytopes).toBe(1500);
    expect(same.seconds).toBeCloseTo(0.03, 12);
    const wider = networkCost(shapeOf(2, [32, 32]), known);
    expect(wider.polytopes / 1500).toBeCloseTo((1 + 64 + 32 * 63) / (1 + 32 + 16 * 31), 3);
    expect(wider.seconds / 0.03).toBeCloseTo((wider.polytopes / 1500) * (1.32 / 1.16), 6);
    // A network of another input size tells nothing.
    expect(networkCost(shapeOf(3, [16, 16]), known).polytopes).toBe(networkCost(shapeOf(3, [16, 16])).polytopes);
  });
});
