import { describe, expect, it } from 'vitest';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { isEdit } from '../../../src/state/editing';
import { MAX_HIDDEN_LAYERS } from '../../../src/state/limits';
import { decodeLink, encodeLink } from '../../../src/state/link';
import { type Bench, opened } from './support';

const weightsOf = ({ session }: Bench): number[] => [...flatWeights(session().network)];
const layersOf = ({ session }: Bench): (readonly [number, string])[] =>
  session().network.layers.map(({ outputSize, activation }) => [outputSize, activation.name]);

const PLAIN =
  '{"name":"file","activation":"relu","layers":[{"W":[[1,0,2],[0,1,1]],"b":[0.5,0]},{"W":[[1,1]],"b":[0.1]}]}';

describe('a network from a seed', () => {
  it('starts from what the scene was drawn from, and is drawn by the same rule', async () => {
    const bench = await opened('moons');
    expect(bench.session().recipe).toMatchObject({ seed: 21, scheme: 'he', bias: 0.4, origin: 'seed' });
    bench.actions.setSeeded({ layers: [{ size: 5, activation: 'abs' }], seed: 3, scheme: 'glorot', bias: 0.25 });
    const expected = initialiseNetwork({
      name: 'x',
      widths: [2, 5, 1],
      activation: { name: 'abs' },
      seed: 3,
      scheme: 'glorot',
      bias: 0.25,
    });
    expect(weightsOf(bench)).toEqual([...flatWeights(expected)]);
    expect(layersOf(bench)).toEqual([
      [5, 'abs'],
      [1, 'identity'],
    ]);
  });

  it('keeps its seed when layers change, and gives the scene back where it draws the same', async () => {
    const bench = await opened('moons');
    const before = weightsOf(bench);
    const { layers } = bench.session().recipe;
    bench.actions.setSeeded({ layers: [{ size: 17, activation: 'relu' }, ...layers.slice(1)] });
    expect(bench.lens().seeded?.seed).toBe(21);
    expect(weightsOf(bench)).not.toEqual(before);
    bench.actions.setSeeded({ layers });
    expect(bench.lens().seeded).toBeNull();
    expect(weightsOf(bench)).toEqual(before);
  });

  it('is redrawn from the recipe where the scene is trained, and the scene can be had back', async () => {
    const bench = await opened('spirals');
    const trained = weightsOf(bench);
    expect(bench.session().recipe).toMatchObject({ seed: 4, origin: 'trained' });
    bench.actions.setSeeded({});
    expect(bench.session().recipe.origin).toBe('seed');
    const expected = initialiseNetwork({
      name: 'x',
      widths: [2, 24, 24, 24, 1],
      activation: { name: 'relu' },
      seed: 4,
      scheme: 'he',
      bias: 0.3,
    });
    expect(weightsOf(bench)).toEqual([...flatWeights(expected)]);
    bench.actions.useSceneNetwork();
    expect(bench.lens().seeded).toBeNull();
    expect(weightsOf(bench)).toEqual(trained);
  });

  it('resets to the same weights after training', async () => {
    const bench = await opened('moons');
    bench.actions.setSeeded({ seed: 99 });
    await bench.api.idle();
    const first = weightsOf(bench);
    bench.model().train(5, false);
    expect(bench.lens().step).toBe(5);
    expect(weightsOf(bench)).not.toEqual(first);
    bench.actions.resetWeights();
    expect(bench.lens()).toMatchObject({ weights: null, step: 0, seeded: { seed: 99 } });
    expect(weightsOf(bench)).toEqual(first);
  });

  it('takes the place of an imported network, with the inputs of the data and a slice that fits them', async () => {
    const bench = await opened('moons');
    await bench.actions.importNetwork(PLAIN, 'file.json');
    expect(bench.session().recipe).toMatchObject({ origin: 'own', layers: [{ size: 2, activation: 'relu' }] });
    bench.actions.setSeeded({ seed: 8 });
    expect(bench.lens()).toMatchObject({ network: null, seeded: { seed: 8 } });
    expect(bench.lens().domain[0]).toEqual([-1.1, -1.1]);
    expect(bench.session().network.inputSize).toBe(2);
    expect(bench.session().data?.name).toBe('two moons');
    await bench.api.idle();
    expect((await bench.api.partition()).certificate?.signViolations).toBe(0);
  });

  it('is refused when it is too large, and everything stays', async () => {
    const bench = await opened('moons');
    const before = bench.lens();
    const relu = (size: number) => ({ size, activation: 'relu' }) as const;
    const tooMany = Array.from({ length: MAX_HIDDEN_LAYERS + 1 }, () => relu(2));
    for (const change of [
      { layers: [relu(1e9)] },
      { layers: [relu(0)] },
      { layers: [relu(2.5)] },
      { layers: tooMany },
      { bias: -1 },
      { bias: Number.NaN },
      { seed: -3 },
      { seed: 1.5 },
    ]) {
      const told = bench.told().length;
      bench.actions.setSeeded(change);
      expect(bench.lens()).toBe(before);
      expect(bench.told()).toHaveLength(told + 1);
    }
    expect(bench.told().join('\n')).toMatch(/seeded\.layers.*nothing was changed/);
  });

  it('keeps the picture until the new one is there, and the model hears of it once', async () => {
    const bench = await opened('moons');
    const picture = bench.session().result;
    const inits = bench.model().calls.filter((call) => call === 'init').length;
    for (let size = 10; size < 16; size++) {
      bench.actions.setSeeded({ layers: [{ size, activation: 'relu' }] });
      expect(bench.session().result).not.toBeNull();
    }
    await bench.api.idle();
    expect(bench.session().result).not.toBe(picture);
    expect(bench.session().result?.network.layers[0]?.outputSize).toBe(15);
    expect(bench.model().calls.filter((call) => call === 'init')).toHaveLength(inits + 1);
    expect(bench.model().setup?.network.layers[0]?.outputSize).toBe(15);
  });

  it('drops training that is under way, and what still comes of it', async () => {
    const bench = await opened('moons');
    bench.actions.play();
    bench.model().train(3);
    expect(bench.session().training.running).toBe(true);
    bench.actions.setSeeded({ seed: 5 });
    bench.model().train(1);
    expect(bench.session().training).toMatchObject({ running: false, step: 0, history: [] });
    expect(bench.lens()).toMatchObject({ weights: null, step: 0 });
    await bench.api.idle();
    expect(bench.model().stepCount).toBe(0);
  });

  it('travels in a link as its recipe alone', async () => {
    const bench = await opened('moons');
    bench.actions.setSeeded({
      layers: [
        { size: 3, activation: 'leakyRelu', alpha: 0.25 },
        { size: 4, activation: 'hardTanh' },
      ],
      seed: 4_294_967_295,
    });
    const initial = bench.controller.initial();
    if (!initial) throw new Error('no scene');
    const encoded = encodeLink(bench.lens(), initial);
    expect(encoded.ok && encoded.link).toContain('&seeded=4294967295;he;0.4;3:leakyRelu:0.25;4:hardTanh');
    expect(encoded.ok && encoded.link).not.toContain('&w=');
    const decoded = decodeLink(encoded.ok ? encoded.link : '', () => initial);
    expect(decoded).toEqual({ ok: true, state: bench.lens(), warnings: [] });
    const other = await opened('circles');
    expect(await other.controller.openLink(encoded.ok ? encoded.link : '')).toBe(true);
    expect(weightsOf(other)).toEqual(weightsOf(bench));
  });
});

describe('what names layers, units and outputs', () => {
  it('is kept as far as it still exists in another network', async () => {
    const bench = await opened('blobs');
    const { lens } = bench;
    bench.actions.setUpToLayer(3);
    bench.actions.setColourUnit({ layer: 2, unit: 11 });
    bench.actions.setColourOutput(3);
    bench.actions.setHiddenLayers([1, 3]);
    const [first] = bench.session().recipe.layers;
    if (!first) throw new Error('a layer');
    bench.actions.setSeeded({ layers: [first, { ...first, size: 5 }] });
    expect(lens()).toMatchObject({ upToLayer: 3, colourUnit: { layer: 2, unit: 4 }, colourOutput: 3 });
    bench.actions.setSeeded({ layers: [first] });
    expect(lens()).toMatchObject({ upToLayer: null, colourUnit: { layer: 1, unit: 0 }, hiddenLayers: [1] });
    await bench.actions.setData({ kind: 'generated', set: 'moons', count: 50, noise: 0, seed: 1 });
    expect(lens()).toMatchObject({ colourOutput: 0 });
    await bench.api.idle();
    expect(bench.notices().filter((text) => text.includes('nothing was changed'))).toEqual([]);
  });
});

describe('which edits are steps for Back', () => {
  const lens = async () => (await opened('moons')).lens();
  it('other seeds, layers, activations and data are; widths and noise on their way are not', async () => {
    const plain = await lens();
    const seeded = { layers: [{ size: 8, activation: 'relu' }], scheme: 'he', bias: 0.4, seed: 1 } as const;
    const dataSpec = { kind: 'generated', set: 'xor', count: 100, noise: 0.1, seed: 2 } as const;
    const edited = { ...plain, seeded, dataSpec };
    expect(isEdit(edited, plain)).toBe(true);
    expect(isEdit({ ...edited, seeded: { ...seeded, seed: 2 } }, edited)).toBe(true);
    expect(isEdit({ ...edited, seeded: { ...seeded, layers: [] } }, edited)).toBe(true);
    expect(isEdit({ ...edited, seeded: { ...seeded, layers: [{ size: 8, activation: 'abs' }] } }, edited)).toBe(true);
    expect(isEdit({ ...edited, seeded: { ...seeded, layers: [{ size: 9, activation: 'relu' }] } }, edited)).toBe(false);
    expect(isEdit({ ...edited, seeded: { ...seeded, bias: 0.5 } }, edited)).toBe(false);
    expect(isEdit({ ...edited, dataSpec: { ...dataSpec, noise: 0.2 } }, edited)).toBe(false);
    expect(isEdit({ ...edited, dataSpec: { ...dataSpec, seed: 3 } }, edited)).toBe(true);
    expect(isEdit({ ...edited, dataSpec: { ...dataSpec, set: 'moons' } }, edited)).toBe(true);
    expect(isEdit({ ...edited, dataSpec: null }, edited)).toBe(true);
  });
});
