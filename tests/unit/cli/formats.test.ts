/** partition, inspect and convert on a file of every kind, each with every kind of slice. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PartitionReport } from '../../../src/core';
import { writeGraphJson } from '../../../src/formats/graphJson';
import { writeGraphNpz, writeGraphSafetensors } from '../../../src/formats/graphTensors';
import { writeNpz } from '../../../src/formats/npz';
import { writeOnnx } from '../../../src/formats/onnx';
import { decodeModel, encodeModel } from '../../../src/formats/onnx/proto';
import { unzip } from '../../../src/formats/zip/unzip';
import { smallCnn } from '../../support/smallCnn';
import { smallTfjs, weightsOfSmallCnn } from '../../support/smallCnnFiles';
import { numbers } from '../formats/graphs';
import { json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const rows = (name: string, size: number): string =>
  folder.write(name, writeNpz([{ name: 'X', type: 'F64', shape: [10, size], data: numbers(10 * size, 3) }]));
const data = rows('data.npz', 64);

/** ONNX with every tensor in a file beside it. */
function external(): string {
  const model = decodeModel(writeOnnx(smallCnn()));
  (model.graph.initializer ?? []).forEach((tensor, i) => {
    const location = `part${i}.bin`;
    folder.write(location, Uint8Array.from(tensor.rawData ?? []));
    Object.assign(tensor, {
      rawData: undefined,
      dataLocation: 1,
      externalData: [{ key: 'location', value: location }],
    });
  });
  return folder.write('beside.onnx', encodeModel(model));
}

function tfjs(): string {
  const { model, shard } = smallTfjs();
  folder.write(shard.name, shard.bytes);
  return folder.write(model.name, model.bytes);
}

const whole = folder.write('cnn.json', writeGraphJson(smallCnn()));
const same: Readonly<Record<string, string>> = {
  safetensors: folder.write('cnn.safetensors', writeGraphSafetensors(smallCnn())),
  npz: folder.write('cnn.npz', writeGraphNpz(smallCnn())),
  onnx: folder.write('cnn.onnx', writeOnnx(smallCnn())),
  'onnx with external data': external(),
  tfjs: tfjs(),
};

function index(): string {
  folder.write('part.safetensors', weightsOfSmallCnn());
  const names = ['0', '1', '4', '7'].flatMap((at) => [`${at}.weight`, `${at}.bias`]);
  const all = [...names, '1.running_mean', '1.running_var'].map((name) => [name, 'part.safetensors']);
  return folder.write('split.safetensors.index.json', { weight_map: Object.fromEntries(all) });
}

const others: Readonly<Record<string, readonly [string, number]>> = {
  'weights alone': [folder.write('weights.safetensors', weightsOfSmallCnn()), 64],
  'weights with an index': [index(), 64],
  'Keras .h5': ['tests/fixtures/keras/mlp.h5', 4],
  'Keras .keras': ['tests/fixtures/keras/mlp.keras', 4],
};

const slices = (file: string): readonly (readonly string[])[] => [
  ['--anchors', `${file}#1,#7,#9`],
  ['--plane', 'random:3'],
  ['--axes', '0,1'],
];

describe('a network', () => {
  it.each(Object.keys(same))(
    'as %s has the polytopes and outputs that it has as JSON, on every kind of slice',
    async (kind) => {
      const file = same[kind] as string;
      for (const slice of slices(data)) {
        const cut = (from: string) =>
          json<PartitionReport>('partition', from, ...slice, '--domain', '0.2', '--no-certificate');
        const [found, expected] = [await cut(file), await cut(whole)];
        expect(found.faces).toBe(expected.faces);
        expect(found.faces).toBeGreaterThan(1);
        const look = (from: string) => json<{ output: number[] }>('inspect', from, ...slice, '--at', '0.01,-0.02');
        const [there, here] = [await look(file), await look(whole)];
        for (const [i, value] of there.output.entries()) expect(value).toBeCloseTo(here.output[i] as number, 4);
      }
    },
  );

  it.each(Object.keys(others))('as %s is cut, inspected and converted', async (kind) => {
    const [file, size] = others[kind] as readonly [string, number];
    const to = folder.path(`${kind.replaceAll(/\W/g, '')}.json`);
    expect((await run('convert', file, to)).code).toBe(0);
    for (const slice of slices(rows(`of${size}.npz`, size))) {
      const [from, back] = [file, to];
      const cut = (each: string) => json<PartitionReport>('partition', each, ...slice, '--domain', '0.04');
      const [found, expected] = [await cut(from), await cut(back)];
      expect(found.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
      expect(found.faces).toBe(expected.faces);
      const look = (each: string) => json<{ output: number[] }>('inspect', each, ...slice, '--at', '0.01,-0.02');
      expect((await look(from)).output).toEqual((await look(back)).output);
    }
  });
});

describe('the architecture and the weights of a Keras model as two files', () => {
  const parts = unzip(new Uint8Array(readFileSync('tests/fixtures/keras/mlp.keras')), { maxBytes: 1e7 });
  const [config, weights] = [parts.get('config.json'), parts.get('model.weights.h5')] as [Uint8Array, Uint8Array];
  const look = (file: string): Promise<unknown> => json('inspect', file, '--input', '0.1,-0.2,0.3,0.4');

  it('joined by a plus, in either order, are the network of the archive', async () => {
    const [one, other] = [folder.write('arch.json', config), folder.write('of-arch.h5', weights)];
    const whole = await look('tests/fixtures/keras/mlp.keras');
    expect(await look(`${one}+${other}`)).toEqual(whole);
    expect(await look(`${other}+${one}`)).toEqual(whole);
  });

  it('are found together by name, which is noted', async () => {
    const file = folder.write('apart.json', config);
    const alone = await run('inspect', file, '--input', '0,0,0,0');
    expect(alone.code).toBe(2);
    expect(alone.error).toContain('without its weights');
    folder.write('apart.weights.h5', weights);
    const { code, error } = await run('convert', file, folder.path('apart.npz'));
    expect(code).toBe(0);
    expect(error).toContain('weights from apart.weights.h5 beside it');
  });

  it('of which one is not there, or has the name of the other, is refused', async () => {
    const file = folder.write('arch2.json', config);
    const { code, error } = await run('inspect', `${file}+${folder.path('gone.h5')}`, '--input', '0,0,0,0');
    expect(code).toBe(2);
    expect(error).toMatch(/gone\.h5: there is no such file/);
    expect((await run('inspect', `${file}+`, '--input', '0')).error).toContain(
      'a file is missing before or behind a +',
    );
    expect((await run('inspect', `${file}+${file}`, '--input', '0')).error).toContain('two files of one name');
  });

  it('a plus in the name of a file is its own', async () => {
    const file = folder.write('a+b.json', readFileSync('tests/fixtures/mlp2_2x16.json', 'utf8'));
    expect((await run('partition', file)).code).toBe(0);
  });
});

it('what lies beside a file and is not there, or is elsewhere, is named', async () => {
  const model = decodeModel(writeOnnx(smallCnn()));
  const [first] = model.graph.initializer ?? [];
  const at = async (location: string): Promise<string> => {
    Object.assign(first ?? {}, {
      rawData: undefined,
      dataLocation: 1,
      externalData: [{ key: 'location', value: location }],
    });
    const { code, error } = await run('partition', folder.write('lost.onnx', encodeModel(model)));
    expect(code).toBe(2);
    return error;
  };
  expect(await at('gone.bin')).toMatch(
    /lost\.onnx: tensor '.*' of node '.*' \(.*\): external data missing: .*'gone\.bin'/,
  );
  expect(await at('../cnn.json')).toMatch(/not beside the model/);
});
