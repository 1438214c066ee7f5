import { describe, expect, it } from 'vitest';
import { locateFace, partition } from '../../../src/core/partition';
import { createComparedStore } from '../../../src/views/compare/comparedStore';
import { opened } from './support';

/** A training of eight steps; the first weights are kept beside. */
async function comparing() {
  const page = await opened();
  const { actions, model, api } = page;
  actions.keepTime(true);
  actions.play();
  model().train(8);
  actions.pause();
  await api.idle();
  return page;
}

describe('another time', () => {
  it('is cut by its own weights on the same slice and domain', async () => {
    const { session, lens } = await comparing();
    const { compared, result } = session();
    expect(lens().compare).toEqual({ weights: null, step: 0 });
    const alone = partition(compared?.network ?? session().network, session().slice, lens().domain);
    expect(compared?.complex?.codes).toEqual(alone.codes);
    expect(compared?.network).not.toBe(result?.network);
    expect(compared?.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  });

  it('follows the domain, and goes when it is closed', async () => {
    const { actions, session, api } = await comparing();
    const before = session().compared?.complex?.areas.length ?? 0;
    actions.setDomain([
      [-0.2, -0.2],
      [0.2, -0.2],
      [0.2, 0.2],
      [-0.2, 0.2],
    ]);
    await api.idle();
    expect(session().compared?.complex?.areas.length).toBeLessThan(before);
    actions.keepTime(false);
    expect(session().compared).toBeNull();
  });

  it('does not fit another network: the state says so and nothing changes', async () => {
    const { lens, api, notices } = await comparing();
    const kept = lens();
    expect(await api.load({ ...kept, compare: { weights: [1, 2], step: 3 } })).toBe(false);
    expect(notices().join()).toMatch(/compare\.weights: 2 values, the network has \d+/);
    expect(lens()).toEqual(kept);
  });

  it('is a store of its own for the view: its network, its face under the point, its hover', async () => {
    const { controller, lens, session, actions } = await comparing();
    const other = createComparedStore(controller.store);
    const seen = () => other.store.getState();
    const { compared } = session();
    if (!compared?.complex) throw new Error('nothing is compared');
    expect(seen().session.result).toBe(compared);
    expect(seen().lens.step).toBe(0);
    actions.setPoint([0.15, -0.3]);
    const [p, q] = lens().point;
    const face = locateFace(compared.complex, p, q);
    expect(seen().session.inspection?.face).toBe(face);
    seen().actions.hover(3);
    expect([seen().session.hoverFace, session().hoverFace]).toEqual([3, -1]);
    other.dispose();
    actions.setPoint([0, 0]);
    expect(seen().lens.point).toEqual([0.15, -0.3]);
  });
});
