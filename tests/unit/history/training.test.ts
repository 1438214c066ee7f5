import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { holdsAsync } from '../../support/holds';
import { opened } from './timed';

describe('training', () => {
  it('is one step from play to pause, the last report included', async () => {
    const { actions, model, lens, history, api, session } = await opened();
    const before = lens();
    const first = session().network;
    actions.play();
    for (let i = 0; i < 5; i++) model().train(4);
    expect(history().undo).toBe('training');
    model().pause = () => model().train(1, false);
    actions.pause();
    await api.idle();
    expect(history()).toEqual({ undo: 'training, 21 steps', redo: null });
    const after = lens();
    const chart = session().training.history;
    expect(chart).toHaveLength(7);
    actions.undo();
    expect(lens()).toEqual(before);
    expect(session().network).toBe(first);
    expect(session().training).toMatchObject({ running: false, step: 0 });
    // The time line stands at the beginning of what was recorded.
    expect(session().training.history).toEqual(chart);
    expect(session().recording.map(({ step }) => step)).toEqual([0, 4, 8, 12, 16, 20, 21]);
    expect(model().calls.at(-1)).toBe('setWeights');
    actions.redo();
    expect(lens()).toEqual(after);
    expect(session().training.history).toEqual(chart);
    expect(history().undo).toBe('training, 21 steps');
  });

  it('of another network, or on other data, leaves no loss behind when that is taken back', async () => {
    const { actions, model, session, api } = await opened();
    const { events } = model();
    const report = events.onReport;
    // A loss that tells networks and data apart.
    const lossOf = (weights: ArrayLike<number>): number => (weights[0] as number) ** 2 + (session().data?.count ?? 0);
    Object.assign(events, {
      onReport: (said: Parameters<typeof report>[0]) => report({ ...said, loss: lossOf(said.weights) }),
    });
    const shown = (): unknown => session().training.history.map(({ step, loss }) => [step, loss]);
    const right = (): unknown => [[0, lossOf(flatWeights(session().network))]];
    actions.resetWeights();
    const first = right();
    expect(shown()).toEqual(first);
    actions.setSeeded({ seed: 77 });
    await api.idle();
    expect(shown()).toEqual(right());
    expect(shown()).not.toEqual(first);
    actions.undo();
    await api.idle();
    expect(shown()).toEqual(first);
    await actions.setData({ kind: 'generated', set: 'moons', count: 50, noise: 0, seed: 1 });
    await api.idle();
    expect(shown()).toEqual(right());
    actions.undo();
    await api.idle();
    expect(shown()).toEqual(first);
  });

  it('goes on beside other steps, which are taken back without it', async () => {
    const { actions, model, lens, history, wait } = await opened();
    const { point } = lens();
    actions.play();
    model().train(4);
    wait(1000);
    actions.setPoint([0.5, 0.5]);
    model().train(4);
    expect(history().undo).toBe('moved point');
    actions.undo();
    expect(lens()).toMatchObject({ point, step: 8 });
    model().train(4);
    expect(history()).toEqual({ undo: 'training', redo: 'moved point' });
    actions.redo();
    expect(lens()).toMatchObject({ point: [0.5, 0.5], step: 12 });
  });

  it('is stopped by an undo of itself, and what it still reports is not heard', async () => {
    const { actions, model, lens, session, api } = await opened();
    const before = lens();
    actions.play();
    model().train(4);
    actions.undo();
    expect(lens()).toEqual(before);
    expect(session().training.running).toBe(false);
    await api.idle();
    expect(model().calls.slice(-2)).toEqual(['play', 'setWeights']);
  });

  it('runs that follow are steps of their own, and so is the way back to the first weights', async () => {
    const { actions, model, lens, history, api, wait } = await opened();
    for (const steps of [3, 5]) {
      actions.play();
      model().train(steps);
      actions.pause();
      await api.idle();
      wait(1000);
    }
    actions.resetWeights();
    expect(history().undo).toBe('back to the first weights');
    actions.undo();
    expect(lens().step).toBe(8);
    actions.undo();
    expect(lens().step).toBe(3);
    actions.undo();
    expect(lens()).toMatchObject({ step: 0, weights: null });
    actions.redo();
    expect(lens().step).toBe(3);
  });

  it('single steps in quick succession are one', async () => {
    const { actions, history, wait } = await opened();
    for (let i = 0; i < 3; i++) {
      actions.stepOnce();
      wait(200);
    }
    expect(history().undo).toBe('training, 3 steps');
    wait(1000);
    actions.stepOnce();
    expect(history().undo).toBe('training, 1 step');
  });

  it('settings that come back reach the model', async () => {
    const { actions, model } = await opened();
    actions.setTraining({ learningRate: 0.25 });
    actions.undo();
    expect(model().calls.at(-1)).toMatch(/^rate 0\.0/);
  });
});

describe('an undo', () => {
  it('makes nothing anew that is still the same', async () => {
    const { actions, session, lens } = await opened('space');
    const { network, slice, result, data } = session();
    actions.setPoint([0.5, 0.1]);
    actions.undo();
    expect(session()).toMatchObject({ network, slice, result, data });
    expect(session().network).toBe(network);
    expect(session().slice).toBe(slice);
    expect(session().result).toBe(result);
    expect(Array.from(session().inspection?.x ?? [])).toEqual(Array.from([0.25, 0.25, 0]));
    actions.setAnchor(2, { kind: 'mix', terms: [[3, 1]] });
    const { domain } = lens();
    actions.undo();
    expect(lens().domain).toBe(domain);
    expect(Array.from(session().slice.e2)).toEqual(Array.from(slice.e2));
    expect(session().network).toBe(network);
  });

  it('of anything follows anything: back to the first state, and to the last again', async () => {
    const made = await opened('space');
    const { actions, lens, model, wait } = made;
    const small = fc.double({ min: -1, max: 1, noNaN: true });
    const act = fc.oneof(
      fc.tuple(small, small).map((point) => () => actions.setPoint(point)),
      fc.tuple(small, small).map((centre) => () => actions.setViewport({ centre, span: 1 + centre[0] ** 2 })),
      fc
        .constantFrom('code' as const, 'class' as const, 'output' as const)
        .map((mode) => () => actions.setColour(mode)),
      fc.boolean().map((on) => () => actions.setShowData(on)),
      fc.tuple(small, small).map((to) => () => actions.moveAnchor(1, [1 + to[0] / 4, to[1] / 4])),
      fc.integer({ min: 1, max: 9 }).map((steps) => () => model().train(steps, false)),
      fc.constant(() => actions.resetWeights()),
      fc.constant(() => actions.resetView()),
      fc.tuple(small, small, small).map((ps) => () => {
        actions.beginGesture();
        for (const p of ps) actions.setPoint([p, p]);
        actions.commitGesture();
      }),
    );
    await holdsAsync(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.boolean()), { maxLength: 12 }), async (acts) => {
        while (made.history().undo !== null) actions.undo();
        const first = lens();
        for (const [run, later] of acts) {
          run();
          // Training ends a microtask later.
          await Promise.resolve();
          if (later) wait(1000);
        }
        const last = lens();
        let steps = 0;
        for (; made.history().undo !== null; steps++) {
          const before = lens();
          actions.undo();
          expect(lens()).not.toEqual(before);
        }
        expect(steps).toBeLessThanOrEqual(acts.length);
        expect(lens()).toEqual(first);
        for (; steps > 0; steps--) actions.redo();
        expect(lens()).toEqual(last);
      }),
      405,
      60,
    );
  });
});
