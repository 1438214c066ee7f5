import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { builtOfNetwork } from '../../../src/state/graphs/kept';
import { bench } from './support';

async function page() {
  const made = bench();
  await made.actions.openScene('residual');
  await made.api.idle();
  return made;
}

describe('one weight of a graph', () => {
  it('is changed by its place, and the network with it', async () => {
    const { actions, api, session, lens } = await page();
    const before = session().whole.network;
    const built = builtOfNetwork(before);
    const array = built?.parameters.findLast(({ key }) => key === 'bias');
    if (!built || !array) throw new Error('the scene has no graph');
    const own = built.weights[array.at] as number;
    actions.setParameter(array.at, 0.7);
    await api.idle();
    const { network } = session().whole;
    const weights = builtOfNetwork(network)?.weights;
    expect(weights?.[array.at]).toBe(Math.fround(0.7));
    expect(weights?.filter((value, i) => value !== built.weights[i])).toHaveLength(1);
    expect(lens().weights?.[array.at]).toBe(Math.fround(0.7));
    // The bias of the read-out: the output changes by what it does.
    const x = Float64Array.of(0.6, -0.4);
    const again = built.trained(Float64Array.from(built.weights).with(array.at, Math.fround(0.7)));
    expect(forward(network, x)).toEqual(forward(again.network, x));
    const moved = (forward(network, x)[0] as number) - (forward(before, x)[0] as number);
    expect(moved).toBeCloseTo(Math.fround(0.7) - own, 12);
    actions.setParameter(array.at, own);
    await api.idle();
    expect(lens().weights).toBeNull();
    expect(forward(session().whole.network, x)).toEqual(forward(before, x));
  });

  it('is refused where there is none, or no such number', async () => {
    const { actions, session, lens } = await page();
    const before = session().whole.network;
    for (const [at, value] of [
      [-1, 1],
      [1e6, 1],
      [0, Number.NaN],
      [0, 1e39],
    ] as const) {
      actions.setParameter(at, value);
      expect(session().notices.at(-1)?.text).toMatch(/nothing was changed/);
    }
    expect([session().whole.network, lens().weights]).toEqual([before, null]);
  });
});
