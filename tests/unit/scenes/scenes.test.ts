import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { forward, type Network } from '../../../src/core/network';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { denseLayers } from '../../../src/core/network/network';
import { faceCount, partition, partitionInterval } from '../../../src/core/partition';
import { softPass } from '../../../src/core/soft';
import { defaultSceneId, type LoadedScene, loadScene, sceneById, scenes } from '../../../src/state/scenes';
import { notices, planeKind } from '../../../src/state/scenes/notices';
import type { ReadFile } from '../../../src/state/scenesFiles';
import { buildSlice } from '../../../src/state/slice';
import { gatesUnder } from '../../../src/state/soft';
import { bitHash } from '../data/hash';
import { least } from './least';

const read: ReadFile = async (path) =>
  new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

/** Pieces of a scene's first picture. */
function pieces({ network, data, initial }: LoadedScene): number {
  const plane = buildSlice(initial.slice, network.inputSize, data);
  if (!plane.ok) throw new Error(plane.message);
  const [first, second] = initial.domain;
  if (network.inputSize > 1) return faceCount(partition(network, plane.slice, initial.domain));
  return partitionInterval(network, plane.slice, [first?.[0] ?? 0, second?.[0] ?? 0]).vertices.length - 1;
}

function accuracy({ network, data }: LoadedScene): number {
  if (!data) return 0;
  let right = 0;
  const count = Math.min(data.count, 500);
  for (let i = 0; i < count; i++) {
    const output = forward(network, inputOf(data, i));
    const answer = output.length === 1 ? Number((output[0] as number) > 0) : output.indexOf(Math.max(...output));
    if (answer === data.targets[i]) right++;
  }
  return right / count;
}

/** Bits of the first weights, and of the inputs of the data: links hang on them. */
const bits: Readonly<Record<string, readonly [weights: string, inputs: string]>> = {
  spirals: ['5149ce53', '4b21b670'],
  moons: ['1202bd36', '48986216'],
  circles: ['dac263f0', 'b0f7799c'],
  blobs: ['1c3fadb7', 'f56a4ca7'],
  xor: ['15d91d30', 'a3da462c'],
  regression: ['2d1a132f', '616bef63'],
  wide: ['12a2b269', '80bd27cc'],
  deep: ['93997a0b', '80bd27cc'],
  folds: ['e4a41bcc', '69500584'],
  before: ['b3f3d127', '80bd27cc'],
  after: ['389c2c8f', '80bd27cc'],
  leaky: ['cf2dcb61', '80bd27cc'],
  relu6: ['ed981fe0', '80bd27cc'],
  copies: ['6f89172c', 'cc3990bf'],
  cones: ['04181806', 'f577299c'],
  residual: ['f0ea6333', 'eda36561'],
  tent: ['bc0464b8', 'de572ce7'],
  fold: ['ae3d5fe5', '27c8cf6a'],
  cosine15: ['0c67962c', '0c2fa781'],
  cosine25: ['99dee0ef', '0c2fa781'],
  cosine35: ['8e637b66', '0c2fa781'],
  bell15: ['e3868630', '0c2fa781'],
  bell25: ['c2f92b9e', '0c2fa781'],
  bell35: ['34dd0986', '0c2fa781'],
  digits: ['4c13fc66', 'de06fb74'],
  within: ['4c13fc66', 'de06fb74'],
  random: ['4c13fc66', 'de06fb74'],
  'digits-cnn': ['3e396a9d', '5c3971ea'],
  languages: ['ef9fc6e8', 'c0a09b12'],
  upscaler: ['bd1cc9ce', '30af8fc5'],
  symbols: ['d3183980', '95bbe5f9'],
};

/** All numbers of a network: of a chain its weights, of a graph the parameters of its nodes. */
const numbersOf = (network: Network): number[] =>
  denseLayers(network)
    ? [...flatWeights(network)]
    : (network.graph?.nodes ?? []).flatMap((node) =>
        Object.values(node).flatMap((value) => (value instanceof Float64Array ? [...value] : [])),
      );

describe('scenes', () => {
  it('are all listed once, the default among them', () => {
    expect(scenes.map(({ id }) => id).sort()).toEqual(Object.keys(least).sort());
    expect(sceneById(defaultSceneId)?.id).toBe('spirals');
    expect(Object.keys(notices).sort()).toEqual(Object.keys(least).sort());
    for (const { id, title } of scenes) {
      expect(title.length).toBeGreaterThan(0);
      expect(notices[id]).toMatch(/^.{30,130}\.$/);
    }
  });

  it.each(scenes)('$id has float32 weights and a plain first state', async ({ id }) => {
    const { network, data, initial } = await loadScene(id, read);
    expect(planeKind(id)).toBe(initial.slice.kind);
    const numbers = numbersOf(network);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.every((value) => Math.fround(value) === value)).toBe(true);
    expect(data?.inputSize).toBe(network.inputSize);
    expect([bitHash(Float32Array.from(numbers)), data && bitHash(data.inputs)]).toEqual(bits[id]);
    expect(initial.scene).toBe(id);
    expect(JSON.parse(JSON.stringify(initial))).toEqual(initial);
  });

  it.each(['cosine15', 'cosine25', 'cosine35', 'bell15', 'bell25', 'bell35'])(
    '%s opens with a soft fit',
    async (id) => {
      const { network, data, initial } = await loadScene(id);
      if (!data) throw new Error('there are no data');
      const gates = gatesUnder(network, initial.soft);
      const errorOf = (f: (x: Float32Array) => Float64Array): number => {
        let sum = 0;
        for (let i = 0; i < data.count; i++)
          sum += ((f(inputOf(data, i))[0] as number) - (data.targets[i] as number)) ** 2;
        return sum / data.count;
      };
      const soft = errorOf((x) => softPass(network, gates, x).output);
      expect(soft).toBeLessThan(1e-3);
      // Its hard limit is another function.
      expect(errorOf((x) => forward(network, x))).toBeGreaterThan(5 * soft);
      const [x, target] = [data.inputs[7] as number, data.targets[7] as number];
      expect(target).toBeCloseTo(id.startsWith('cosine') ? Math.cos(2 * x) : Math.exp(-x * x), 6);
    },
  );

  it('without biases has exactly two cones a unit', async () => {
    expect(pieces(await loadScene('cones', read))).toBe(32);
  });

  it('tent has exactly the most pieces that ten units can make', async () => {
    expect(pieces(await loadScene('tent', read))).toBe(32);
  });

  it('ships a spiral network and a digits network that have learnt', async () => {
    expect(accuracy(await loadScene('spirals', read))).toBe(1);
    expect(accuracy(await loadScene('digits', read))).toBeGreaterThan(0.96);
    // What the notices say of the others.
    expect(accuracy(await loadScene('wide'))).toBeGreaterThan(0.88);
    expect(accuracy(await loadScene('wide'))).toBeLessThan(0.92);
    for (const id of ['deep', 'leaky']) expect(accuracy(await loadScene(id))).toBeGreaterThan(0.97);
    for (const id of ['after', 'relu6']) expect(accuracy(await loadScene(id))).toBe(1);
    expect(accuracy(await loadScene('before'))).toBeLessThan(0.9);
  });

  it('says on all test digits what was measured in training', async () => {
    const about = JSON.parse(await readFile(new URL('../../../public/digits/weights.json', import.meta.url), 'utf8'));
    expect(about.testAccuracy).toBeGreaterThanOrEqual(0.97);
    expect(about.testDigits).toBe(10_000);
  });
});

describe('scenes that cannot be loaded', () => {
  const message = async (id: string, readBad: ReadFile): Promise<string> =>
    loadScene(id, readBad).then(
      () => 'fine',
      (error: Error) => error.message,
    );
  const instead = (path: string, bytes: Uint8Array<ArrayBuffer>): ReadFile => {
    return async (wanted, cap) => (wanted === path ? bytes : read(wanted, cap));
  };
  const weights = 'digits/weights.bin';
  const digits = 'digits/test-digits.bin.gz';

  it('name the scene, the file and what is wrong with it', async () => {
    expect(await message('nothing', read)).toContain('unknown scene: nothing');
    expect(await message('digits', instead(weights, new Uint8Array(100)))).toBe(
      'digits/weights.bin: 100 bytes, 220200 are needed',
    );
    const notANumber = new Uint8Array(220200);
    notANumber.set([0, 0, 0xc0, 0x7f], 8);
    expect(await message('digits', instead(weights, notANumber))).toBe('digits/weights.bin: value 2 is NaN');
    expect(await message('digits', instead(digits, new Uint8Array(10)))).toContain('10 bytes, 1570000 are needed');
    const cut = (await read(digits, Number.POSITIVE_INFINITY)).slice(0, 5000);
    expect(await message('digits', instead(digits, cut))).toContain('test-digits.bin.gz: damaged gzip data');
  });

  it('inflate no more than belongs there', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(20_000_000)));
    expect(await message('digits', instead(digits, bomb))).toContain('more than the 1570000 bytes');
    const wrongLabel = new Uint8Array(1_570_000).fill(11, 1_569_999);
    expect(await message('digits', instead(digits, wrongLabel))).toContain('digit 1999 has the label 11');
  });

  it('take bytes that the server has inflated already', async () => {
    const inflated = new Uint8Array(1_570_000);
    inflated.fill(200, 0, 784);
    inflated.fill(100, 784, 1568 - 20);
    inflated.fill(250, 3 * 784, 4 * 784 - 300);
    expect(await message('digits', instead(digits, inflated))).toBe('fine');
  });
});
