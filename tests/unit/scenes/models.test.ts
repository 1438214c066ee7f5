import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { graphOutput } from '../../../src/core/graph';
import { forward } from '../../../src/core/network';
import { buildGraph } from '../../../src/state/graphs/build';
import { builtOfNetwork } from '../../../src/state/graphs/kept';
import { loadScene } from '../../../src/state/scenes';
import type { ReadFile } from '../../../src/state/scenesFiles';
import { buildSlice } from '../../../src/state/slice';
import { bestOf, cut, expectClean, modelGraph, realInputs } from '../models/models';

const read: ReadFile = async (path, cap) => {
  const bytes = new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));
  if (bytes.length > cap) throw new Error(`${path}: more than the ${cap} bytes that belong there`);
  return bytes;
};

async function open(id: string) {
  const loaded = await loadScene(id, read);
  const { network, data, initial } = loaded;
  if (!data) throw new Error('there are no data');
  const plane = buildSlice(initial.slice, network.inputSize, data);
  if (!plane.ok) throw new Error(plane.message);
  const half = initial.domain[1]?.[0] as number;
  return { ...loaded, data, slice: plane.slice, half };
}

const known = new Map<string, ReturnType<typeof open>>();

/** A scene, read once for all tests. */
function opened(id: string): ReturnType<typeof open> {
  const scene = known.get(id) ?? open(id);
  known.set(id, scene);
  return scene;
}

/** Milliseconds: a cut takes seconds of processor time, of which a machine with other work may give it little. */
const PATIENCE = 600_000;

describe('scenes of real models', () => {
  const first = '%s: its first picture has a clean certificate, and its point lies in it';
  it.each([
    ['digits-cnn', 1500],
    ['languages', 800],
    ['upscaler', 100],
  ] as const)(first, { timeout: PATIENCE }, async (id, least) => {
    const { network, slice, half, initial } = await opened(id);
    expectClean(cut(network, slice, half, { maxFaces: 40, maxMaps: 6 }), least);
    expect(Math.max(...initial.point.map(Math.abs))).toBeLessThan(half);
  });

  it.each(['digits-cnn', 'languages'] as const)('%s: the network names its data as they are labelled', async (id) => {
    const { network, data } = await opened(id);
    expect(data.classNames).toEqual(realInputs(id).classNames);
    const found = Array.from({ length: data.count }, (_, i) => bestOf(forward(network, inputOf(data, i))));
    expect(found).toEqual([...data.targets]);
    expect(found.map((at) => data.classNames[at])).toEqual(realInputs(id).labels);
  });

  it('languages: three winners meet in the first picture, and the softmax is read off', async () => {
    const { network, slice, half, data, initial } = await opened('languages');
    expect(initial.decision).toBe(true);
    expect(network.codeOutput).toBe('softmax');
    const { complex } = cut(network, slice, half, { maxFaces: 1, maxMaps: 1 });
    const winners = new Set(Array.from(complex.classes ?? [], (at) => data.classNames[at]));
    expect([...winners].sort()).toEqual(['html', 'py', 'rs']);
  });

  it('upscaler: the pixel is that of the whole model on the middle of each part, and keeps its colour', async () => {
    const { network, data } = await opened('upscaler');
    const whole = await modelGraph('upscaler', [6, 6, 3]);
    const parts = realInputs('upscaler').points;
    expect(data.count).toBe(parts.length);
    for (const [i, part] of parts.entries()) {
      // Rows 3 to 8 of twelve, columns 3 to 8.
      const middle = Float64Array.from({ length: 108 }, (_, k) => {
        const [y, x, c] = [Math.floor(k / 18), Math.floor(k / 3) % 6, k % 3];
        return part[((y + 3) * 12 + x + 3) * 3 + c] as number;
      });
      const larger = graphOutput(whole, middle);
      const expected = larger.subarray((6 * 12 + 6) * 3, (6 * 12 + 6) * 3 + 3);
      const pixel = forward(network, inputOf(data, i));
      for (const [c, value] of expected.entries()) expect(Math.abs((pixel[c] as number) - value)).toBeLessThan(1e-3);
      expect(bestOf(Float64Array.from(pixel))).toBe(data.targets[i]);
    }
  });

  it('keep their whole graph, and as text it opens as the same network', async () => {
    const { network, graph, data } = await opened('digits-cnn');
    expect(builtOfNetwork(network)?.whole.nodes.map(({ op }) => op)).toContain('maxPool');
    if (!graph) throw new Error('there is no graph');
    const again = buildGraph({ ...graph });
    if (!again.ok) throw new Error(again.message);
    expect(forward(again.built.network, inputOf(data, 3))).toEqual(forward(network, inputOf(data, 3)));
  });

  it('say which file is damaged, and how', async () => {
    const instead =
      (path: string, bytes: Uint8Array<ArrayBuffer>): ReadFile =>
      async (wanted, cap) =>
        wanted === path ? bytes : read(wanted, cap);
    const bad = (path: string, size: number) => loadScene('languages', instead(path, new Uint8Array(size)));
    await expect(bad('models/languages/model.json', 9)).rejects.toThrow('models/languages/model.json: ');
    await expect(bad('models/languages/group1-shard1of1.bin', 9)).rejects.toThrow('behind the 9 bytes of its shards');
    await expect(bad('models/languages/inputs.npz', 9)).rejects.toThrow('inputs.npz: it has no array "inputs"');
  });
});
