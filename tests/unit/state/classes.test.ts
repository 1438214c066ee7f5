import { describe, expect, it } from 'vitest';
import { drawnParameters, graphParameters, trainableWeights } from '../../../src/core/graph/parameters';
import { permutedNetwork } from '../../../src/core/graph/permuted';
import type { Network } from '../../../src/core/network';
import { flatWeights, withWeights } from '../../../src/core/network/flatWeights';
import { permuteWeights } from '../../../src/core/network/permuted';
import { type ClassDensity, startClassDensity } from '../../../src/core/path';
import { overtaken } from '../../../src/state/classes';
import { untrainedNetwork } from '../../../src/state/untrained';
import {
  ClassDensityClient,
  type ClassDensityPort,
  type ClassDensityPortHandlers,
} from '../../../src/workers/classDensityClient';
import { ClassDensityRunner } from '../../../src/workers/classDensityRunner';
import { seededNetwork } from '../../support/build';
import { comes } from '../../support/comes';
import { bench, inProcessPort } from './support';

/** The worker's code without the worker. */
function inProcess({ message }: ClassDensityPortHandlers): ClassDensityPort {
  let open = true;
  const runner = new ClassDensityRunner({
    now: () => performance.now(),
    send: (said) => void (open && message(structuredClone(said))),
    yieldTurn: (callback) => void setTimeout(callback, 0),
  });
  return {
    post: (posted) => void setTimeout(() => open && runner.receive(structuredClone(posted)), 0),
    terminate() {
      open = false;
    },
  };
}

async function page(scene: string) {
  const made = bench(inProcessPort, {
    createClassDensityClient: (events) => new ClassDensityClient(events, inProcess),
  });
  await made.actions.openScene(scene);
  await made.api.idle();
  return made;
}

/** Weights of the network by the seed that the scene names. */
const firstWeights = async () => flatWeights((await page('moons')).session().whole.network);

describe('densities by class on the page', () => {
  it('are of the network in force, the untrained one and a permuted one, by the same pairs', async () => {
    const { actions, api, session, model } = await page('moons');
    expect(session().classes).toEqual({ running: false, progress: null, asked: 0, fault: null, result: null });
    actions.play();
    model().train(40, false);
    await api.idle();
    actions.setExperiments({ pairs: 80, seed: 3 });
    actions.compareClasses();
    await api.idle();
    const { classes, whole } = session();
    if (!classes.result || !whole.data) throw new Error('there is no result');
    const { own, untrained, permuted, origin, unchanged, step } = classes.result;
    const labelled = { ...whole.data, labels: whole.data.targets };
    const measured = (network: Network): ClassDensity => {
      const run = startClassDensity(network, labelled, { pairs: 80, seed: 3 });
      run.advance(80);
      return run.summary();
    };
    expect(own).toEqual(measured(whole.network));
    expect(untrained).toEqual(measured(withWeights(whole.network, await firstWeights())));
    expect(permuted).toEqual(measured(permuteWeights(whole.network, 3)));
    expect({ origin, unchanged, step }).toEqual({ origin: { origin: 'first', seed: 21 }, unchanged: false, step: 40 });
  });

  it('say where the network is still untrained, and are old as soon as it is another', async () => {
    const { actions, api, session, lens, controller, model } = await page('moons');
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    const { result } = session().classes;
    if (!result) throw new Error('there is no result');
    expect([result.unchanged, result.untrained]).toEqual([true, result.own]);
    const old = () => overtaken(result, controller.store.getState());
    expect(old()).toBeNull();
    actions.setPoint([0.3, 0.3]);
    expect(old()).toBeNull();
    model().train(1, false);
    await api.idle();
    expect([old(), lens().step]).toEqual(['network', 1]);
    actions.resetWeights();
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    const fresh = session().classes.result;
    if (!fresh) throw new Error('there is no result');
    expect(overtaken(fresh, controller.store.getState())).toBeNull();
    await actions.setData({ kind: 'generated', set: 'moons', count: 50, noise: 0.1, seed: 2 });
    expect(overtaken(fresh, controller.store.getState())).toBe('network');
  });

  it('are old when other pairs are asked for, by undo and by a link, too', async () => {
    const { actions, api, session, lens, controller } = await page('moons');
    actions.setExperiments({ pairs: 20, seed: 4 });
    const link = api.link();
    expect(link).toContain('&pairs=20&pairseed=4');
    actions.compareClasses();
    await api.idle();
    const { result } = session().classes;
    if (!result) throw new Error('there is no result');
    const old = () => overtaken(result, controller.store.getState());
    expect([result.pairs, result.seed, old()]).toEqual([20, 4, null]);
    // What is scaled, and by how much, is no matter of the pairs.
    actions.setExperiments({ layer: 2, scale: 3.5 });
    expect(old()).toBeNull();
    expect(session().history.undo).toBe('changed the layer that is scaled');
    actions.setPoint([0.3, 0.3]);
    await actions.openScene('moons');
    expect(lens().experiments).toEqual({ pairs: 1000, seed: 1, layer: 1, scale: 1 });
    expect(old()).toBe('pairs');
    actions.undo();
    expect([lens().experiments, old()]).toEqual([{ pairs: 20, seed: 4, layer: 2, scale: 3.5 }, null]);
    await actions.openScene('moons');
    await api.load(link);
    expect([lens().experiments, old()]).toEqual([{ pairs: 20, seed: 4, layer: 1, scale: 1 }, null]);
  });

  it('refuse a number of pairs that cannot be', async () => {
    const { actions, lens, told } = await page('moons');
    const before = lens();
    actions.setExperiments({ pairs: 1 });
    actions.setExperiments({ pairs: 30_000 });
    actions.setExperiments({ scale: 9 });
    expect(lens()).toBe(before);
    expect(told().join()).toMatch(
      /experiments.pairs is less than 2.*30000 pairs, more than.*scale is not between 0 and 8/s,
    );
  });

  it('stop when cancelled, and keep what was found', async () => {
    const { actions, api, session } = await page('moons');
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    const before = session().classes.result;
    actions.setExperiments({ pairs: 20_000, seed: 1 });
    actions.compareClasses();
    await comes(() => expect(session().classes.result).not.toBe(before));
    expect(session().classes).toMatchObject({ running: true, asked: 20_000 });
    expect(session().classes.progress?.share).toBeGreaterThan(0);
    actions.cancelClasses();
    await api.idle();
    const { result: part, ...rest } = session().classes;
    expect(rest).toEqual({ running: false, progress: null, asked: 20_000, fault: null });
    if (!part) throw new Error('there is no part');
    const { own, untrained, permuted, pairs } = part;
    expect([own.pairs, pairs]).toEqual([untrained.pairs, 20_000]);
    expect(permuted.pairs).toBe(own.pairs);
    expect(own.pairs).toBeLessThan(20_000);
    // One that is cancelled before its code is there.
    actions.setExperiments({ pairs: 20, seed: 2 });
    actions.compareClasses();
    actions.cancelClasses();
    await api.idle();
    expect(session().classes.result).toBe(part);
  });

  it('say why there are none', async () => {
    const { actions, api, session } = await page('regression');
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    expect(session().classes).toMatchObject({ fault: 'the data have numbers to learn, no classes', result: null });
  });

  it('of clamped units are of the network with them', async () => {
    const { actions, api, session } = await page('moons');
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    const free = session().classes.result;
    for (let unit = 0; unit < 8; unit++) actions.setClamp(unit, 'off');
    actions.setExperiments({ pairs: 20, seed: 1 });
    actions.compareClasses();
    await api.idle();
    const held = session().classes.result;
    expect(held?.own.layers[0]?.crossings?.within.mean).toBeLessThan(free?.own.layers[0]?.crossings?.within.mean ?? 0);
  });
});

describe('densities by class of a graph', () => {
  it('are beside those of its layers drawn anew and of its own weights in another order', async () => {
    const { actions, api, session } = await page('residual');
    actions.setExperiments({ pairs: 30, seed: 2 });
    actions.compareClasses();
    await api.idle();
    const { classes, whole, recipe } = session();
    const { network, data } = whole;
    if (!classes.result || !data || !network.graph) throw new Error(`there is no result: ${classes.fault}`);
    const measured = (of: Network): ClassDensity => {
      const run = startClassDensity(of, { ...data, labels: data.targets }, { pairs: 30, seed: 2 });
      run.advance(30);
      return run.summary();
    };
    const { own, untrained, permuted } = classes.result;
    expect(own).toEqual(measured(network));
    const other = permutedNetwork(network, 2);
    expect(permuted).toEqual(measured(other));
    expect(untrained).toEqual(measured(untrainedNetwork(network, recipe, data).network));
    const drawn = untrainedNetwork(network, { ...recipe, origin: 'own' }, data);
    expect(drawn).toMatchObject({ origin: 'drawn', seed: 1 });
    expect(trainableWeights(drawn.network)).toEqual(drawnParameters(network.graph, { seed: 1, bias: 0.4 }));
    // Every array keeps the values that it has.
    const [before, after] = [network, other].map(({ graph }) => graphParameters(graph ?? { nodes: [] }));
    expect(after).toHaveLength(before?.length ?? 0);
    before?.forEach(({ values, shared }, i) => {
      if (!shared) expect([...(after?.[i]?.values ?? [])].sort()).toEqual([...values].sort());
    });
    expect(trainableWeights(other)).not.toEqual(trainableWeights(network));
    expect(permutedNetwork(network, 3).graph).not.toEqual(other.graph);
  });
});

describe('the untrained network', () => {
  it('of a scene that opens trained is drawn by its recipe, of a file by a seed, with its own activations', async () => {
    const spirals = await page('spirals');
    const { whole, recipe } = spirals.session();
    expect(recipe.origin).toBe('trained');
    const drawn = untrainedNetwork(whole.network, recipe, whole.data);
    expect(drawn).toMatchObject({ origin: 'recipe', seed: recipe.seed });
    await spirals.actions.setSeeded({ scheme: recipe.scheme, bias: recipe.bias, seed: recipe.seed });
    expect(flatWeights(drawn.network)).toEqual(flatWeights(spirals.session().whole.network));

    const file = seededNetwork([2, 5, 4, 3], 8);
    const own = untrainedNetwork(file, { ...recipe, origin: 'own' }, null);
    expect(own).toMatchObject({ origin: 'drawn', seed: 1 });
    expect(own.network.layers.map(({ activation }) => activation)).toEqual(file.layers.map((l) => l.activation));
    expect(flatWeights(own.network)).not.toEqual(flatWeights(file));
  });
});
