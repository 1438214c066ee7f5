import { memory, setBackend, tensor1d } from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { classLoss, gradientOf, lossGradient, winningClass } from '../../../src/core/attack';
import { createRandom } from '../../../src/core/math/random';
import { type ActivationSpec, forward, type Network, nearestBoundary } from '../../../src/core/network';
import { flatWeights, withWeights } from '../../../src/core/network/flatWeights';
import { inputGradient } from '../../../src/model/inputGradient';
import { forwardTensors, layerShapes, layerTensors } from '../../../src/model/tensors';
import { seededNetwork } from '../../support/build';
import { denseLayer } from '../../support/denseLayers';
import { holds } from '../../support/holds';

const ACTIVATIONS: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.2 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
  { name: 'identity' },
];
const CASES = ACTIVATIONS.flatMap((activation) =>
  [1, 4].map((outputs) => [activation.name, outputs, activation] as const),
);

/** Inputs that lie well inside their polytopes. */
function innerInputs(network: Network, seed: number, count: number): Float64Array[] {
  const random = createRandom(seed);
  const found: Float64Array[] = [];
  while (found.length < count) {
    const x = new Float64Array(network.inputSize).map(() => random.normal());
    if ((nearestBoundary(network, x)?.distance ?? 1) > 1e-4) found.push(x);
  }
  return found;
}

/** −log p by the book. */
function naiveLoss(output: Float64Array, target: number): number {
  const z = output.length === 1 ? [0, output[0] as number] : [...output];
  const powers = z.map(Math.exp);
  return Math.log(powers.reduce((a, b) => a + b, 0)) - (z[target] as number);
}

describe('the loss of a class', () => {
  it('is −log of its softmax or logistic probability', () => {
    const outputs = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 5 });
    holds(
      fc.property(outputs, fc.nat(), (values, k) => {
        const output = Float64Array.from(values);
        const target = k % Math.max(2, output.length);
        const { loss, probability, rest, weights } = classLoss(output, target);
        expect(loss).toBeCloseTo(naiveLoss(output, target), 9);
        expect(-Math.log(probability)).toBeCloseTo(loss, 9);
        expect(probability + rest).toBeCloseTo(1, 12);
        if (output.length > 1) expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
      }),
      4,
      400,
    );
  });

  it('neither overflows nor vanishes where the network is sure of itself', () => {
    const sure = classLoss(Float64Array.of(300, 0, -5000), 0);
    expect(sure.loss).toBeGreaterThan(0);
    expect(sure.loss / Math.exp(-300)).toBeCloseTo(1, 12);
    expect([...sure.weights]).toEqual([-1, 1, 0]);
    const wrong = classLoss(Float64Array.of(0, 5000), 0);
    expect([wrong.loss, wrong.probability, wrong.rest]).toEqual([5000, 0, 1]);
    expect(classLoss(Float64Array.of(-4000), 1).loss).toBe(4000);
  });

  it('has ties go to the lowest class, and refuses a class that there is not', () => {
    expect(winningClass(Float64Array.of(1, 3, 3))).toBe(1);
    expect([0, -1, 1e-9].map((f) => winningClass(Float64Array.of(f)))).toEqual([0, 0, 1]);
    expect(() => classLoss(Float64Array.of(1, 2), 2)).toThrow('invalid class: 2 of 2');
    expect(() => classLoss(Float64Array.of(1), -1)).toThrow('invalid class: -1 of 2');
  });
});

describe('the gradient with respect to the input', () => {
  it.each(CASES)('of %s with %i outputs agrees with central differences', (_, outputs, activation) => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = seededNetwork([3, 9, 7, outputs], seed, activation);
      for (const x of innerInputs(network, seed, 5))
        for (let target = 0; target < Math.max(2, outputs); target++) {
          const found = lossGradient(network, x, target);
          expect(found.loss).toBeCloseTo(naiveLoss(forward(network, x), target), 9);
          const step = 1e-6;
          gradientOf(found).forEach((slope, i) => {
            const [above, below] = [step, -step].map((s) =>
              naiveLoss(
                forward(
                  network,
                  x.map((value, k) => (k === i ? value + s : value)),
                ),
                target,
              ),
            ) as [number, number];
            expect((above - below) / (2 * step)).toBeCloseTo(slope, 7);
          });
        }
    }
  });

  it('keeps its direction where the loss is flat to rounding', () => {
    const network = seededNetwork([3, 9, 7, 3], 2);
    const [x] = innerInputs(network, 2, 1) as [Float64Array];
    const winner = winningClass(forward(network, x));
    const last = denseLayer(network.layers.at(-1));
    const loud = {
      ...network,
      layers: [
        ...network.layers.slice(0, -1),
        { ...last, weights: last.weights.map((w) => 40000 * w), bias: last.bias.map((b) => 40000 * b) },
      ],
    };
    const { rest, direction, loss } = lossGradient(loud, x, winner);
    expect([rest, loss]).toEqual([0, 0]);
    expect(Math.max(...direction.map(Math.abs))).toBeGreaterThan(100);
  });
});

describe('tfjs', () => {
  beforeAll(async () => {
    await setBackend('cpu');
  });

  it.each(CASES)('gives the same gradient: %s with %i outputs', async (_, outputs, activation) => {
    const drawn = seededNetwork([5, 12, 9, outputs], 7, activation);
    const network = withWeights(drawn, Float32Array.from(flatWeights(drawn)));
    const flat = tensor1d(Float32Array.from(flatWeights(network)));
    const layers = layerTensors(flat, layerShapes(network));
    const tensors = memory().numTensors;
    for (const inner of innerInputs(network, 3, 6)) {
      const x = Float32Array.from(inner);
      for (let target = 0; target < Math.max(2, outputs); target++) {
        const found = lossGradient(network, x, target);
        const other = await inputGradient((inputs) => forwardTensors(layers, inputs), x, target);
        // In float32 1 − p is rounded at the scale of 1, so that the gradient is at the scale of the direction.
        const scale = Math.max(...found.direction.map(Math.abs));
        for (const [i, value] of gradientOf(found).entries())
          expect(Math.abs(value - (other[i] as number))).toBeLessThan(2e-6 * scale);
      }
    }
    expect(memory().numTensors).toBe(tensors);
  });
});
