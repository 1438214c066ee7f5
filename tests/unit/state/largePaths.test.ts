import { afterEach, describe, expect, it, vi } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { codesEqual, forward, type Network, splineCode } from '../../../src/core/network';
import type { DenseLayer } from '../../../src/core/network/network';
import { allFound, extendLongPath, extendPath, pathPoint, walkPath } from '../../../src/core/path';
import { axisSlice } from '../../../src/core/slice/slice';
import { codeEntropy, softPass } from '../../../src/core/soft';
import { createActivity } from '../../../src/state/activity';
import type { Context } from '../../../src/state/context';
import { EMPTY_LENS } from '../../../src/state/defaults';
import { LargePaths } from '../../../src/state/flows/largePaths';
import type { PathProgress, PathState, SoftPath } from '../../../src/state/pathTypes';
import { gatesUnder } from '../../../src/state/soft';
import type { LensState, LensStore, Point2, WalkedPath } from '../../../src/state/types';
import type { PathPort, PathPortHandlers } from '../../../src/workers/pathClient';
import { PathService } from '../../../src/workers/pathService';
import { seededNetwork } from '../../support/build';
import { wideNetwork } from '../../support/wideNetwork';

const network = wideNetwork();
const slice = axisSlice(2);
const pathTo = (at: Point2): Pick<LensState, 'path'> => ({
  path: { vertices: [{ kind: 'slice', at: [0.3, -0.2] } as const, { kind: 'slice', at } as const], layer: 0 },
});

/** The worker's code in this thread, a turn a task; `deaf`: it hears nothing while it walks. */
function inProcess(deaf = false) {
  let open = 0;
  const spawn = ({ message }: PathPortHandlers): PathPort => {
    open++;
    let ended = false;
    const service = new PathService({
      post: (said, transfer) => {
        const copy = structuredClone(said, { transfer: [...transfer] as ArrayBuffer[] });
        setTimeout(() => !ended && message(copy), 0);
      },
      yieldTurn: (callback) => void setTimeout(() => !ended && callback(), 0),
      now: () => performance.now(),
    });
    return {
      post(asked) {
        const copy = structuredClone(asked);
        if (deaf && asked.kind === 'stop') return;
        setTimeout(() => !ended && service.receive(copy), 0);
      },
      terminate() {
        ended = true;
        open--;
      },
    };
  };
  return { spawn, open: () => open };
}

function bench(lens: Partial<LensState>, deaf = false, net: Network = network) {
  const session = { network: net, slice, data: null, phase: 'ready', path: null, pathProgress: null, softPath: null };
  const store = createStore(
    subscribeWithSelector(() => ({ lens: { ...EMPTY_LENS, ...lens }, session }) as unknown as LensStore),
  );
  const states: PathState[] = [];
  const progress: PathProgress[] = [];
  const setSession: Context['setSession'] = (change) => {
    if (change.path) states.push(change.path);
    if (change.pathProgress) progress.push(change.pathProgress);
    store.setState((state) => ({ session: { ...state.session, ...change } }));
  };
  const activity = createActivity();
  const worker = inProcess(deaf);
  const paths = new LargePaths({ store, setSession, activity } as unknown as Context, worker.spawn);
  const setLens = (change: Partial<LensState>): void => {
    store.setState((state) => ({ lens: { ...state.lens, ...change } }));
    if (change.path) paths.follow();
  };
  paths.follow();
  const stop = (): void => {
    const { pathProgress } = store.getState().session;
    if (pathProgress) setSession({ pathProgress: { ...pathProgress, stopped: true } });
  };
  return { paths, store, states, progress, activity, worker, setLens, stop };
}

/** Some thousand units of which a few have boundaries: rays end soon. */
function mostlyConstant(): Network {
  const network = seededNetwork([2, 4100, 3], 9);
  const [first, last] = network.layers as [DenseLayer, DenseLayer];
  return { ...network, layers: [{ ...first, weights: first.weights.map((w, i) => (i < 80 ? w : 0)) }, last] };
}

let made: ReturnType<typeof bench> | null = null;
const open = (...given: Parameters<typeof bench>): ReturnType<typeof bench> => {
  made = bench(...given);
  return made;
};
const walked = ({ store }: ReturnType<typeof bench>): WalkedPath => {
  const { path } = store.getState().session;
  if (!path || !('walk' in path)) throw new Error(JSON.stringify(path));
  return path;
};
const softOf = ({ store }: ReturnType<typeof bench>): SoftPath => store.getState().session.softPath as SoftPath;
const longOf = (path: WalkedPath) => {
  if (!('ends' in path.walk)) throw new Error('no long walk');
  return path.walk;
};
afterEach(() => made?.paths.dispose());

describe('the path of a large network', () => {
  it('is walked in a worker, and is what the walk at once finds', async () => {
    const at: Point2 = [0.3004, -0.1997];
    const page = open(pathTo(at));
    expect(page.progress[0]).toEqual({ phase: 'walk', share: 0, crossings: 0, stretch: 0, stopped: false });
    await page.activity.idle();
    const path = walked(page);
    const whole = walkPath(network, [[0.3, -0.2], [...at]]);
    expect(path.part).toBeNull();
    expect(path.walk.crossings.t.length).toBeGreaterThan(20);
    expect(path.walk.crossings.unit).toEqual(whole.crossings.unit);
    expect(path.density.crossings).toBe(whole.crossings.t.length);
    expect(page.store.getState().session.pathProgress).toBeNull();
  });

  it('is stopped where it is: the part is shown as one, with the code and the values of forward passes', async () => {
    const page = open(pathTo([0.8, 0.4]));
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    expect(walked(page).part).toBe('walking');
    page.stop();
    await page.activity.idle();
    const path = walked(page);
    expect(path.part).toBe('stopped');
    const walk = longOf(path);
    const { vertices } = path;
    expect(walk.reached).toBeGreaterThan(0);
    expect(walk.reached).toBeLessThan(1);
    const pieces = walk.legs.length;
    const middle = ((walk.knots[pieces - 1] as number) + walk.reached) / 2;
    expect(codesEqual(walk.ends[1], splineCode(network, pathPoint(vertices, middle)))).toBe(true);
    const knot = pieces >> 1;
    const [value] = forward(network, pathPoint(vertices, walk.knots[knot] as number));
    expect(Math.abs((walk.values[knot] as number) - (value as number))).toBeLessThan(
      1e-9 * Math.abs(value as number) + 1e-9,
    );
    const shares = page.progress.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    for (const { stretch } of page.progress) expect(stretch >= 0 && stretch <= 1).toBe(true);
  });

  it('of a worker that hears nothing is stopped by ending it, and the next one is walked by another', async () => {
    const page = open(pathTo([0.8, 0.4]), true);
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.stop();
    await page.activity.idle();
    expect(page.worker.open()).toBe(0);
    expect(walked(page).part).toBe('stopped');
    page.setLens(pathTo([0.3001, -0.2]));
    expect(page.store.getState().session.path).toBeNull();
    await page.activity.idle();
    expect(walked(page).part).toBeNull();
    expect(walked(page).inputs[1]).toEqual(Float64Array.of(0.3001, -0.2));
  });

  it('that moves is begun again with the newest one alone', async () => {
    const page = open(pathTo([0.8, 0.4]));
    // The first one is under way, and tells of itself while the next one rests.
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.states.length = 0;
    for (const x of [0.7, 0.6, 0.3002]) page.setLens(pathTo([x, -0.2]));
    page.progress.length = 0;
    await page.activity.idle();
    expect(page.states.length).toBeGreaterThan(0);
    expect(page.states.every((path) => 'walk' in path && path.inputs[1]?.[0] === 0.3002)).toBe(true);
    for (const { share } of page.progress) expect(share).toBeLessThanOrEqual(1);
    expect(walked(page).part).toBeNull();
  });

  it('that does not fit says so, and leaves nothing running', async () => {
    const page = open({ path: { ...(pathTo([0.4, 0]).path as NonNullable<LensState['path']>), layer: 9 } });
    expect(page.store.getState().session.path).toEqual({ fault: expect.stringContaining('layer 9') });
    await page.activity.idle();
    expect(page.worker.open()).toBe(0);
  });

  it('of a network of some thousand units is walked there at once, with all codes, and then beyond its ends', async () => {
    const many = mostlyConstant();
    const page = open(pathTo([0.8, 0.4]), false, many);
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    // What lies beyond the older one's ends is not heard.
    page.setLens(pathTo([0.7, 0.3]));
    page.states.length = 0;
    await page.activity.idle();
    const ends = [
      [0.3, -0.2],
      [0.7, 0.3],
    ];
    const whole = walkPath(many, ends);
    const path = walked(page);
    expect(path.part).toBeNull();
    expect(path.walk).toEqual(whole);
    expect(path.extension).toEqual(extendPath(many, ends, whole));
    expect(page.states.length).toBe(2);
  });
});

describe('behind the walk of a large network', () => {
  const SHORT: Point2 = [0.3004, -0.1997];
  const SOFT = { beta: 0.5, layers: [], entropyLayer: null, entropyUnit: null } as const;

  it('what lies beyond the ends, norms and angles are found by the worker; soft codes once they are asked for', async () => {
    const page = open(pathTo(SHORT));
    await page.activity.idle();
    const { vertices, walk, ...path } = walked(page);
    expect(path.extension).toEqual(allFound(extendLongPath(network, [...vertices], longOf(walked(page)))));
    expect(path.samples?.times.length).toBe(33);
    expect(path.again).toBeNull();
    expect(new Set(page.progress.map(({ phase }) => phase))).toEqual(new Set(['walk', 'beyond', 'samples']));
    expect(page.store.getState().session).toMatchObject({ pathProgress: null, softPath: null });

    page.progress.length = 0;
    page.setLens({ soft: SOFT });
    await page.activity.idle();
    const { gates, soft, path: of } = softOf(page);
    expect(gates).toBe(gatesUnder(network, SOFT));
    expect(of.walk).toBe(walk);
    expect(soft.times.length).toBe(33);
    expect(soft.entropy[0]).toBe(codeEntropy(softPass(network, gates, vertices[0] as Float64Array)).total);
    expect(new Set(page.progress.map(({ phase }) => phase))).toEqual(new Set(['soft']));
  });

  it('it ends when somebody stops it, and the rest is found when it is asked for', async () => {
    const page = open(pathTo(SHORT));
    await vi.waitFor(() => expect(page.progress.some(({ phase }) => phase === 'samples')).toBe(true), {
      timeout: 20_000,
      interval: 1,
    });
    page.stop();
    await page.activity.idle();
    const stopped = walked(page);
    expect(stopped.part).toBeNull();
    expect(stopped.extension).not.toBeNull();
    expect(stopped.samples?.times.length ?? 0).toBeLessThan(33);
    stopped.again?.();
    await page.activity.idle();
    expect(walked(page).samples?.times.length).toBe(33);
    expect(walked(page).again).toBeNull();
  });

  it('a walk that was stopped goes no further by itself', async () => {
    const page = open(pathTo([0.8, 0.4]));
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.stop();
    await page.activity.idle();
    expect(walked(page)).toMatchObject({ part: 'stopped', extension: null, samples: null });
    expect(walked(page).again).not.toBeNull();
  });
});
