import { memory, setBackend, tensor1d } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import {
  type ActivationSpec,
  type DenseLayer,
  denseNetwork,
  type Network,
  tailNetwork,
} from '../../../src/core/network';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { FREE } from '../../../src/core/network/held';
import type { CodeOutput } from '../../../src/core/network/network';
import type { Slice } from '../../../src/core/slice/slice';
import { gatesOf, type SoftQuantity } from '../../../src/core/soft';
import type { FieldRequest } from '../../../src/core/training/model';
import { fieldFault, paintField } from '../../../src/model/field';
import { layerShapes, layerTensors } from '../../../src/model/tensors';
import { denseField } from '../../../src/model/trainable';
import { coreValues, type Painted, softRequest, QUANTITIES as WHOLE } from './softFields';

const ACTIVATIONS: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.2 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
  { name: 'table', table: { label: 'uneven', slopes: [0.1, 1, -0.5], offsets: [0, 0, 1.5], thresholds: [0, 1] } },
  { name: 'gelu' },
  { name: 'swish', eta: 1.7 },
  { name: 'softplus', eta: 2 },
  { name: 'sigmoid' },
  { name: 'tanh' },
];

function randomNetwork(activation: ActivationSpec, sizes: readonly number[], seed: number, scale = 1.5): Network {
  const random = createRandom(seed);
  const layers = sizes.slice(1).map((outputSize, l): DenseLayer => {
    const inputSize = sizes[l] as number;
    const draw = (count: number, by: number): Float64Array =>
      Float64Array.from({ length: count }, () => Math.fround(by * random.normal()));
    return {
      kind: 'dense',
      inputSize,
      outputSize,
      weights: draw(inputSize * outputSize, scale / Math.sqrt(inputSize)),
      bias: draw(outputSize, 0.5),
      activation: l + 2 === sizes.length ? { name: 'identity' } : activation,
    };
  });
  return denseNetwork('random', layers);
}

function randomSlice(inputs: number, seed: number): Slice {
  const random = createRandom(seed);
  const draw = (): Float64Array => Float64Array.from({ length: inputs }, () => Math.fround(random.normal()));
  return { origin: draw(), e1: draw(), e2: draw() };
}

function requestOf(painted: Painted, [width, height] = [11, 7]): FieldRequest {
  return softRequest(painted, { from: [-1.5, -1], to: [1.5, 1.25], width, height });
}

/** Values of the field by tfjs, and the same by the float64 core at the same places. */
async function both(painted: Painted, whole = painted.network): Promise<{ tfjs: number[]; core: number[] }> {
  const request = requestOf(painted);
  const flat = tensor1d(Float32Array.from(flatWeights(whole)));
  const layers = denseField(() => layerTensors(flat, layerShapes(whole)));
  const answer = await paintField(layers, whole, request, () => Promise.resolve(true));
  return { tfjs: Array.from(answer?.values ?? []), core: coreValues(painted, request) };
}

/** Below this (nats, a share) float32 sums resolve nothing more: 1 − σ is exact to 6e−8. */
const RESOLVED = 0.01;

/** Relative to the largest value. */
function expectEqual({ tfjs, core }: { tfjs: number[]; core: number[] }, relative = 1e-4): void {
  const scale = Math.max(...core.map(Math.abs));
  expect(tfjs.length).toBe(core.length);
  expect(scale).toBeGreaterThan(0);
  for (const [i, value] of core.entries())
    expect(Math.abs((tfjs[i] as number) - value), `${i}: ${tfjs[i]} for ${value}`).toBeLessThanOrEqual(
      relative * Math.max(scale, RESOLVED),
    );
}

const QUANTITIES: readonly SoftQuantity[] = [
  ...WHOLE.slice(0, 1),
  { kind: 'entropy', layer: 2, unit: null },
  { kind: 'entropy', layer: 1, unit: 3 },
  ...WHOLE.slice(1),
];

beforeAll(async () => {
  await setBackend('cpu');
});

describe('soft fields by tfjs are those of the float64 core', () => {
  it.each(ACTIVATIONS)('$name, as it is and at several β', async (activation) => {
    const network = randomNetwork(activation, [3, 6, 5, 2], 7);
    const slice = randomSlice(3, 3);
    for (const beta of [null, 0, 0.3, 0.5, 0.9, 0.99])
      for (const quantity of QUANTITIES) {
        const gates = gatesOf(network, { beta, layers: [] });
        const values = await both({ network, slice, gates, quantity });
        // A hard network's entropy and distance are 0 everywhere.
        if (Math.max(...values.core.map(Math.abs)) === 0) expect(values.tfjs.map(Math.abs)).toEqual(values.core);
        else expectEqual(values);
      }
  });

  it.each([0.9999, 1 - 1e-9, 1])('β = %s overflows nowhere and is the hard network’s output', async (beta) => {
    for (const activation of ACTIVATIONS.slice(0, 6)) {
      const network = randomNetwork(activation, [2, 7, 6, 2], 11, 40);
      const gates = gatesOf(network, { beta, layers: [] });
      const slice = randomSlice(2, 5);
      expectEqual(await both({ network, slice, gates, quantity: { kind: 'output', index: 0 } }), 1e-3);
      const { tfjs } = await both({ network, slice, gates, quantity: { kind: 'entropy', layer: null, unit: null } });
      expect(tfjs.every((value) => Number.isFinite(value) && value >= -1e-5)).toBe(true);
    }
  });

  it('a β a layer, and only the layers after a hidden one', async () => {
    const whole = randomNetwork({ name: 'relu' }, [4, 5, 6, 4, 2], 19);
    const network = tailNetwork(whole, 2);
    const gates = gatesOf(network, { beta: 0.4, layers: [0.9, null, 1] });
    expect(gates.map((gate) => gate?.eta)).toEqual([0.4 / 0.6, Infinity, undefined]);
    for (const quantity of QUANTITIES.filter(({ kind }) => kind !== 'entropy'))
      expectEqual(await both({ network, slice: randomSlice(5, 2), gates, quantity }, whole));
    expectEqual(
      await both(
        { network, slice: randomSlice(5, 2), gates, quantity: { kind: 'entropy', layer: 1, unit: null } },
        whole,
      ),
    );
  });

  it('units that are held have no soft code', async () => {
    const free = randomNetwork({ name: 'leakyRelu', alpha: 0.1 }, [2, 4, 4, 1], 23);
    // On, off, and 0 for the next layer, which is a piece beyond the activation's.
    const held = Int8Array.from([1, FREE, 0, 2]);
    const network = { ...free, layers: free.layers.map((layer, l) => (l === 0 ? { ...layer, held } : layer)) };
    const gates = gatesOf(network, { beta: 0.5, layers: [] });
    for (const quantity of [
      ...QUANTITIES.slice(0, 2),
      ...QUANTITIES.slice(3, 6),
      { kind: 'output', index: 0 } as const,
    ])
      expectEqual(await both({ network, slice: randomSlice(2, 9), gates, quantity }));
    const unit = { kind: 'entropy', layer: 1, unit: 3 } as const;
    const { tfjs, core } = await both({ network, slice: randomSlice(2, 9), gates, quantity: unit });
    expect(tfjs.map(Math.abs)).toEqual(core.map(() => 0));
    expect(core.every((value) => value === 0)).toBe(true);
  });

  it.each(['softmax', 'sigmoid', 'tanh'] as const)(
    'the output behind a %s that is read out',
    async (codeOutput: CodeOutput) => {
      const network = { ...randomNetwork({ name: 'swish' }, [2, 5, 3], 29), codeOutput };
      const gates = gatesOf(network, { beta: null, layers: [] });
      expectEqual(await both({ network, slice: randomSlice(2, 1), gates, quantity: { kind: 'output', index: 2 } }));
    },
  );

  it('leaves no tensors behind and refuses what does not fit', async () => {
    const network = randomNetwork({ name: 'relu' }, [2, 4, 4, 1], 31);
    const painted = {
      network,
      slice: randomSlice(2, 4),
      gates: gatesOf(network, { beta: 0.5, layers: [] }),
      quantity: { kind: 'distance' },
    } as const;
    const flat = tensor1d(Float32Array.from(flatWeights(network)));
    const before = memory().numTensors;
    await paintField(
      denseField(() => layerTensors(flat, layerShapes(network))),
      network,
      requestOf(painted),
      () => Promise.resolve(true),
    );
    expect(memory().numTensors).toBe(before);
    const widths = [2, 4, 4, 1];
    expect(fieldFault(requestOf(painted), widths)).toBeNull();
    expect(fieldFault(requestOf({ ...painted, gates: painted.gates.slice(1) }), widths)).toMatch(
      /2 gates for 3 layers/,
    );
    for (const quantity of [
      { kind: 'entropy', layer: 3, unit: null },
      { kind: 'entropy', layer: 1, unit: 4 },
      { kind: 'output', index: 1 },
    ] as const)
      expect(fieldFault(requestOf({ ...painted, quantity }), widths)).toMatch(/field: .* (no gate|exist)/);
  });
});
