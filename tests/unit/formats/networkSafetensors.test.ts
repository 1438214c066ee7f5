import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActivationName, type DenseLayer, denseNetwork, forward, type Network } from '../../../src/core/network';
import { formatErrorText } from '../../../src/formats/checks';
import { parseNetworkFile } from '../../../src/formats/networkFile';
import { parseNetworkSafetensors } from '../../../src/formats/networkSafetensors';
import { readSafetensors, writeSafetensors } from '../../../src/formats/safetensors';
import { writeNetworkJson } from '../../../src/formats/writeNetworkJson';
import { viewTexts, writeNetworkSafetensors } from '../../../src/formats/writeNetworkSafetensors';
import { denseLayer, denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { parse } from './small';
import { f32, read, sequential, zeros } from './stateDicts';
import { damaged, damages } from './tensors';

describe('properties', () => {
  const real = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(-0, 5e-324, 0.1 + 0.2));
  const single = fc.oneof(fc.float({ min: -1000, max: 1000, noNaN: true }), fc.constantFrom(-0, 2 ** -149));
  const names = fc.constantFrom<ActivationName>('identity', 'relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6');
  const vector = (number: fc.Arbitrary<number>, length: number) =>
    fc.array(number, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));
  const alphas = real.filter((alpha) => alpha !== 1);
  const layer = (number: fc.Arbitrary<number>, inputSize: number, outputSize: number) =>
    fc
      .tuple(vector(number, inputSize * outputSize), vector(number, outputSize), names, alphas)
      .map(([weights, bias, name, alpha]): DenseLayer => {
        const activation = name === 'leakyRelu' ? { name, alpha } : { name };
        return { kind: 'dense', inputSize, outputSize, weights, bias, activation };
      });
  const widths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 7 });
  const networks: fc.Arbitrary<Network> = fc
    .tuple(fc.constantFrom(real, single), widths)
    .chain(([number, sizes]) =>
      fc
        .tuple(...sizes.slice(1).map((size, i) => layer(number, sizes[i] as number, size)))
        .map((layers) => denseNetwork('a "net" ü', layers)),
    );

  it('keeps every bit of network, slice and domain through writing and reading', () => {
    holds(
      fc.property(networks, fc.double({ min: -5, max: 5, noNaN: true }), (network, at) => {
        const from = parse({ layers: [{ W: [Array(network.inputSize).fill(1)], b: [0] }] });
        const view = { slice: { ...from.slice, origin: from.slice.origin.map(() => at) }, domain: from.domain };
        const bytes = writeNetworkSafetensors(network, view);
        const back = parseNetworkFile(bytes, 'x.safetensors');
        if (!back.ok) throw new Error(formatErrorText(back.error));
        expect(back.network).toEqual(network);
        expect([back.slice, back.domain, back.notes]).toEqual([view.slice, view.domain, []]);
        expect(writeNetworkSafetensors(back.network, back)).toEqual(bytes);
        const json = parse(writeNetworkJson(network, view));
        expect({ ...back, notes: json.notes }).toEqual(json);
      }),
      21,
      150,
    );
  });

  it('damaged files never throw', () => {
    const whole = writeSafetensors(sequential(), new Map([['activations', '["abs","identity"]']]));
    let good = 0;
    holds(
      fc.property(damages, (damage) => {
        const result = parseNetworkSafetensors(damaged(whole, damage));
        if (result.ok) good++;
        else expect(formatErrorText(result.error)).toMatch(/./);
      }),
      22,
      3000,
    );
    expect(good).toBeGreaterThan(20);
    expect(good).toBeLessThan(2500);
  });
});

it('is written as nn.Sequential names it: activations are modules, F32 where all values are', () => {
  const file = (weight: number) => ({
    name: 'n',
    layers: [
      { W: [[1, weight]], b: [0.5], activation: 'leakyRelu', alpha: 0.2 },
      { W: [[1], [2]], b: [0, 0], activation: 'identity' },
      { W: [[3, 4]], b: [0], activation: 'relu6' },
      { W: [[-1]], b: [0] },
    ],
  });
  const shapes = (weight: number) => {
    const result = readSafetensors(writeNetworkSafetensors(parse(file(weight)).network));
    if (!result.ok) throw new Error('unreadable');
    return { metadata: result.metadata, tensors: result.tensors.map((t) => `${t.name} ${t.type} ${t.shape}`) };
  };
  const { tensors, metadata } = shapes(0.25);
  const names = ['0.weight', '0.bias', '2.weight', '2.bias', '3.weight', '3.bias', '5.weight', '5.bias'];
  const sizes = ['1,2', '1', '2,1', '2', '1,2', '1', '1,1', '1'];
  expect(tensors).toEqual(names.map((name, i) => `${name} F32 ${sizes[i]}`));
  expect(Object.fromEntries(metadata)).toEqual({
    format: 'pt',
    name: 'n',
    activations: '[{"name":"leakyRelu","alpha":0.2},"identity","relu6","identity"]',
  });
  expect(shapes(0.1).tensors).toEqual(names.map((name, i) => `${name} F64 ${sizes[i]}`));
});

describe('files of others', () => {
  it('of nn.Sequential: ReLU between the layers is assumed, and said', () => {
    const { network, notes, precision } = read(sequential());
    expect(network.name).toBe('a file');
    expect(network.layers.map(({ activation }) => activation.name)).toEqual(['relu', 'identity']);
    expect(notes).toEqual([
      'The file names no activations: ReLU is taken between the layers, and none after the last.',
    ]);
    expect(precision).toBe('float32');
    // relu(0.5), relu(−1), relu(−1) → 0.5 + 0.25; relu(2), relu(3), relu(4.5) → 2 + 6 − 18 + 0.25.
    expect([...forward(network, [0.5, -1]), ...forward(network, [2, 3])]).toEqual([0.75, -9.75]);
  });

  it('take the order from the numbers in the names, whatever that of the file', () => {
    const chain = Array.from({ length: 12 }, (_, i) => [
      f32(`net.${i}.fc.weight`, [1, 1], [i + 1]),
      f32(`net.${i}.fc.bias`, [1], [0]),
    ]).flat();
    const shuffled = chain.toSorted((a, b) => (a.name < b.name ? 1 : -1));
    const { network, notes } = read(shuffled, { activation: 'abs' });
    expect(denseLayersOf(network).map(({ weights }) => weights[0])).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    expect(network.layers.map(({ activation }) => activation.name)).toEqual([...Array(11).fill('abs'), 'identity']);
    expect(notes).toEqual([]);
  });

  it('say the order of names that differ in more than numbers', () => {
    const { notes } = read([
      zeros('head.weight', 2, 2),
      zeros('head.bias', 2),
      zeros('fc1.weight', 2, 2),
      zeros('fc1.bias', 2),
    ]);
    expect(notes[0]).toBe('The layers are taken in the order of their names: fc1, head.');
  });

  it('of one nn.Linear, in half precision and float64', () => {
    const { network, notes } = read([
      { name: 'weight', type: 'F16', shape: [1, 2], data: Uint16Array.of(0x3c00, 0xc000) },
      { name: 'bias', type: 'F64', shape: [1], data: Float64Array.of(0.1) },
    ]);
    expect([[...denseLayer(network.layers[0]).weights], network.layers[0]?.bias[0], notes]).toEqual([[1, -2], 0.1, []]);
    const brain = { name: 'weight', type: 'BF16', shape: [1, 1], data: Uint16Array.of(0x4049) } as const;
    expect(denseLayer(read([brain, zeros('bias', 1)]).network.layers[0]).weights[0]).toBe(3.140625);
  });
});

it('leaves out a plane that no header has room for', () => {
  const inputs = 60_000;
  const dense = {
    origin: new Float64Array(inputs).fill(1 / 3),
    e1: new Float64Array(inputs),
    e2: new Float64Array(inputs),
  };
  dense.e1[0] = 1;
  dense.e2[1] = 1;
  const layer: DenseLayer = {
    kind: 'dense',
    inputSize: inputs,
    outputSize: 1,
    weights: new Float64Array(inputs).fill(1),
    bias: new Float64Array(1),
    activation: { name: 'identity' },
  };
  const view = { slice: dense, domain: parse({ layers: [{ W: [[1, 1]], b: [0] }] }).domain };
  expect(viewTexts(view)).toBeNull();
  const back = parseNetworkSafetensors(writeNetworkSafetensors(denseNetwork('wide', [layer]), view));
  expect(back.ok && [...back.slice.origin.subarray(0, 3)]).toEqual([0, 0, 0]);
});

it('an encoder comes before its decoder, where either could be first', () => {
  const shapes = { 'decoder.0': [2, 1], 'decoder.2': [3, 2], 'encoder.0': [2, 3], 'encoder.2': [1, 2] } as const;
  const layers = Object.entries(shapes).flatMap(([path, [outputs, inputs]]) => [
    zeros(`${path}.weight`, outputs, inputs),
    zeros(`${path}.bias`, outputs),
  ]);
  const { notes, network } = read(layers);
  expect(denseLayersOf(network).map(({ inputSize }) => inputSize)).toEqual([3, 2, 1, 2]);
  expect(notes.join()).toContain('encoder.0, encoder.2, decoder.0, decoder.2');
});
