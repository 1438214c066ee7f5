import { describe, expect, it } from 'vitest';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { partition } from '../../../src/core/partition';
import { bench, opened } from './support';

describe('training', () => {
  it('puts reported weights in force as float32, redraws, and keeps a history with each step’s own polytopes', async () => {
    const { actions, model, lens, session, api } = await opened();
    const start = flatWeights(session().network);
    const faces = session().result?.complex?.areas.length;
    actions.play();
    expect(session().training.running).toBe(true);
    model().train(4);
    expect(lens()).toMatchObject({ step: 4 });
    expect(lens().weights?.every((weight) => Math.fround(weight) === weight)).toBe(true);
    expect(Array.from(flatWeights(session().network))).toEqual(lens().weights);
    expect(Array.from(flatWeights(session().network))).not.toEqual(Array.from(start));
    expect(session().training.history).toMatchObject([
      { step: 0, faces },
      // Not cut yet.
      { step: 4, loss: 0.2, accuracy: 0.5, faces: 0 },
    ]);
    actions.pause();
    await api.idle();
    const { network, slice } = session();
    const own = partition(network, slice, lens().domain).areas.length;
    expect(own).not.toBe(faces);
    expect(session().training.history.map((entry) => entry.faces)).toEqual([faces, own]);
    expect(session().result?.network).toBe(session().network);
    expect(session().training.running).toBe(false);
  });

  it('runs on when a report from before the play arrives late', async () => {
    const { actions, model, session } = await opened();
    actions.play();
    model().train(0, false);
    model().train(4, true);
    expect(session().training.running).toBe(true);
    actions.pause();
    expect(session().training.running).toBe(false);
  });

  it('is not idle while it runs', async () => {
    const { actions, api } = await opened();
    actions.play();
    let idle = false;
    const done = api.idle().then(() => {
      idle = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(idle).toBe(false);
    actions.pause();
    await done;
    expect(idle).toBe(true);
  });

  it('resets to the same weights, exactly', async () => {
    const { actions, model, lens, session } = await opened();
    const { network } = session();
    actions.stepOnce();
    expect(session().network).not.toBe(network);
    actions.resetWeights();
    expect(session().network).toBe(network);
    expect(lens()).toMatchObject({ weights: null, step: 0 });
    expect(model().calls.at(-1)).toBe('reset');
    expect(session().training.history).toMatchObject([{ step: 0 }]);
  });

  it('passes settings on and builds the model anew for another scene', async () => {
    const { actions, model, models, session, api } = await opened();
    actions.setTraining({ learningRate: 0.25 });
    expect(model().calls).toContain('rate 0.25');
    await actions.openScene('blobs');
    await api.idle();
    expect(models).toHaveLength(1);
    expect(model().setup?.network).toBe(session().network);
    expect(model().setup?.data).toBe(session().data);
  });

  it('tells what failed, stops, and starts afresh with the next play', async () => {
    const { actions, model, session, notices, api } = await opened();
    actions.play();
    model().events.onError('the WebGL context was lost');
    model().events.onStatus({ ...session().model, phase: 'failed', note: 'lost' });
    await api.idle();
    expect(notices().join()).toMatch(/Model: the WebGL context was lost/);
    expect(session().training.running).toBe(false);
    actions.play();
    expect(model().calls.slice(-2)).toEqual(['init', 'play']);
  });

  it('says that there is nothing to train on', async () => {
    const { actions, notices, model } = await opened();
    const text = JSON.stringify({ layers: [{ W: [[1, 2, 3]], b: [0] }] });
    expect(await actions.importNetwork(text, 'three.json')).toBe(true);
    actions.play();
    expect(notices().join()).toMatch(/no data to train three on/);
    expect(model().calls).not.toContain('play');
  });
});

describe('output field', () => {
  it('asks one at a time, the newest wish next, and shows the answer', async () => {
    const { actions, model, session, lens } = await opened();
    actions.setColour('output');
    actions.setShowField(true);
    expect(model().fields).toHaveLength(1);
    actions.setDomain([
      [-0.5, -0.25],
      [0.5, -0.25],
      [0.5, 0.25],
      [-0.5, 0.25],
    ]);
    actions.setDomain([
      [-1, -0.25],
      [1, -0.25],
      [1, 0.25],
      [-1, 0.25],
    ]);
    expect(model().fields).toHaveLength(1);
    model().answerField();
    expect(session().field).toMatchObject({ from: [-1.1, -1.1] });
    expect(model().fields).toHaveLength(2);
    expect(model().fields[1]).toMatchObject({ from: [-1, -0.25], to: [1, 0.25], width: 192, height: 48 });
    model().answerField();
    expect(session().field).toMatchObject({ from: [-1, -0.25] });
    actions.setColour('code');
    actions.setDomain([...lens().domain]);
    expect(model().fields).toHaveLength(2);
  });

  it('does not wait for ever for an answer that will not come', async () => {
    const { actions, model, api } = await opened();
    actions.setColour('output');
    actions.setShowField(true);
    actions.resetWeights();
    expect(model().fields).toHaveLength(2);
    model().events.onError('out of memory');
    await api.idle();
  });
});

describe('import and export', () => {
  const file = (change: object = {}) =>
    JSON.stringify({
      layers: [
        {
          W: [
            [1, 0.1],
            [-0.5, 1],
            [0.25, -0.75],
          ],
          b: [0, 0.3, -0.1],
        },
        { W: [[1, -1, 0.5]], b: [0.2] },
      ],
      ...change,
    });

  it('takes a network with its own slice and domain, keeps float64, and gives it back unchanged', async () => {
    const { actions, session, lens, api, notices } = await opened();
    const slice = { origin: [0.5, 0], u: [2, 0], v: [1, 1] };
    expect(
      await actions.importNetwork(
        file({
          slice,
          domain: [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
        }),
        'mine.json',
      ),
    ).toBe(true);
    await api.idle();
    expect(notices()).toEqual([]);
    expect(lens()).toMatchObject({
      network: { name: 'mine', precision: 'float64', inputSize: 2 },
      weights: null,
      step: 0,
    });
    // The area in R² does not depend on the axes: |det(u, v)| / 2.
    expect((await api.partition()).domainArea).toBeCloseTo(1, 12);
    const again = bench();
    await again.actions.openScene('moons');
    expect(await again.actions.importNetwork(actions.exportNetwork(), 'again.json')).toBe(true);
    expect(again.session().network.layers).toEqual(session().network.layers);
  });

  it('travels in a link and resets to its own weights', async () => {
    const first = await opened();
    await first.actions.importNetwork(file(), 'mine.json');
    const own = first.session().network;
    first.actions.stepOnce();
    const link = first.api.link();
    const state = first.api.state();
    const second = bench();
    expect(await second.api.load(link)).toBe(true);
    await second.api.idle();
    expect(second.api.state()).toEqual(state);
    second.actions.resetWeights();
    expect(second.session().network.layers).toEqual(own.layers);
  });

  it.each([
    [
      'a wrong shape',
      file({
        layers: [
          { W: [[1, 2]], b: [0] },
          { W: [[1, 2]], b: [0] },
        ],
      }),
      /mine.json: layers\[1\].W/,
    ],
    ['a missing bias', file({ layers: [{ W: [[1, 2]] }] }), /mine.json: layers\[0\].b/],
    ['NaN', '{"layers":[{"W":[[NaN,1]],"b":[0]}]}', /mine.json: layers\[0\].W\[0\]/],
    [
      '1e308',
      file({
        layers: [
          { W: [[1e308, 1e308]], b: [0] },
          { W: [[1e308]], b: [0] },
        ],
      }),
      /mine.json: /,
    ],
  ])('refuses %s and keeps what it had', async (_, text, message) => {
    const { actions, lens, session, notices } = await opened();
    const before = [lens(), session().network];
    expect(await actions.importNetwork(text, 'mine.json')).toBe(false);
    expect([lens(), session().network]).toEqual(before);
    expect(notices().join()).toMatch(message);
  });
});
