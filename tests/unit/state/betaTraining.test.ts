import { describe, expect, it } from 'vitest';
import { denseNetwork } from '../../../src/core/network';
import { hardLimitText } from '../../../src/state/hardLimit';
import { dense } from '../../support/build';
import { opened } from './support';

/** The two-layer scene in a mode, six steps trained two by two, then paused. */
async function trained(beta: 'global' | 'layers') {
  const page = await opened();
  page.actions.setTraining({ beta });
  page.actions.play();
  for (let i = 0; i < 3; i++) page.model().train(2);
  page.actions.pause();
  return page;
}

const betaCalls = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith('betas'));

describe('β in training', () => {
  it('is told to the model with the mode, from the posterior where codes were hard', async () => {
    const { actions, lens, model } = await opened();
    expect(lens()).toMatchObject({ soft: null, training: { beta: 'off' } });
    actions.setTraining({ beta: 'fixed' });
    expect(lens()).toMatchObject({ soft: { beta: 0.5 }, training: { beta: 'fixed' } });
    actions.setSoft({ beta: 0.8, layers: [0.3] });
    actions.setTraining({ beta: 'global' });
    expect(lens().soft).toMatchObject({ beta: 0.8, layers: [] });
    actions.setTraining({ beta: 'layers' });
    expect(lens().soft?.layers).toEqual([0.8, 0.8]);
    expect(betaCalls(model().calls)).toEqual([
      'betas none 0.5,0.5',
      'betas none 0.3,0.8',
      'betas one 0.8,0.8',
      'betas layers 0.8,0.8',
    ]);
  });

  it('learned, comes back with the weights and is not told to the model again', async () => {
    const { lens, model } = await trained('global');
    // The model's β come half as near to 1 with every step.
    expect(lens()).toMatchObject({ step: 6, soft: { beta: 1 - 0.5 / 2 ** 6, layers: [] } });
    expect(betaCalls(model().calls)).toEqual(['betas one 0.5,0.5']);
    const layers = await trained('layers');
    expect(layers.lens().soft).toMatchObject({ beta: 0.5, layers: [1 - 0.5 / 2 ** 6, 1 - 0.5 / 2 ** 6] });
  });

  it('is recorded: the time line, reset and undo bring it back', async () => {
    const { actions, lens, session, model } = await trained('global');
    actions.goToStep(2);
    expect(lens()).toMatchObject({ step: 2, soft: { beta: 1 - 0.5 / 4 } });
    expect(betaCalls(model().calls).at(-1)).toBe('betas one 0.875,0.875');
    actions.goToStep(6);
    actions.resetWeights();
    expect(lens()).toMatchObject({ step: 0, weights: null, soft: { beta: 0.5 } });
    actions.undo();
    expect(lens()).toMatchObject({ step: 6, soft: { beta: 1 - 0.5 / 2 ** 6 } });
    expect(session().history.redo).toBe('back to the first weights');
    while (session().history.undo !== null && lens().step > 0) actions.undo();
    expect(lens()).toMatchObject({ step: 0, soft: { beta: 0.5 }, training: { beta: 'global' } });
  });

  it('moved by hand while it is learned, starts anew from there; older reports leave it alone', async () => {
    const { actions, lens, model } = await opened();
    actions.setTraining({ beta: 'global' });
    actions.play();
    model().train(1);
    actions.setSoft({ beta: 0.2 });
    const before = lens().soft;
    const { events, setup } = model();
    if (!setup) throw new Error('the model was not built');
    const weights = Float32Array.from({ length: lens().weights?.length ?? 0 }, () => 0.5);
    events.onReport({ step: 9, running: true, loss: 1, accuracy: 1, weights, betas: { ...setup.betas, learn: 'one' } });
    expect(lens()).toMatchObject({ step: 9, soft: before });
    model().train(20);
    expect(lens().soft?.beta).toBeGreaterThan(0.99);
  });

  it('is off when the codes are hard again, and back with undo', async () => {
    const { actions, lens } = await opened();
    actions.setTraining({ beta: 'layers' });
    actions.setSoft(null);
    expect(lens()).toMatchObject({ soft: null, training: { beta: 'off' } });
    actions.undo();
    expect(lens()).toMatchObject({ soft: { layers: [0.5, 0.5] }, training: { beta: 'layers' } });
  });

  it('shows the loss of the network that the weights make with the newest β', async () => {
    const { actions, model, session, lens } = await opened();
    actions.setTraining({ beta: 'fixed' });
    const { events, setup } = model();
    if (!setup) throw new Error('the model was not built');
    const report = {
      step: lens().step,
      running: false,
      accuracy: 0.75,
      weights: new Float32Array(),
      betas: setup.betas,
    };
    events.onReport({ ...report, loss: 0.25 });
    expect(session().training.history.at(-1)).toMatchObject({ step: 0, loss: 0.25, accuracy: 0.75 });
  });
});

describe('the hard limit in words', () => {
  it('names each smooth activation once', () => {
    const names = ['gelu', 'gelu', 'tanh', 'relu'] as const;
    const network = denseNetwork(
      '',
      names.map((name) => dense([[1]], [0], { name })),
    );
    expect(hardLimitText(network)).toBe('GELU → ReLU, tanh → step');
    expect(hardLimitText(denseNetwork('', [dense([[1]])]))).toBe('');
  });
});
