import { describe, expect, it } from 'vitest';
import { denseLayer } from '../../support/denseLayers';
import { opened } from './timed';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const FILE = JSON.stringify({
  name: 'three lines',
  layers: [
    {
      W: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      b: [0, 0, -0.5],
    },
    { W: [[1, 2, -4]], b: [0.25] },
  ],
});

describe('one gesture is one step', () => {
  it('a drag, however long it takes, and nothing where it ends where it began', async () => {
    const { actions, lens, history, wait } = await opened();
    const before = lens();
    expect(history()).toEqual({ undo: null, redo: null });
    actions.beginGesture();
    for (let i = 0; i < 50; i++) {
      actions.setPoint([i / 100, 0.5]);
      wait(1000);
    }
    expect(history().undo).toBeNull();
    actions.commitGesture();
    const after = lens();
    expect(history()).toEqual({ undo: 'moved point', redo: null });
    actions.undo();
    expect(lens()).toEqual(before);
    expect(history()).toEqual({ undo: null, redo: 'moved point' });
    actions.redo();
    expect(lens()).toEqual(after);
    actions.beginGesture();
    actions.setPoint([0.7, 0.7]);
    actions.setPoint(after.point);
    actions.commitGesture();
    actions.undo();
    expect(lens()).toEqual(before);
  });

  it('a cancelled one leaves no trace, and keeps what could be done again', async () => {
    const { actions, lens, history } = await opened();
    actions.setPoint([0.5, 0]);
    actions.undo();
    const before = lens();
    actions.beginGesture();
    actions.setPoint([0.25, 0.25]);
    actions.setViewport({ centre: [1, 1], span: 0.5 });
    actions.cancelGesture();
    expect(lens()).toEqual(before);
    expect(history()).toEqual({ undo: null, redo: 'moved point' });
    actions.cancelGesture();
    actions.commitGesture();
    expect(history()).toEqual({ undo: null, redo: 'moved point' });
  });

  it('undo in the middle of one takes it back', async () => {
    const { actions, lens, history } = await opened();
    const before = lens();
    actions.beginGesture();
    actions.setPoint([0.25, 0.25]);
    actions.undo();
    expect(lens()).toEqual(before);
    expect(history()).toEqual({ undo: null, redo: null });
  });

  it('can be given a name', async () => {
    const { actions, history } = await opened();
    actions.beginGesture('moved a line of layer 1');
    actions.setPoint([0.25, 0.25]);
    actions.beginGesture();
    expect(history().undo).toBe('moved a line of layer 1');
  });

  it('wheel steps that follow quickly are one, later ones another, and other acts between them are their own', async () => {
    const { actions, lens, history, wait } = await opened();
    const zoom = (span: number) => {
      actions.setViewport({ centre: [0, 0], span });
      wait(100);
    };
    const first = lens().viewport;
    for (const span of [2, 1.8, 1.5]) zoom(span);
    wait(600);
    for (const span of [1.4, 1.2]) zoom(span);
    actions.setColour('class');
    zoom(1);
    expect(history().undo).toBe('zoomed');
    actions.undo();
    expect(lens().viewport.span).toBe(1.2);
    expect(history().undo).toBe('changed colours');
    actions.undo();
    actions.undo();
    expect(lens().viewport.span).toBe(1.5);
    actions.undo();
    expect(lens().viewport).toEqual(first);
    expect(history().undo).toBeNull();
  });

  it('a click that a double click takes back is none', async () => {
    const { actions, lens, history, wait } = await opened();
    const { point } = lens();
    actions.setPoint([0.9, 0.9]);
    wait(150);
    actions.setPoint(point);
    expect(history().undo).toBeNull();
  });
});

describe('discrete acts', () => {
  it('are steps each: scene, import, load, domain, reset; and all of it comes back, weights included', async () => {
    const { actions, model, lens, session, history, api } = await opened();
    model().train(7);
    model().train(0, false);
    await settle();
    const states = [lens()];
    const names: (string | null)[] = [];
    const act = async (what: () => unknown) => {
      await what();
      states.push(lens());
      names.push(history().undo);
    };
    await act(() => actions.openScene('xor'));
    await act(() => actions.importNetwork(FILE, 'three.json'));
    await act(() => actions.load({ ...lens(), point: [0.125, -0.5], colour: 'class' }));
    await act(() => actions.setDomain([...lens().domain].map(([p, q]) => [p / 2, q / 2] as const)));
    await act(() => actions.resetView());
    await act(() => actions.openScene('moons'));
    expect(names).toEqual([
      'opened “XOR”',
      'opened “three lines”',
      'loaded a state',
      'changed domain',
      'changed domain',
      'opened “Two moons”',
    ]);
    for (const state of states.slice(0, -1).reverse()) {
      actions.undo();
      expect(lens()).toEqual(state);
    }
    expect(lens()).toMatchObject({ scene: 'moons', step: 7 });
    expect(denseLayer(session().network.layers[0]).weights[0]).toBe(lens().weights?.[0]);
    for (const state of states.slice(1)) {
      actions.redo();
      expect(lens()).toEqual(state);
    }
    await api.idle();
    expect(await api.partition()).toMatchObject({ certificate: { euler: 1, codeMismatches: 0 } });
  });

  it('that were refused leave none', async () => {
    const { actions, history } = await opened();
    await actions.importNetwork('{"layers": []}', 'none.json');
    await actions.load({ version: 1 });
    await actions.openScene('nowhere');
    actions.setPoint([Number.NaN, 0]);
    expect(history().undo).toBeNull();
  });

  it('an imported network that comes back is reset to the domain that it was opened with', async () => {
    const { actions, lens } = await opened();
    await actions.importNetwork(FILE, 'three.json');
    const { domain } = lens();
    actions.setDomain([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    await actions.openScene('xor');
    actions.undo();
    actions.resetView();
    expect(lens().domain).toEqual(domain);
  });
});
