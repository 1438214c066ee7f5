import { describe, expect, it } from 'vitest';
import { moons, spirals } from '../../../src/core/data/planar';
import { forward } from '../../../src/core/network';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { buildData } from '../../../src/state/data/build';
import type { DataSpec } from '../../../src/state/dataTypes';
import { decodeLink, encodeLink } from '../../../src/state/link';
import { loadScene, scenes } from '../../../src/state/scenes';
import { type Bench, opened } from './support';

const CSV = `width,height,kind
1,10,cat
2,12,dog
3,9,cat
4,15,dog
5,11,bird
`;

const generated: DataSpec = { kind: 'generated', set: 'spirals', count: 120, noise: 0.02, seed: 4 };
const formula: DataSpec = {
  kind: 'formula',
  formula: 'x*y',
  inputSize: 2,
  task: 'binary',
  count: 80,
  noise: 0,
  seed: 2,
};

const weightsOf = ({ session }: Bench): number[] => [...flatWeights(session().network)];
const shapeOf = ({ session }: Bench): number[] => {
  const { inputSize, layers } = session().network;
  return [inputSize, ...layers.map(({ outputSize }) => outputSize)];
};

async function linkOf(bench: Bench): Promise<string> {
  const initial = bench.controller.initial();
  if (!initial) throw new Error('no scene');
  const encoded = encodeLink(bench.lens(), initial);
  if (!encoded.ok) throw new Error('too long');
  expect(decodeLink(encoded.link, () => initial)).toEqual({ ok: true, state: bench.lens(), warnings: [] });
  return encoded.link;
}

describe("the scenes' own data", () => {
  it('are what their specs make, bit for bit', async () => {
    const planar = scenes.filter(({ group }) => group === 'Data sets' || group === 'Networks');
    for (const { id } of planar) {
      const { dataSpec, data } = await loadScene(id);
      if (!dataSpec || !data) throw new Error(`${id} names no data`);
      const built = buildData(dataSpec);
      if (!built.ok) throw new Error(built.message);
      expect({ ...built.data, name: data.name }, id).toEqual(data);
    }
    expect(planar.length).toBe(16);
  });
});

describe('generated data', () => {
  it('take the place of the scene’s; network, weights and view stay where they fit', async () => {
    const bench = await opened('moons');
    bench.model().train(3, false);
    const [weights, { domain, viewport, slice }] = [weightsOf(bench), bench.lens()];
    expect(await bench.actions.setData(generated)).toBeNull();
    expect(bench.session().data).toEqual(spirals({ count: 120, noise: 0.02, seed: 4 }, 1.5));
    expect(weightsOf(bench)).toEqual(weights);
    expect(bench.lens()).toMatchObject({ domain, viewport, slice, step: 3, seeded: null });
    await bench.api.idle();
    expect(bench.model().setup?.data).toBe(bench.session().data);
    expect(bench.model().setup?.step).toBe(3);
  });

  it('are the scene’s again when they say the same', async () => {
    const bench = await opened('moons');
    expect(bench.session().madeBy).toEqual({ kind: 'generated', set: 'moons', count: 400, noise: 0.05, seed: 5 });
    await bench.actions.setData(generated);
    expect(bench.session().madeBy).toEqual(generated);
    await bench.actions.setData({ kind: 'generated', set: 'moons', count: 400, noise: 0.05, seed: 5 });
    expect(bench.lens().dataSpec).toBeNull();
    expect(bench.session().data).toEqual(moons({ count: 400, noise: 0.05, seed: 5 }));
  });

  it('with other classes get a network that is drawn for them, and it is said', async () => {
    const bench = await opened('moons');
    await bench.actions.setData({ ...generated, set: 'blobs', noise: 0.1 });
    expect(shapeOf(bench)).toEqual([2, 16, 16, 4]);
    expect(bench.lens()).toMatchObject({ seeded: { seed: 21 }, weights: null, step: 0 });
    expect(bench.notices()).toEqual([
      'The network now takes 2 inputs and gives 4 outputs: it is drawn anew from seed 21.',
    ]);
    await bench.actions.setData({ ...formula, inputSize: 1, formula: 'x' });
    expect(bench.notices().at(-1)).toContain('takes 1 input and gives 1 output: ');
    await bench.actions.setData(null);
    expect(shapeOf(bench)).toEqual([2, 16, 16, 1]);
    expect(bench.lens()).toMatchObject({ seeded: null, dataSpec: null });
  });

  it('let the newest of two wishes win', async () => {
    const bench = await opened('moons');
    const first = bench.actions.setData(generated);
    const second = bench.actions.setData(formula);
    await Promise.all([first, second]);
    expect(bench.lens().dataSpec).toEqual(formula);
  });

  it('are refused when they cannot be, and everything stays', async () => {
    const bench = await opened('moons');
    const before = bench.lens();
    expect(await bench.actions.setData({ ...generated, count: 1e9 })).toMatch(/dataSpec\.count .*more than this page/);
    expect(await bench.actions.setData({ ...generated, noise: -1 })).toContain('dataSpec.noise is negative');
    expect(await bench.actions.setData({ ...formula, formula: 'x +' })).toMatch(/^formula: .*4/);
    expect(await bench.actions.setData({ ...formula, formula: 'log(x)' })).toMatch(/^formula: log\(x\) is NaN/);
    expect(bench.lens()).toBe(before);
  });
});

describe('a formula as the target', () => {
  it('is learnt from, and travels in a link that can be read', async () => {
    const bench = await opened('moons');
    expect(await bench.actions.setData({ ...formula, formula: 'sin(3*x) > y' })).toBeNull();
    const { data } = bench.session();
    if (!data) throw new Error('no data');
    for (let i = 0; i < 80; i++) {
      const [x, y] = data.inputs.subarray(2 * i) as unknown as [number, number];
      expect(data.targets[i]).toBe(Number(Math.sin(3 * x) > y));
    }
    const link = await linkOf(bench);
    expect(link).toContain('&formula=2;binary;80;0;2;sin(3*x)%20%3E%20y');
    const other = await opened('circles');
    expect(await other.controller.openLink(link)).toBe(true);
    expect(other.session().data).toEqual(data);
  });

  it('of one input shows the graph', async () => {
    const bench = await opened('moons');
    await bench.actions.setData({ ...formula, formula: 'abs(x) - 0.5', inputSize: 1, task: 'regression' });
    expect(shapeOf(bench)).toEqual([1, 16, 16, 1]);
    expect(bench.lens().domain).toEqual([
      [-1.1, 0],
      [1.1, 0],
    ]);
    await bench.api.idle();
    expect(bench.session().result?.interval).not.toBeNull();
  });
});

describe('points of a table', () => {
  it('of a common size are taken as they are', async () => {
    const bench = await opened('moons');
    await bench.actions.openPoints('0.5 -1 a\n1.5 0.25 b\n', 'pasted table');
    expect([...(bench.session().data?.inputs ?? [])]).toEqual([0.5, -1, 1.5, 0.25]);
    expect(bench.lens().dataSpec).toMatchObject({ scaling: null, task: 'binary' });
  });

  it('are taken with the columns that suggest themselves', async () => {
    const bench = await opened('moons');
    expect(await bench.actions.openPoints(CSV, 'animals.csv')).toBe(true);
    // Inputs that are far from ±2 are standardised at first.
    expect(bench.session().table?.choice.standardiseInputs).toBe(true);
    await bench.actions.choosePoints({ standardiseInputs: false });
    const { data, table, network } = bench.session();
    expect(data).toMatchObject({
      name: 'animals',
      inputSize: 2,
      count: 5,
      task: 'classes',
      classNames: ['bird', 'cat', 'dog'],
    });
    expect([...(data?.inputs ?? [])]).toEqual([1, 10, 2, 12, 3, 9, 4, 15, 5, 11]);
    expect([...(data?.targets ?? [])]).toEqual([1, 2, 1, 2, 0]);
    expect(table).toMatchObject({ fileName: 'animals.csv', choice: { inputs: ['width', 'height'], target: 'kind' } });
    expect(shapeOf(bench)).toEqual([2, 16, 16, 3]);
    expect(forward(network, [1, 10])).toHaveLength(3);
    // All points lie in the domain, which is a square around them.
    const [low, , high] = bench.lens().domain;
    expect(low).toEqual([3 - 3.6, 12 - 3.6]);
    expect(high).toEqual([3 + 3.6, 12 + 3.6]);
    await bench.api.idle();
    expect((await bench.api.partition()).certificate?.signViolations).toBe(0);
  });

  it('can have other columns, another task, and be standardised', async () => {
    const bench = await opened('moons');
    await bench.actions.openPoints(CSV, 'animals.csv');
    await bench.actions.choosePoints({
      inputs: ['width'],
      target: 'height',
      task: 'regression',
      standardiseInputs: true,
    });
    const { data } = bench.session();
    expect(data).toMatchObject({ inputSize: 1, task: 'regression', classNames: [] });
    const deviation = Math.sqrt(2);
    expect([...(data?.inputs ?? [])]).toEqual([-2, -1, 0, 1, 2].map((x) => Math.fround(x / deviation)));
    expect([...(data?.targets ?? [])]).toEqual([10, 12, 9, 15, 11]);
    expect(bench.lens().dataSpec).toMatchObject({ scaling: [{ mean: 3, deviation }], columns: ['width'] });
    expect(shapeOf(bench)).toEqual([1, 16, 16, 1]);
  });

  it('that make no data leave those before, and it is said why', async () => {
    const bench = await opened('moons');
    await bench.actions.openPoints(CSV, 'animals.csv');
    const before = bench.lens();
    await bench.actions.choosePoints({ task: 'binary' });
    expect(bench.session().table?.problem).toMatch(/kind.*3 classes.*binary task needs two/);
    expect(bench.lens()).toBe(before);
    await bench.actions.closeRefused();
    const used = bench.session().table;
    expect(used).toMatchObject({ fileName: 'animals.csv', choice: { task: 'classes' }, problem: null });
    // Nothing is refused: nothing is put aside.
    await bench.actions.closeRefused();
    expect(bench.session().table).toBe(used);
    expect(await bench.actions.openPoints('a,b\nx,y\nz,w\n', 'words.csv')).toBe(false);
    expect(bench.session().table).toMatchObject({ fileName: 'words.csv', problem: expect.stringContaining('input') });
    await bench.actions.closeRefused();
    expect(bench.session().table).toBe(used);
    expect(await bench.actions.openPoints('', 'empty.csv')).toBe(false);
    expect(await bench.actions.openPoints('a,b\n1,2\n"3,4\n', 'bad.csv')).toBe(false);
    expect(bench.notices().join('\n')).toMatch(/empty\.csv: there are no rows/);
    expect(bench.notices().join('\n')).toMatch(/bad\.csv: .*line 3/);
    expect(bench.lens()).toBe(before);
    expect(bench.session().table?.fileName).toBe('animals.csv');
  });

  it('travel in a link exactly, as far as they fit, and always in a file', async () => {
    const bench = await opened('moons');
    await bench.actions.openPoints(CSV.replace('10', '0.1').replace('bird', 'böse & “schön” = #1;'), 'ani mals.csv');
    const link = await linkOf(bench);
    const other = await opened('circles');
    expect(await other.controller.openLink(link)).toBe(true);
    expect(other.session().data).toEqual(bench.session().data);
    expect(weightsOf(other)).toEqual(weightsOf(bench));
    const rows = Array.from({ length: 3000 }, (_, i) => `${Math.sin(i)},${i / 7},${i % 2}`).join('\n');
    expect(await bench.actions.openPoints(`a,b,class\n${rows}`, 'large.csv')).toBe(true);
    expect(() => bench.api.link()).toThrow(/long.*points are too many/);
    expect(await other.actions.load(JSON.parse(bench.api.file()))).toBe(true);
    expect(other.session().data).toEqual(bench.session().data);
  });
});
