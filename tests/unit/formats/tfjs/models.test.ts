import {
  input,
  io,
  type LayersModel,
  layers,
  loadLayersModel,
  model as modelOf,
  type SymbolicTensor,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CheckedGraph, evaluateGraph } from '../../../../src/core/graph';
import type { ReadOptions } from '../../../../src/formats/graphResult';
import { readTfjs } from '../../../../src/formats/tfjs';
import { disagreement, type Files, jsonBytes, randomInput, randomise, savedFiles } from '../../../support/tfjsFiles';

function graphOf(files: Files, options?: ReadOptions): { graph: CheckedGraph; notes: readonly string[] } {
  const read = readTfjs(files, options);
  if (!read.ok) throw new Error(`${read.error.where}: ${read.error.message}`);
  return read;
}

const predictor =
  (model: LayersModel) =>
  (x: Tensor): Tensor =>
    model.predict(x) as Tensor;

const cnn = (): LayersModel =>
  sequential({
    layers: [
      layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        useBias: false,
        name: 'conv',
      }),
      layers.batchNormalization({ name: 'norm' }),
      layers.reLU({ name: 'relu' }),
      layers.maxPooling2d({ poolSize: 2, name: 'pool' }),
      layers.flatten({ name: 'flat' }),
      layers.dense({ units: 5, activation: 'softmax', name: 'classes' }),
    ],
  });

/** A residual block whose inside is a model of its own, used twice. */
function nested(): LayersModel {
  const inner = sequential({
    name: 'inner',
    layers: [
      layers.dense({ inputShape: [6], units: 4, activation: 'relu', name: 'narrow' }),
      layers.dense({ units: 6, name: 'wide' }),
    ],
  });
  const x = input({ shape: [6], name: 'x' });
  const once = layers.add({ name: 'once' }).apply([x, inner.apply(x) as SymbolicTensor]) as SymbolicTensor;
  const shared = layers.dense({ units: 6, activation: 'tanh', name: 'shared' });
  const twice = shared.apply(shared.apply(once) as SymbolicTensor) as SymbolicTensor;
  return modelOf({ inputs: x, outputs: twice, name: 'outer' });
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('whole models', () => {
  test('a sequential network with batch norm and pooling, its weights in many shards', async () => {
    const model = cnn();
    randomise(model, 1);
    const files = await savedFiles(model, 100);
    expect(files.size).toBeGreaterThan(5);
    const { graph } = graphOf(files);
    const ops = graph.nodes.map(({ op }) => op);
    expect(ops).toEqual(['input', 'conv', 'batchNorm', 'activation', 'maxPool', 'reshape', 'dense', 'softmax']);
    expect(graph.nodes.map(({ name }) => name).slice(1)).toEqual([
      'conv',
      'norm',
      'relu',
      'pool',
      'flat',
      'classes',
      'classes/softmax',
    ]);
    expect(disagreement(graph, predictor(model), randomInput(64, 2), [8, 8, 1])).toBeLessThan(1e-5);
  });

  test('models within models and layers that are called twice', async () => {
    const model = nested();
    randomise(model, 3);
    const { graph } = graphOf(await savedFiles(model));
    const names = graph.nodes.map(({ name }) => name);
    expect(names).toContain('inner/narrow');
    expect(names).toContain('shared:1');
    expect(disagreement(graph, predictor(model), randomInput(6, 4), [6])).toBeLessThan(1e-5);
  });

  test('several inputs are one, one after another; of several outputs the first is taken', async () => {
    const [a, b] = [input({ shape: [3], name: 'a' }), input({ shape: [2, 2], name: 'b' })];
    const flat = layers.flatten().apply(b) as SymbolicTensor;
    const joined = layers.concatenate().apply([a, flat]) as SymbolicTensor;
    const [one, two] = [layers.dense({ units: 2, name: 'one' }), layers.dense({ units: 3, name: 'two' })];
    const model = modelOf({
      inputs: [a, b],
      outputs: [one.apply(joined) as SymbolicTensor, two.apply(joined) as SymbolicTensor],
    });
    randomise(model, 5);
    const { graph, notes } = graphOf(await savedFiles(model));
    expect(graph.input.shape).toEqual([7]);
    expect(graph.output).toBe('one');
    expect(notes).toEqual([
      'The model has 2 outputs; the first, "one", is taken.',
      'The inputs "a" (3), "b" (2 × 2) are held by one, "inputs", one after another.',
    ]);
    const x = randomInput(7, 6);
    const expected = tidy(() => {
      const values = model.predict([tensor(x.slice(0, 3), [1, 3]), tensor(x.slice(3), [1, 2, 2])]) as Tensor[];
      return (values[0] as Tensor).dataSync();
    });
    const found = evaluateGraph(graph, x).get('one') as Float64Array;
    for (const [j, value] of found.entries()) expect(value).toBeCloseTo(expected[j] as number, 5);
  });

  test('begins behind a layer that is named, and behind an embedding by itself', async () => {
    const model = sequential({
      layers: [
        layers.embedding({ inputShape: [4], inputDim: 20, outputDim: 3, name: 'words' }),
        layers.flatten({ name: 'flat' }),
        layers.dense({ units: 5, activation: 'relu', name: 'hidden' }),
        layers.dense({ units: 2, name: 'out' }),
      ],
    });
    randomise(model, 7);
    const files = await savedFiles(model);
    const { graph, notes } = graphOf(files);
    expect(notes).toEqual(['The network begins behind the embedding lookup "words".']);
    expect(graph.input.shape).toEqual([4, 3]);
    const words = model.getLayer('words').apply(tensor([[3, 1, 4, 1]])) as Tensor;
    const expected = (model.predict(tensor([[3, 1, 4, 1]])) as Tensor).dataSync();
    const found = evaluateGraph(graph, words.dataSync()).get('out') as Float64Array;
    for (const [j, value] of found.entries()) expect(value).toBeCloseTo(expected[j] as number, 5);
    const behind = graphOf(files, { from: 'hidden' }).graph;
    expect(behind.nodes.map(({ name }) => name)).toEqual(['hidden/relu', 'out']);
  });

  test('a layer that nothing here computes is an unknown op; what follows is, too', async () => {
    const model = sequential({
      layers: [
        layers.dense({ inputShape: [4, 3], units: 2, name: 'first' }),
        layers.simpleRNN({ units: 3, name: 'rnn' }),
        layers.dense({ units: 2, name: 'last' }),
      ],
    });
    const { graph } = graphOf(await savedFiles(model));
    expect(graph.nodes.map((node) => [node.name, node.op, node.op === 'unknown' ? node.type : ''])).toEqual([
      ['first_input', 'input', ''],
      ['first', 'dense', ''],
      ['rnn', 'unknown', 'SimpleRNN'],
      ['last', 'unknown', 'Dense'],
    ]);
  });

  for (const dtype of ['uint8', 'uint16', 'float16'] as const)
    test(`weights that are quantised as ${dtype}`, async () => {
      const model = cnn();
      randomise(model, 9);
      const files = quantised(await savedFiles(model), dtype);
      // tfjs reads the same file, and is the reference.
      const reference = await loadLayersModel(handlerOf(files));
      const { graph } = graphOf(files);
      expect(disagreement(graph, predictor(reference), randomInput(64, 8), [8, 8, 1])).toBeLessThan(1e-5);
      expect(disagreement(graph, predictor(model), randomInput(64, 8), [8, 8, 1])).toBeGreaterThan(1e-7);
    });
});

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: unknown;
}

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly [{ readonly paths: readonly string[]; readonly weights: readonly Spec[] }];
}

const modelJsonOf = (files: Files): ModelJson =>
  JSON.parse(new TextDecoder().decode(files.get('model.json'))) as ModelJson;

function handlerOf(files: Files): io.IOHandler {
  const { modelTopology, weightsManifest } = modelJsonOf(files);
  const [{ paths, weights }] = weightsManifest;
  const { buffer } = files.get(paths[0] as string) as Uint8Array<ArrayBuffer>;
  return io.fromMemory({ modelTopology, weightSpecs: weights as io.WeightsManifestEntry[], weightData: buffer });
}

/** The same model with its weights stored in fewer bits. */
function quantised(files: Files, dtype: 'uint8' | 'uint16' | 'float16'): Files {
  const { modelTopology, weightsManifest } = modelJsonOf(files);
  const [{ paths, weights }] = weightsManifest;
  const values = new Float32Array((files.get(paths[0] as string) as Uint8Array<ArrayBuffer>).buffer);
  const bytes: number[] = [];
  let place = 0;
  const specs = weights.map((spec) => {
    const size = spec.shape.reduce((product, length) => product * length, 1);
    const own = values.subarray(place, place + size);
    place += size;
    if (dtype === 'float16') {
      // Halves are cut off floats: sign, five bits of exponent, ten of fraction.
      for (const value of own) bytes.push(...new Uint8Array(Uint16Array.of(halfOf(value)).buffer));
      return { ...spec, quantization: { dtype } };
    }
    const min = Math.min(...own);
    const scale = (Math.max(...own) - min) / (dtype === 'uint8' ? 255 : 65535) || 1;
    const stored = Array.from(own, (value) => Math.round((value - min) / scale));
    for (const value of stored) bytes.push(...(dtype === 'uint8' ? [value] : [value & 255, value >> 8]));
    return { ...spec, quantization: { dtype, min, scale } };
  });
  return new Map([
    ['model.json', jsonBytes({ modelTopology, weightsManifest: [{ paths: ['w.bin'], weights: specs }] })],
    ['w.bin', Uint8Array.from(bytes)],
  ]);
}

/** Bits of the half that a float is cut to; for normal numbers. */
function halfOf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] as number;
  const exponent = ((bits >> 23) & 255) - 112;
  return exponent <= 0 ? 0 : ((bits >> 16) & 0x8000) | (exponent << 10) | ((bits >> 13) & 0x3ff);
}
