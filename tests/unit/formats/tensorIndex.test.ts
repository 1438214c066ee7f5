import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphOutput } from '../../../src/core/graph/evaluate';
import { createRandom } from '../../../src/core/math/random';
import { pathsBeside } from '../../../src/formats/beside';
import { formatErrorText } from '../../../src/formats/checks';
import { readGraphFile } from '../../../src/formats/graphFile';
import { type NamedTensor, writeSafetensors } from '../../../src/formats/safetensors';
import { holds } from '../../support/holds';

const random = createRandom(3);
const tensor = (name: string, ...shape: readonly number[]): NamedTensor => {
  const size = shape.reduce((product, length) => product * length, 1);
  return { name, type: 'F32', shape, data: Float32Array.from({ length: size }, () => 0.5 + random.uniform()) };
};
const counter = (name: string): NamedTensor => ({ name, type: 'I64', shape: [], data: BigInt64Array.of(7n) });

/** A residual block as torchvision names it, with what PyTorch counts beside it. */
const norm = (path: string, size: number): NamedTensor[] => [
  ...['weight', 'bias', 'running_mean', 'running_var'].map((name) => tensor(`${path}.${name}`, size)),
  counter(`${path}.num_batches_tracked`),
];
const parts: readonly (readonly NamedTensor[])[] = [
  [tensor('conv1.weight', 4, 1, 3, 3), ...norm('bn1', 4), tensor('layer1.0.conv1.weight', 4, 4, 3, 3)],
  [...norm('layer1.0.bn1', 4), tensor('layer1.0.conv2.weight', 4, 4, 3, 3), ...norm('layer1.0.bn2', 4)],
  [tensor('fc.weight', 3, 4), tensor('fc.bias', 3)],
];
const nameOf = (part: number): string => `model-0000${part + 1}-of-00003.safetensors`;
const index = (change: Readonly<Record<string, unknown>> = {}): Uint8Array => {
  const entries = parts.flatMap((part, i) => part.map(({ name }) => [name, nameOf(i)] as const));
  const weight_map = { ...Object.fromEntries(entries), ...change };
  return new TextEncoder().encode(JSON.stringify({ metadata: { total_size: 1 }, weight_map }));
};
const INDEX = 'model.safetensors.index.json';
const files = (own = index()): Map<string, Uint8Array> =>
  new Map([[INDEX, own], ...parts.map((part, i) => [nameOf(i), writeSafetensors(part)] as const)]);

const said = async (given: ReadonlyMap<string, Uint8Array>): Promise<string> => {
  const result = await readGraphFile(given, INDEX);
  return result.ok ? 'read' : formatErrorText(result.error);
};

it('split tensors are the network that they are in one file', async () => {
  const split = await readGraphFile(files(), INDEX);
  const whole = await readGraphFile(
    new Map([['model.safetensors', writeSafetensors(parts.flat())]]),
    'model.safetensors',
  );
  if (!split.ok || !whole.ok) throw new Error('not read');
  expect(split.graph.nodes.map(({ op }) => op)).toEqual(whole.graph.nodes.map(({ op }) => op));
  expect(split.graph.nodes.filter(({ op }) => op === 'batchNorm')).toHaveLength(3);
  expect(split.graph.nodes.some(({ op }) => op === 'add')).toBe(true);
  const x = Float64Array.from({ length: split.graph.input.shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i));
  expect(graphOutput(split.graph, x)).toEqual(graphOutput(whole.graph, x));
  expect(split.graph.name).toBe('model');
  expect([...(await pathsBeside(index(), INDEX))]).toEqual([0, 1, 2].map(nameOf));
});

it('what is missing is named', async () => {
  const without = files();
  without.delete(nameOf(1));
  expect(await said(without)).toBe(
    `weight_map, "layer1.0.bn1.weight": the file "${nameOf(1)}" is missing: open it together with the index`,
  );
  expect(await said(files(index({ 'fc.weight': nameOf(0) })))).toMatch(
    /^weight_map, "fc\.weight": the file .* does not hold it/,
  );
  expect(await said(files(index({ 'fc.weight': 7 })))).toMatch(/7 is no name of a file/);
  const cut = files();
  cut.set(nameOf(2), (cut.get(nameOf(2)) as Uint8Array).subarray(0, 50));
  expect(await said(cut)).toContain(nameOf(2));
  expect(await said(new Map([[INDEX, new TextEncoder().encode('{"weight_map": 3}')]]))).toMatch(
    /^weight_map: expected an object/,
  );
  const keras = new Map([[INDEX, new TextEncoder().encode('{"weight_map":{"/layers/dense/vars":"m_0.weights.h5"}}')]]);
  keras.set('m_0.weights.h5', Uint8Array.of(1));
  expect(await said(keras)).toMatch(/m_0\.weights\.h5: a part of Keras weights/);
});

it('damaged ones never throw', async () => {
  const given = files();
  const names = [...given.keys()];
  const runs: Promise<string>[] = [];
  holds(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.nat(255), (name, at, value) => {
      const damaged = (given.get(name) as Uint8Array).slice();
      damaged[at % damaged.length] = value;
      runs.push(said(new Map([...given, [name, damaged]])));
    }),
    5,
    1000,
  );
  const answers = await Promise.all(runs);
  expect(new Set(answers).size).toBeGreaterThan(10);
});
