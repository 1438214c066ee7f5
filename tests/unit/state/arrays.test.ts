import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { writeNetworkJson } from '../../../src/formats';
import type { NamedBytes } from '../../../src/formats/dataFile';
import { decodeLink, encodeLink } from '../../../src/state/link';
import { seededNetwork } from '../../support/build';
import { idxPair, npyFile, npzFile, pictureBytes } from '../formats/arrays/files';
import { type Bench, opened } from './support';

const file = (name: string, bytes: Uint8Array): NamedBytes => ({ name, bytes });
const pair = (count: number, classes: number, side = 4): NamedBytes[] => {
  const { images, labels } = idxPair(count, side, classes);
  return [file('train-images-idx3-ubyte', images), file('train-labels-idx1-ubyte', labels)];
};

/** A network for 4 × 4 pictures with three outputs, as somebody imports it. */
const pictures = seededNetwork([16, 8, 3], 5);
async function imported(): Promise<Bench> {
  const bench = await opened('moons');
  expect(await bench.actions.importNetwork(writeNetworkJson(pictures), 'pictures.json')).toBe(true);
  await bench.api.idle();
  return bench;
}

describe('arrays as data', () => {
  it('of pictures belong to the imported network that takes them: it stays, the plane goes through three of them', async () => {
    const bench = await imported();
    const before = bench.lens().network;
    expect(await bench.actions.openArrays(pair(12, 3))).toBe(true);
    const { data, table } = bench.session();
    const bytes = pictureBytes(12, 4, 3);
    expect(data).toMatchObject({ inputSize: 16, count: 12, task: 'classes', classNames: ['0', '1', '2'] });
    expect(data?.image).toEqual({ width: 4, height: 4 });
    expect([...(data?.inputs ?? [])]).toEqual(bytes.images.map((grey) => Math.fround(grey / 255)));
    expect([...(data?.targets ?? [])]).toEqual(bytes.labels);
    expect(table?.notes.join('; ')).toContain('divided by 255');
    expect(bench.lens().network).toBe(before);
    expect(bench.lens().slice).toMatchObject({ kind: 'anchors', anchors: [0, 1, 2].map((i) => ({ terms: [[i, 1]] })) });
    await bench.api.idle();
    expect((await bench.api.partition()).certificate).toMatchObject({ codeMismatches: 0, signViolations: 0 });
  });

  it('with classes that are some of the outputs keep the network’s', async () => {
    const bench = await imported();
    expect(await bench.actions.openArrays(pair(8, 2))).toBe(true);
    expect(bench.session().data).toMatchObject({ task: 'classes', classNames: ['0', '1', '2'] });
    expect(bench.lens().network).not.toBeNull();
  });

  it('without targets have the classes that the network gives them, and it is said', async () => {
    const bench = await imported();
    expect(await bench.actions.openArrays(pair(12, 3).slice(0, 1))).toBe(true);
    const { data, whole, table } = bench.session();
    for (let i = 0; i < 12; i++) {
      const outputs = [...forward(whole.network, Float64Array.from(data?.inputs.subarray(16 * i, 16 * i + 16) ?? []))];
      expect(data?.targets[i]).toBe(outputs.indexOf(Math.max(...outputs)));
    }
    expect(table?.notes.join('; ')).toContain('the class that the network gives it');
  });

  it('that do not fit an imported network are refused with both numbers, and everything stays', async () => {
    const bench = await imported();
    const before = bench.lens();
    expect(await bench.actions.openArrays(pair(12, 3, 5))).toBe(false);
    expect(bench.notices().at(-1)).toContain('the points have 25 inputs, the network takes 16');
    expect(await bench.actions.openArrays(pair(12, 5))).toBe(false);
    expect(bench.notices().at(-1)).toContain('the points have 5 classes, the network gives 3 outputs');
    expect(await bench.actions.openArrays([file('x.npy', npyFile([2], [1, 2]).subarray(0, 90))])).toBe(false);
    expect(bench.notices().at(-1)).toMatch(/^x\.npy: the file ends within its header\. The data stay/);
    expect(bench.lens()).toBe(before);
  });

  it('of a scene draw its network anew where they do not fit', async () => {
    const bench = await opened('moons');
    const npz = npzFile(['X', [4, 3], Array.from({ length: 12 }, (_, i) => i / 6 - 1)], ['y', [0, 1, 2, 0]]);
    expect(await bench.actions.openArrays([file('mine.npz', npz)])).toBe(true);
    expect(bench.session().network).toMatchObject({ inputSize: 3, outputSize: 3 });
    expect(bench.lens().dataSpec).toMatchObject({ name: 'mine', columns: ['x0', 'x1', 'x2'], scaling: null });
  });

  it('travel in links with their size', async () => {
    const bench = await opened('moons');
    expect(await bench.actions.openArrays(pair(6, 2))).toBe(true);
    const initial = bench.controller.initial();
    if (!initial) throw new Error('no scene');
    const encoded = encodeLink(bench.lens(), initial);
    if (!encoded.ok) throw new Error('too long');
    expect(decodeLink(encoded.link, () => initial)).toEqual({ ok: true, state: bench.lens(), warnings: [] });
    const other = await opened('circles');
    expect(await other.controller.openLink(encoded.link)).toBe(true);
    expect(other.session().data).toEqual(bench.session().data);
    expect(other.session().data?.image).toEqual({ width: 4, height: 4 });
    expect(
      await bench.actions.load({
        ...bench.lens(),
        dataSpec: { ...bench.lens().dataSpec, image: { width: 5, height: 4 } },
      }),
    ).toBe(false);
    expect(bench.notices().at(-1)).toContain('has pictures of 5 × 4 pixels and 16 columns');
  });
});
