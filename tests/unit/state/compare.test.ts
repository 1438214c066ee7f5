import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { locateFace, partition } from '../../../src/core/partition';
import { pointInInput } from '../../../src/core/slice/slice';
import { outputAt } from '../../../src/state/pinned';
import { createComparedStore } from '../../../src/views/compare/comparedStore';
import { figureOf } from '../../../src/views/figure';
import { outputScale } from '../../../src/views/slice/colours';
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

  it('has the pins, with the answers of its own network', async () => {
    const { controller, actions, session } = await comparing();
    actions.addPin([0.2, 0.1]);
    const other = createComparedStore(controller.store);
    const [pin] = other.store.getState().lens.pins;
    const { compared, network, slice } = session();
    if (!pin || !compared) throw new Error('nothing is compared');
    const own = forward(compared.network, pointInInput(slice, pin));
    expect(outputAt(other.store.getState(), pin)).toEqual(own);
    expect(outputAt(controller.store.getState(), pin)).toEqual(forward(network, pointInInput(slice, pin)));
    expect(forward(network, pointInInput(slice, pin))).not.toEqual(own);
    other.dispose();
  });

  it('shares the end of its scale with figures of the slice, as with the slice on the page', async () => {
    const { controller } = await comparing();
    const { lens, session, ...rest } = controller.store.getState();
    const { compared, result } = session;
    if (!compared?.complex || !result?.complex) throw new Error('nothing is compared');
    const endOf = (outputs: Float64Array, areas: ArrayLike<number>): string => String(outputScale(outputs, areas));
    const own = endOf(result.outputs, result.complex.areas);
    // Outputs ten times as large at the other time.
    const large = { ...compared, outputs: compared.outputs.map((value) => 10 * value) };
    const ends = (other: typeof compared | null): string => {
      const state = { ...rest, lens: { ...lens, colour: 'output' as const }, session: { ...session, compared: other } };
      const { marks } = figureOf(state, { width: 600, height: 400 }, false) ?? { marks: [] };
      const last = marks.at(-1);
      return last?.kind === 'text' ? last.text.replace('≥ ', '') : '';
    };
    expect(ends(null)).toBe(own);
    expect(ends(large)).toBe(endOf(large.outputs, compared.complex.areas));
    expect(ends(large)).not.toBe(own);
  });
});
