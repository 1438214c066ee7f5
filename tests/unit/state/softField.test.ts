import { describe, expect, it } from 'vitest';
import { pointInInput } from '../../../src/core/slice/slice';
import { codeEntropy, gatesOf, softPass } from '../../../src/core/soft';
import { colouringKey, fieldSpecOf } from '../../../src/state/colouring';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { providePane } from '../../../src/state/panes';
import { softQuantityOf } from '../../../src/state/softField';
import type { LensState } from '../../../src/state/types';
import { comes } from '../../support/comes';
import { bench, inProcessPort, opened } from './support';

const lens = (change: Partial<LensState>): LensState => ({ ...EMPTY_LENS, colour: 'softEntropy', ...change });
const soft = { beta: 0.5, layers: [], entropyLayer: null, entropyUnit: null };

/** A page with soft entropy in force, its first field asked for. */
async function softened() {
  const page = await opened();
  page.actions.setSoft({ beta: 0.5 });
  page.actions.setColour('softEntropy');
  await comes(() => expect(page.model().fields).not.toHaveLength(0));
  return page;
}

/** The same in a pane of some size, on a clock that the test sets; `answer` lets a field take so many milliseconds a place. */
async function inPane(size: readonly [number, number]) {
  const clock = { ms: 0 };
  const page = bench(inProcessPort, { now: () => clock.ms });
  providePane(page.controller.store, { size: () => size, watch: () => () => undefined });
  await page.actions.openScene('moons');
  await page.api.idle();
  page.actions.setSoft({ beta: 0.5 });
  page.actions.setColour('softEntropy');
  const { fields } = page.model();
  await comes(() => expect(fields).not.toHaveLength(0));
  const answer = (msAPlace: number): void => {
    const { width, height } = fields.at(-1) ?? { width: 0, height: 0 };
    clock.ms += msAPlace * width * height;
    page.model().answerField();
  };
  return { ...page, fields, answer };
}

describe('soft fields of a state', () => {
  it('count layers in what is sliced, and have keys that change with all that they show', () => {
    const single = lens({ space: 1, soft: { ...soft, entropyLayer: 3, entropyUnit: 4 } });
    expect(softQuantityOf(single)).toEqual({ kind: 'entropy', layer: 2, unit: 4 });
    expect(softQuantityOf(lens({ colour: 'softDistance', soft }))).toEqual({ kind: 'distance' });
    expect(softQuantityOf(lens({ colour: 'output', soft }))).toBeNull();
    const all = [
      lens({}),
      lens({ soft }),
      lens({ colour: 'softActive', soft }),
      lens({ soft: { ...soft, beta: 0.6 } }),
      lens({ soft: { ...soft, layers: [0.1] } }),
      lens({ soft: { ...soft, entropyLayer: 1 } }),
      lens({ soft: { ...soft, entropyLayer: 1, entropyUnit: 0 } }),
    ];
    expect(new Set(all.map(colouringKey)).size).toBe(all.length);
    expect(fieldSpecOf(lens({ soft }), emptySession().network)).toMatchObject({
      kind: 'soft',
      betas: { beta: 0.5, layers: [] },
    });
  });

  it('are asked for coarsely at once, finely when all rests, with the gates in force', async () => {
    const { model, actions, session, api } = await softened();
    const [first] = model().fields;
    expect(first).toMatchObject({ width: 64, height: 64, scalar: { kind: 'soft', quantity: { kind: 'entropy' } } });
    expect(first?.scalar).toMatchObject({ gates: [{ eta: 1 }, { eta: 1 }, null], held: [null, null, null] });
    actions.setSoft({ beta: 0.9 });
    actions.setSoft({ beta: 1 });
    // One at a time, the newest wish next. β = 1 is hard: nothing is painted.
    expect(model().fields).toHaveLength(1);
    actions.setSoft({ beta: 0.8, layers: [1] });
    model().answerField();
    expect(session().softField?.field).toMatchObject({ width: 64, height: 64 });
    expect(model().fields[1]?.scalar).toMatchObject({ gates: [{ eta: Infinity }, { eta: 0.8 / (1 - 0.8) }, null] });
    model().answerField();
    await comes(() => expect(model().fields).toHaveLength(3));
    expect(model().fields[2]).toMatchObject({ width: 320, height: 320 });
    // A fine field is given up for a newer wish, and its answer is of no use.
    actions.setSoft({ beta: 0.3 });
    expect(model().fields[3]).toMatchObject({ width: 64, height: 64 });
    model().answerField();
    await comes(() => expect(model().fields).toHaveLength(5));
    model().answerField();
    expect(session().softField?.field).toMatchObject({ width: 320, height: 320 });
    await api.idle();
    expect(session().colouring?.values).toHaveLength(session().result?.complex?.areas.length ?? 0);
  });

  it('are refined beyond the coarse one however long that took, and then to what is bearable', async () => {
    const { fields, answer, session, api } = await inPane([600, 400]);
    // So slow that a field of 12 × 12 places would be too many: the first one compiles, too.
    answer(100);
    await comes(() => expect(fields).toHaveLength(2));
    // Row by row, until these tell that places come quickly.
    expect(fields[1]).toMatchObject({ width: 80, height: 1 });
    for (let answers = 0; answers < 4; answers++) answer(0.001);
    await api.idle();
    const field = session().softField?.field;
    expect(field).toMatchObject({ width: 384, height: 384 });
  });

  it('are left as they are when they are stopped, until something changes', async () => {
    const { fields, answer, session, actions, api } = await inPane([600, 400]);
    answer(1);
    await comes(() => expect(fields).toHaveLength(2));
    answer(1);
    const shown = session().softField;
    expect(shown?.progress).toBeGreaterThan(0);
    actions.cancelPartition();
    expect(session().softField).toMatchObject({ progress: null, stopped: true });
    const asked = fields.length;
    answer(1);
    await api.idle();
    expect(session().softField?.field).toBe(shown?.field);
    expect(fields).toHaveLength(asked);
    actions.setSoft({ beta: 0.7 });
    expect(session().softField?.stopped).toBe(false);
    expect(fields).toHaveLength(asked + 1);
    answer(0.001);
    await comes(() => expect(fields).toHaveLength(asked + 2));
  });

  it('say the exact value at a place, and the faces have it at their centroids', async () => {
    const { model, session, api, lens: now } = await softened();
    model().answerField();
    await comes(() => expect(model().fields).toHaveLength(2));
    model().answerField();
    await api.idle();
    const { network, slice, result, colouring, softField } = session();
    const entropyAt = (place: readonly [number, number]): number =>
      codeEntropy(softPass(network, gatesOf(network, { beta: 0.5, layers: [] }), pointInInput(slice, place))).total;
    expect(softField?.at([0.3, -0.2])).toBe(entropyAt([0.3, -0.2]));
    const centroids = result?.complex?.centroids ?? new Float64Array();
    for (const face of [0, 7, 20])
      expect(colouring?.values?.[face]).toBe(
        entropyAt([centroids[2 * face] as number, centroids[2 * face + 1] as number]),
      );
    expect(now().soft?.beta).toBe(0.5);
  });

  it('are none of a hard network, whose faces are 0, nor of a unit that is not there', async () => {
    const { model, actions, session, api } = await opened();
    actions.setColour('softEntropy');
    await api.idle();
    expect(model().fields).toHaveLength(0);
    expect(session().softField).toBeNull();
    expect(Array.from(session().colouring?.values ?? [1]).every((value) => value === 0)).toBe(true);
    actions.setSoft({ beta: 0.5, entropyLayer: 2, entropyUnit: 99 });
    await api.idle();
    expect(model().fields).toHaveLength(0);
    expect(session().colouring).toMatchObject({ values: null, problem: 'unit 99 of layer 2 does not exist' });
  });

  it('end without waiting where the model fails, and go with their colours', async () => {
    const { model, actions, session, api } = await softened();
    model().events.onError('out of memory');
    await api.idle();
    actions.setColour('code');
    expect(session().softField).toBeNull();
    await api.idle();
  });

  it('the output field is that of the softened network', async () => {
    const { model, actions, session } = await opened();
    actions.setSoft({ beta: 0.75 });
    actions.setColour('output');
    actions.setShowField(true);
    model().answerField();
    const last = () => model().fields.at(-1);
    await comes(() => expect(last()?.scalar.kind).toBe('soft'));
    expect(last()?.scalar).toMatchObject({
      quantity: { kind: 'output', index: 0 },
      gates: [{ eta: 3 }, { eta: 3 }, null],
    });
    model().answerField();
    expect(session().field).toMatchObject({ width: 192 });
    actions.setSoft(null);
    expect(last()?.scalar).toEqual({ kind: 'output', index: 0 });
  });
});
