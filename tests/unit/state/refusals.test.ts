import { describe, expect, it } from 'vitest';
import type { LensState, Point2 } from '../../../src/state/types';
import { bench, inProcessPort, opened } from './support';

const TRIANGLE: readonly Point2[] = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0, 0.5],
];

describe('load', () => {
  it('takes its own state back, also with trained weights', async () => {
    const first = await opened();
    first.actions.setPoint([0.123456789, -0.3]);
    first.actions.stepOnce();
    const state = first.api.state();
    const second = bench();
    expect(await second.api.load(state)).toBe(true);
    await second.api.idle();
    expect(second.api.state()).toEqual(state);
    expect(second.session().network.layers).toEqual(first.session().network.layers);
    expect(second.model().setup?.step).toBe(1);
  });

  it.each([
    ['no object', 'hello', /could not be loaded/],
    ['a later version', { version: 3 }, /version 3/],
    ['NaN', { point: [Number.NaN, 0] }, /point\[0\]/],
    [
      '10⁹ units',
      {
        network: {
          name: 'n',
          precision: 'float32',
          inputSize: 2,
          layers: [{ size: 1e9, activation: 'relu' }],
          weights: [],
        },
      },
      /1000000000 units/,
    ],
    ['weights of another network', { weights: [1, 2] }, /weights: 2 values, the network has/],
    [
      'an interval in the plane',
      {
        domain: [
          [0, 0],
          [1, 0],
        ],
      },
      /need a polygon/,
    ],
    ['an input that is not there', { slice: { kind: 'axes', axes: [0, 5] } }, /input 5 does not exist/],
    ['a layer that is not there', { upToLayer: 8 }, /upToLayer: 8, the network has 3/],
    ['an unknown scene', { scene: 'nowhere' }, /unknown scene/],
  ])('refuses %s and keeps what it had', async (_, change, message) => {
    const { actions, api, lens, session, notices } = await opened();
    const before = [lens(), session().network, session().slice, session().result];
    const state = typeof change === 'string' ? change : { ...api.state(), ...(change as Partial<LensState>) };
    expect(await actions.load(state)).toBe(false);
    expect([lens(), session().network, session().slice, session().result]).toEqual(before);
    expect(notices().join()).toMatch(message);
  });
});

describe('notices', () => {
  it('shows the same words once, and not more than three', async () => {
    const { actions, notices, session } = await opened();
    for (let i = 0; i < 8; i++) actions.notify('info', `note ${i % 7}`);
    expect(notices()).toEqual(['note 5', 'note 6', 'note 0']);
    const [first] = session().notices;
    actions.dismiss(first?.id ?? -1);
    expect(notices()).toHaveLength(2);
  });
});

describe('a failing worker', () => {
  it('is told, the picture stays, and the next change starts another', async () => {
    const handlers: Parameters<typeof inProcessPort>[0][] = [];
    const { actions, api, session, notices } = bench((given) => {
      handlers.push(given);
      return inProcessPort(given);
    });
    await actions.openScene('moons');
    await api.idle();
    const before = session().result;
    handlers[0]?.failure('out of memory');
    expect(notices().join()).toMatch(/partition worker stopped \(out of memory\)/);
    expect(session().result).toBe(before);
    actions.setDomain(TRIANGLE);
    await api.idle();
    expect(handlers).toHaveLength(2);
    expect(session().result?.generation).toBeGreaterThan(before?.generation ?? 0);
  });

  it('that cannot start is told, and idle still resolves', async () => {
    const { actions, api, session, notices } = bench(() => {
      throw new Error('blocked');
    });
    await actions.openScene('moons');
    await api.idle();
    expect(notices().join()).toMatch(/cannot start \(blocked\)/);
    expect(session()).toMatchObject({ phase: 'ready', result: null, progress: null });
    await expect(api.partition()).rejects.toThrow(/no partition/);
  });
});

describe('cancel', () => {
  it('stops the partition and leaves the old picture', async () => {
    const { actions, api, session } = await opened();
    const before = session().result;
    actions.setDomain(TRIANGLE);
    actions.cancelPartition();
    await api.idle();
    expect(session().result).toBe(before);
    expect(session().progress).toBeNull();
  });
});
