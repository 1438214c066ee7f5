import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import type { Group } from 'h5wasm/node';
import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph';
import { formatErrorText } from '../../../../src/formats/checks';
import type { GraphResult } from '../../../../src/formats/graphResult';
import { readKeras, readKerasArchive } from '../../../../src/formats/keras';
import { snakeCase } from '../../../../src/formats/keras/archiveWeights';
import { unzip } from '../../../../src/formats/zip/unzip';
import { holds } from '../../../support/holds';
import { written } from '../hdf5/write';
import { damaged, damages } from '../tensors';

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`tests/fixtures/keras/${name}`));
const textOf = (result: GraphResult): string => (result.ok ? 'accepted' : formatErrorText(result.error));
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const dense = (name: string, units: number, activation: string, inputs?: number) => ({
  class_name: 'Dense',
  config: { name, units, activation, use_bias: true, ...(inputs ? { batch_input_shape: [null, inputs] } : {}) },
});
const model = (layers: readonly unknown[]) => ({ class_name: 'Sequential', config: { name: 'two', layers } });

/** A layer's group as Keras 2 writes it; `split`: the list of names in parts. */
function addLayer(weights: Group, name: string, kernel: number[][], bias: number[], split = false): void {
  const group = weights.create_group(name);
  const inner = group.create_group(name);
  const names = [`${name}/kernel:0`, `${name}/bias:0`];
  if (split) for (const [i, each] of names.entries()) group.create_attribute(`weight_names${i}`, [each]);
  else group.create_attribute('weight_names', names);
  const shape = [kernel.length, (kernel[0] as number[]).length];
  inner.create_dataset({ name: 'kernel:0', data: Float32Array.from(kernel.flat()), shape });
  inner.create_dataset({ name: 'bias:0', data: Float32Array.from(bias) });
}

describe('files of Keras 2', () => {
  it('by the names of their weights, split lists too, values by hand', async () => {
    const bytes = await written((root) => {
      root.create_attribute('keras_version', '2.11.0');
      root.create_attribute('model_config', JSON.stringify(model([dense('a', 2, 'relu', 2), dense('b', 1, 'linear')])));
      const weights = root.create_group('model_weights');
      addLayer(
        weights as Group,
        'a',
        [
          [1, 2],
          [3, -4],
        ],
        [0.5, 1],
      );
      addLayer(weights as Group, 'b', [[10], [100]], [-1], true);
    });
    const result = readKeras(bytes);
    if (!result.ok) throw new Error(formatErrorText(result.error));
    // relu(1 + 3 + ½) · 10 + relu(2 − 4 + 1) · 100 − 1, and the like.
    expect([...graphOutput(result.graph, [1, 1])]).toEqual([44]);
    expect([...graphOutput(result.graph, [1, 0])]).toEqual([314]);
  });

  it('with weights that are missing, or no model', async () => {
    const config = JSON.stringify(model([dense('a', 2, 'relu', 2), dense('b', 1, 'linear')]));
    const missing = await written((root) => {
      root.create_attribute('model_config', config);
      addLayer(
        root.create_group('model_weights') as Group,
        'a',
        [
          [1, 2],
          [3, -4],
        ],
        [0.5, 1],
      );
    });
    expect(textOf(readKeras(missing))).toMatch(/"b".*kernel/);
    const weightsAlone = await written((root) => root.create_group('a'));
    expect(textOf(readKeras(weightsAlone))).toMatch(/^an HDF5 file without model_config/);
    const broken = await written((root) => root.create_attribute('model_config', '{"class_name":'));
    expect(textOf(readKeras(broken))).toMatch(/^model_config: not valid JSON/);
    const shape = await written((root) => {
      root.create_attribute('model_config', config);
      const weights = root.create_group('model_weights') as Group;
      addLayer(
        weights,
        'a',
        [
          [1, 2],
          [3, -4],
        ],
        [0.5, 1],
      );
      addLayer(weights, 'b', [[1], [2], [3]], [0]);
    });
    expect(textOf(readKeras(shape))).toMatch(/"b"/);
  });
});

describe('.keras archives', () => {
  it('name layers by their classes as Keras does', () => {
    expect(['Conv2D', 'BatchNormalization', 'ReLU', 'PReLU', 'MaxPooling2D', 'InputLayer'].map(snakeCase)).toEqual([
      'conv2d',
      'batch_normalization',
      're_lu',
      'p_re_lu',
      'max_pooling2d',
      'input_layer',
    ]);
  });

  it('that are incomplete or no archive', () => {
    const files = Object.fromEntries(unzip(bytesOf('mlp.keras'), { maxBytes: 1e7 }));
    const { 'model.weights.h5': weights = new Uint8Array(), 'config.json': config = new Uint8Array() } = files;
    const archive = (given: Record<string, Uint8Array>): string => textOf(readKerasArchive(zipSync(given)));
    expect(archive(files)).toBe('accepted');
    expect(archive({ 'config.json': config })).toBe('no .keras file: model.weights.h5 is missing');
    expect(archive({ 'model.weights.h5': weights })).toBe('no .keras file: config.json is missing');
    expect(archive({ ...files, 'config.json': json([1]) })).toBe('config.json: expected an object, found a list of 1');
    expect(archive({ ...files, 'model.weights.h5': weights.subarray(0, 900) })).toMatch(/^the file is cut off/);
    expect(archive({ ...files, 'model.weights.h5': weights.subarray(8) })).toMatch(/HDF5/);
    const more = model([dense('first', 5, 'relu', 4), dense('other', 3, 'relu'), dense('third', 3, 'relu')]);
    expect(archive({ ...files, 'config.json': json(more) })).toMatch(/"other"/);
  });

  it('that say they unpack to two gigabytes are refused before they are unpacked', () => {
    const large = bytesOf('mlp.keras').slice();
    const view = new DataView(large.buffer);
    // The size of the first file in the directory at the end.
    const entry = large.findIndex((_, at) => at + 4 < large.length && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(entry + 24, 2 ** 31, true);
    expect(textOf(readKerasArchive(large))).toMatch(/^a zip archive whose files have 21\d{8} bytes; at most/);
  });

  it('damaged ones never throw', () => {
    const whole = [bytesOf('mlp.h5'), bytesOf('mlp.keras'), bytesOf('cnn.keras')] as const;
    const spots = fc.array(fc.tuple(fc.nat(60_000), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    holds(
      fc.property(damages, spots, fc.nat(2), (damage, list, which) => {
        const bytes = damaged(whole[which] as Uint8Array, which === 0 ? { ...damage, bytes: [] } : damage);
        for (const [at, byte] of list) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        const result = which === 0 ? readKeras(bytes) : readKerasArchive(bytes);
        if (!result.ok) refused++;
      }),
      71,
      3000,
    );
    expect(refused).toBeGreaterThan(300);
  });
});
