import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core';
import { graphOutput } from '../../../src/core/graph';
import { formatErrorText } from '../../../src/formats/checks';
import { readGraphFile } from '../../../src/formats/graphFile';
import { writeGraphJson } from '../../../src/formats/graphJson';
import type { ReadGraph } from '../../../src/formats/graphResult';
import { writeGraphNpz, writeGraphSafetensors } from '../../../src/formats/graphTensors';
import { readModelFile } from '../../../src/formats/modelFile';
import { parseNetworkJson } from '../../../src/formats/networkJson';
import { writeNpz } from '../../../src/formats/npz';
import { writeOnnx } from '../../../src/formats/onnx';
import { writeSafetensors } from '../../../src/formats/safetensors';
import { writeNetworkSafetensors } from '../../../src/formats/writeNetworkSafetensors';
import { layer, state } from './architecture/support';
import { numbers, residual } from './graphs';

const text = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function read(name: string, bytes: Uint8Array): Promise<ReadGraph> {
  const result = await readGraphFile(new Map([[name, bytes]]), name);
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result;
}

const fault = async (name: string, bytes: Uint8Array): Promise<string> => {
  const result = await readGraphFile(new Map([[name, bytes]]), name);
  return result.ok ? 'accepted' : formatErrorText(result.error);
};

const small = new Uint8Array(readFileSync('tests/fixtures/mlp2_2x16.json'));
const weights = () => [...state({ ...layer('conv1', 2, 1, 3, 3), ...layer('fc', 3, 2 * 28 * 28) })];

describe('files of all kinds', () => {
  it('graphs are known by what they hold, whatever they are called', async () => {
    const graph = residual();
    const files: readonly Uint8Array[] = [
      text(writeGraphJson(graph)),
      writeGraphSafetensors(graph),
      writeGraphNpz(graph),
    ];
    for (const bytes of files) expect((await read('model.bin', bytes)).graph).toEqual(graph);
    const { graph: onnx } = await read('model.bin', writeOnnx(graph));
    const [x, y] = [numbers(16, 3), graphOutput(graph, numbers(16, 3))];
    for (const [i, value] of graphOutput(onnx, x).entries())
      expect(Math.abs(value - (y[i] as number))).toBeLessThan(1e-5);
  });

  it('dense chains become graphs with their slice and domain', async () => {
    const parsed = parseNetworkJson(new TextDecoder().decode(small));
    if (!parsed.ok) throw new Error(parsed.error.message);
    for (const bytes of [small, writeNetworkSafetensors(parsed.network, parsed)]) {
      const { graph, view } = await read('small', bytes);
      expect(view).toEqual({ slice: parsed.slice, domain: parsed.domain });
      for (let seed = 1; seed < 9; seed++)
        expect([...graphOutput(graph, numbers(2, seed))]).toEqual([...forward(parsed.network, numbers(2, seed))]);
    }
    expect(await readModelFile(new Map([['a', small]]), 'a')).toMatchObject({ ok: true, network: { ok: true } });
  });

  it('weights alone are given a guess, from safetensors and npz', async () => {
    const list = weights().map(([name, tensor]) => ({ name, ...tensor }));
    for (const bytes of [writeSafetensors(list), writeNpz(list)]) {
      const { graph, notes } = await read('weights', bytes);
      expect(graph.input.shape).toEqual([1, 28, 28]);
      expect(notes.join(' ')).toContain('ReLU is taken between the layers');
    }
  });

  it('a header whose length begins like a pickle is no pickle', async () => {
    const list = [...state(layer('0', 2, 3))].map(([name, tensor]) => ({ name, ...tensor }));
    const plain = writeSafetensors(list, new Map([['note', '']]));
    const bytes = writeSafetensors(
      list,
      new Map([['note', '.'.repeat(640 - ((plain[0] as number) + 256 * (plain[1] as number)))]]),
    );
    expect([bytes[0], bytes[1]]).toEqual([0x80, 2]);
    expect((await read('x', bytes)).graph.input.shape).toEqual([3]);
  });

  it('Keras files, and models within zip archives with what lies beside them', async () => {
    const keras = new Uint8Array(readFileSync('tests/fixtures/keras/cnn.keras'));
    expect((await read('x', keras)).graph.input.shape).toEqual([6, 6, 1]);
    const h5 = new Uint8Array(readFileSync('tests/fixtures/keras/cnn.h5'));
    expect((await read('x', zipSync({ 'a/model.h5': h5, 'a/readme.txt': text('x') }))).graph.input.shape).toEqual([
      6, 6, 1,
    ]);
    const topology = {
      model_config: {
        class_name: 'Sequential',
        config: { layers: [{ class_name: 'Dense', config: { name: 'd', units: 1, batch_input_shape: [null, 2] } }] },
      },
    };
    const entries = [
      { name: 'd/kernel', shape: [2, 1], dtype: 'float32' },
      { name: 'd/bias', shape: [1], dtype: 'float32' },
    ];
    const manifest = [{ paths: ['shard.bin'], weights: entries }];
    const files = {
      'm/model.json': text({ format: 'layers-model', modelTopology: topology, weightsManifest: manifest }),
      'm/shard.bin': new Uint8Array(Float32Array.of(2, 3, 1).buffer),
    };
    expect([...graphOutput((await read('m.zip', zipSync(files))).graph, [10, 100])]).toEqual([321]);
  });
});

describe('what is no network says so', () => {
  it.each<[string, string, Uint8Array, RegExp]>([
    ['an empty file', 'a', new Uint8Array(0), /^no file of a network: plain JSON, tfjs, ONNX, Keras/],
    ['a shard', 'group1-shard1of1.bin', new Uint8Array(64).fill(7), /^weights without their model, which is opened/],
    ['a picture', 'a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 0), /^no file of a network/],
    ['a pickle', 'a.pt', Uint8Array.of(0x80, 2, 0x8a, 10), /^a pickle, as torch.save/],
    [
      'a checkpoint',
      'a.pt',
      zipSync({ 'archive/data.pkl': Uint8Array.of(0x80, 2), 'archive/data/0': text('x') }),
      /^a pickle, as torch.save/,
    ],
    ['another zip', 'a.zip', zipSync({ 'readme.txt': text('x') }), /^a zip archive that holds no network/],
    [
      'a zip in a zip',
      'a.zip',
      zipSync({ 'a.keras': zipSync({ 'b.keras': text('x') }) }),
      /^"a.keras" is an archive in an archive/,
    ],
    [
      'a zip that is cut off',
      'a.npz',
      zipSync({ 'a.npy': text('x') }).subarray(0, 40),
      /^no zip archive, or one that is cut off/,
    ],
    [
      'a config alone',
      'a.json',
      text({ class_name: 'Sequential', config: {} }),
      /^a Keras model's architecture without its weights/,
    ],
    ['no JSON', 'a.json', text('{"nodes": ['), /^not valid JSON/],
    ['another JSON', 'a.json', text({ a: 1 }), /^layers: missing/],
    [
      'a header of 2 GB',
      'a.safetensors',
      Uint8Array.of(0, 0, 0, 0x80, 0, 0, 0, 0, 0x7b),
      /^a header of 2147483648 bytes; at most 1048576 are read/,
    ],
    [
      'HDF5 that is cut off',
      'a.h5',
      new Uint8Array(readFileSync('tests/fixtures/keras/mlp.h5')).subarray(0, 5000),
      /^the file is cut off/,
    ],
    ['ONNX that is cut off', 'a.onnx', writeOnnx(residual()).subarray(0, 300), /./],
    [
      'tensors of no layers',
      'a.npz',
      writeNpz([{ name: 'x_train', type: 'F32', shape: [2, 2], data: new Float32Array(4) }]),
      /^no tensor is named as PyTorch names weights/,
    ],
  ])('%s', async (_, name, bytes, message) => {
    expect(await fault(name, bytes)).toMatch(message);
  });

  it('a file that is not there', async () => {
    expect(await readGraphFile(new Map(), 'a.json')).toEqual({
      ok: false,
      error: { where: '', message: 'there is no file "a.json"' },
    });
  });
});
