import { describe, expect, it } from 'vitest';
import { lossHint, stepText } from '../../../src/views/charts/statusText';
import { opened } from '../state/support';

const entry = (step: number, accuracy: number) => ({ step, loss: 1, accuracy, faces: 0 });

describe('the words of the training strip', () => {
  it('say of a scene that comes trained that it is, at its first step alone', async () => {
    const bench = await opened('spirals');
    const { store } = bench.controller;
    const at = (step: number) => {
      const state = store.getState();
      const training = { ...state.session.training, step, history: [entry(0, 1), entry(20, 0.5)] };
      return { ...state, session: { ...state.session, training } };
    };
    expect(stepText(at(0))).toBe('trained · 100.0% right');
    expect(stepText(at(20))).toBe('step 20 · 50.0% right');
    expect(lossHint(at(0))).toBe('Trained before: press play to go on');
    expect(lossHint(at(20))).toBe('Press play to train');
  });

  it('say of a scene from a seed that it waits', async () => {
    const { store } = (await opened('moons')).controller;
    expect(stepText(store.getState())).toMatch(/^step 0/);
    expect(lossHint(store.getState())).toBe('Press play to train');
  });

  it('say why nothing can be trained without data', async () => {
    const { store } = (await opened('moons')).controller;
    const state = store.getState();
    expect(lossHint({ ...state, session: { ...state.session, data: null } })).toBe(
      'No data to train on: open a scene or load points',
    );
  });
});
