/** Keras's architecture and weights as files of their own. */
import { readFileSync } from 'node:fs';
import type { Group } from 'h5wasm/node';
import { expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph';
import { formatErrorText } from '../../../../src/formats/checks';
import { readGraphFile } from '../../../../src/formats/graphFile';
import { unzip } from '../../../../src/formats/zip/unzip';
import { written } from '../hdf5/write';

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`tests/fixtures/keras/${name}`));
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

async function read(files: Readonly<Record<string, Uint8Array>>, name: string) {
  const result = await readGraphFile(new Map(Object.entries(files)), name);
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result.graph;
}

it.each(['mlp.keras', 'cnn.keras'])('config and weights of %s, side by side, are the archive', async (name) => {
  const files = unzip(bytesOf(name), { maxBytes: 1e7 });
  const [config, weights] = [files.get('config.json'), files.get('model.weights.h5')] as [Uint8Array, Uint8Array];
  const [apart, whole] = [
    await read({ 'my.json': config, 'my.weights.h5': weights }, 'my.json'),
    await read({ [name]: bytesOf(name) }, name),
  ];
  expect(apart.nodes).toEqual(whole.nodes);
  await expect(read({ 'my.weights.h5': weights }, 'my.weights.h5')).rejects.toThrow(
    'together with the JSON of model.to_json()',
  );
  await expect(read({ 'my.json': config }, 'my.json')).rejects.toThrow('model.save_weights is opened together with it');
});

/** The variables of one layer, as Keras 3 keeps them. */
function addLayer(
  root: Group,
  name: string,
  kernel: readonly number[],
  shape: readonly number[],
  bias: readonly number[],
): void {
  const vars = root.create_group('layers').create_group(name).create_group('vars');
  vars.create_dataset({ name: '0', data: Float32Array.from(kernel), shape: [...shape] });
  vars.create_dataset({ name: '1', data: Float32Array.from(bias), shape: [bias.length] });
}

it('weights in shards, with or without their index', async () => {
  const dense = (name: string, units: number, activation: string, inputs?: number) => ({
    class_name: 'Dense',
    config: { name, units, activation, use_bias: true, ...(inputs ? { batch_input_shape: [null, inputs] } : {}) },
  });
  const config = json({
    module: 'keras',
    class_name: 'Sequential',
    config: { name: 'two', layers: [dense('first', 2, 'relu', 2), dense('second', 1, 'linear')] },
  });
  const first = await written((root) => addLayer(root, 'dense', [1, 2, 3, 4], [2, 2], [0.5, -10]));
  const second = await written((root) => addLayer(root, 'dense_1', [2, 1], [2, 1], [1]));
  const index = json({
    weight_map: { '/layers/dense/vars': 'm_00000.weights.h5', '/layers/dense_1/vars': 'm_00001.weights.h5' },
  });
  const files = {
    'm.weights.json': index,
    'm_00000.weights.h5': first,
    'm_00001.weights.h5': second,
    'm.json': config,
  };
  // relu([1·1 + 3·2 + 0.5, 2·1 + 4·2 − 10]) · [2, 1] + 1
  for (const name of ['m.json', 'm.weights.json'])
    expect([...graphOutput(await read(files, name), Float64Array.of(1, 2))]).toEqual([16]);
  const { 'm_00001.weights.h5': _, ...less } = files;
  await expect(read(less, 'm.json')).rejects.toThrow(/second/);
});
