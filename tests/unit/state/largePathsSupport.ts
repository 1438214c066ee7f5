/** A page's path flow of large networks beside its worker's code in this thread. */
import { expect, vi } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Network } from '../../../src/core/network';
import { axisSlice } from '../../../src/core/slice/slice';
import { createActivity } from '../../../src/state/activity';
import type { Context } from '../../../src/state/context';
import { EMPTY_LENS } from '../../../src/state/defaults';
import { LargePaths } from '../../../src/state/flows/largePaths';
import type { PathProgress, PathState } from '../../../src/state/pathTypes';
import type { LensState, LensStore, Point2, WalkedPath } from '../../../src/state/types';
import type { PathPort, PathPortHandlers } from '../../../src/workers/pathClient';
import { PathService } from '../../../src/workers/pathService';
import { wideNetwork } from '../../support/wideNetwork';

export const network = wideNetwork();
export const slice = axisSlice(2);
export const pathTo = (at: Point2): Pick<LensState, 'path'> => ({
  path: { vertices: [{ kind: 'slice', at: [0.3, -0.2] } as const, { kind: 'slice', at } as const], layer: 0 },
});

/** The worker's code in this thread, a turn a task; `deaf`: it hears nothing while it walks. */
function inProcess(deaf = false) {
  let open = 0;
  let fail: PathPortHandlers['failure'] = () => undefined;
  const asks: string[] = [];
  const spawn = ({ message, failure }: PathPortHandlers): PathPort => {
    open++;
    fail = failure;
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
        asks.push(asked.kind);
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
  return { spawn, asks, open: () => open, fail: (reason: string) => fail(reason) };
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
  const notices: string[] = [];
  const notify: Context['notify'] = (_, text) => notices.push(text);
  const activity = createActivity();
  const worker = inProcess(deaf);
  const paths = new LargePaths({ store, setSession, activity, notify } as unknown as Context, worker.spawn);
  const setLens = (change: Partial<LensState>): void => {
    store.setState((state) => ({ lens: { ...state.lens, ...change } }));
    if (change.path) paths.follow();
  };
  paths.follow();
  const stop = (): void => {
    const { pathProgress } = store.getState().session;
    if (pathProgress) setSession({ pathProgress: { ...pathProgress, stopped: true } });
  };
  return { paths, store, states, progress, notices, activity, worker, setLens, stop };
}

/** The page of a test, which ends with it. */
let made: ReturnType<typeof bench> | null = null;
export const open = (...given: Parameters<typeof bench>): ReturnType<typeof bench> => {
  made = bench(...given);
  return made;
};
export const close = (): void => made?.paths.dispose();
export const walked = ({ store }: ReturnType<typeof bench>): WalkedPath => {
  const { path } = store.getState().session;
  if (!path || !('walk' in path)) throw new Error(JSON.stringify(path));
  return path;
};
/** The path once its walk is whole; what is found out of it then goes on. */
export const whole = async (page: ReturnType<typeof bench>): Promise<WalkedPath> => {
  await vi.waitFor(() => expect(walked(page).part).toBeNull(), { timeout: 20_000, interval: 5 });
  return walked(page);
};
export const longOf = (path: WalkedPath) => {
  if (!('ends' in path.walk)) throw new Error('no long walk');
  return path.walk;
};
