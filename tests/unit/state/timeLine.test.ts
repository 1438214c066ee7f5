import { describe, expect, it } from 'vitest';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { opened } from './support';

/** A training of twelve steps, recorded every four, then paused. */
async function trained() {
  const page = await opened();
  const { actions, model } = page;
  actions.play();
  for (let i = 0; i < 3; i++) model().train(4);
  actions.pause();
  return page;
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 260));

describe('the time line', () => {
  it('records the weights from where the training began', async () => {
    const { session } = await trained();
    expect(session().recording.map(({ step }) => step)).toEqual([0, 4, 8, 12]);
    expect(session().recording.at(-1)?.weights).toEqual(Float32Array.from(flatWeights(session().network)));
  });

  it('goes back and forth: weights, step and network are those of the step, the history stays', async () => {
    const { actions, session, lens } = await trained();
    const last = lens().weights;
    actions.goToStep(5);
    expect(lens().step).toBe(4);
    expect(lens().weights).toEqual(Array.from(session().recording[1]?.weights ?? []));
    expect(Array.from(flatWeights(session().network))).toEqual(lens().weights);
    actions.goToStep(0);
    expect(lens()).toMatchObject({ step: 0, weights: null });
    actions.goToStep(99);
    expect(lens()).toMatchObject({ step: 12, weights: last });
    expect(session().training.history.map(({ step }) => step)).toEqual([0, 4, 8, 12]);
  });

  it('cuts the slice by the weights of that step', async () => {
    const { actions, session, api } = await trained();
    actions.goToStep(4);
    await api.idle();
    expect(session().result?.network).toBe(session().network);
  });

  it('tells the model when it has come to rest, once', async () => {
    const { actions, model, lens, session } = await trained();
    for (const step of [8, 4, 8, 4]) actions.goToStep(step);
    expect(model().calls).not.toContain('setWeights');
    await rest();
    expect(model().calls.filter((call) => call === 'setWeights')).toHaveLength(1);
    expect([model().stepCount, lens().step]).toEqual([4, 4]);
    expect(session().training.history.map(({ step }) => step)).toEqual([0, 4, 8, 12]);
  });

  it('trains on from where it stands; the later steps are gone', async () => {
    const { actions, model, session, lens } = await trained();
    actions.goToStep(4);
    actions.play();
    expect(model().calls.slice(-2)).toEqual(['setWeights', 'play']);
    model().train(2);
    expect(lens().step).toBe(6);
    expect(session().recording.map(({ step }) => step)).toEqual([0, 4, 6]);
    expect(session().training.history.map(({ step }) => step)).toEqual([0, 4, 6]);
  });

  it('pauses a run that it is pulled away from', async () => {
    const { actions, model, session } = await trained();
    actions.play();
    model().train(4);
    actions.goToStep(4);
    expect(session().training.running).toBe(false);
    expect(model().calls).toContain('pause');
  });

  it('is empty after a reset and for another scene', async () => {
    const { actions, session, api } = await trained();
    actions.resetWeights();
    expect(session().recording).toEqual([]);
    actions.stepOnce();
    expect(session().recording.length).toBeGreaterThan(0);
    await actions.openScene('blobs');
    await api.idle();
    expect(session().recording).toEqual([]);
  });
});
