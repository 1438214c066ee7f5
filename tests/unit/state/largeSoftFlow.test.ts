/** The soft code at the point from the worker that inspects it: when it is asked for, what stays of it, and what ends it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { axisSlice } from '../../../src/core/slice/slice';
import { codeEntropy, gatesOf, mostEntropy, softPass } from '../../../src/core/soft';
import { createActivity } from '../../../src/state/activity';
import type { Context } from '../../../src/state/context';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { startLargeSoftFlow } from '../../../src/state/flows/largeSoftFlow';
import { inspectPoint } from '../../../src/state/inspect';
import { InspectionService } from '../../../src/state/inspecting/inspectionService';
import type { InspectionAnswer, PostedInspection, PostedSoft } from '../../../src/state/inspecting/protocol';
import { type SoftLargePart, softOfLarge } from '../../../src/state/inspecting/softLarge';
import { isInspectedAside } from '../../../src/state/large';
import type { LargeSoftState, LensStore, Point2 } from '../../../src/state/types';
import { seededNetwork } from '../../support/build';
import { comes } from '../../support/comes';

/** A pass is short, but the map takes one for each output. */
const network = seededNetwork([3, 40, 1000], 5);
const slice = axisSlice(3);
const soft = (beta: number) => ({ beta, layers: [], entropyLayer: null, entropyUnit: null });
const at = (point: Point2) => ({ ...inspectPoint(network, slice, point), face: -1 });

/** The worker's code in this thread; `steps`: after so many answers it says no more. */
class InProcessWorker {
  static open: InProcessWorker[] = [];
  static steps = Number.POSITIVE_INFINITY;
  onmessage: ((event: { data: InspectionAnswer }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault: () => void }) => void) | null = null;
  private said = 0;
  private readonly service = new InspectionService(
    { now: () => 0, yieldTurn: (turn) => void setTimeout(turn, 0) },
    (answer, moved) => {
      const data = structuredClone(answer, { transfer: [...moved] as ArrayBuffer[] });
      if (++this.said <= InProcessWorker.steps) setTimeout(() => this.onmessage?.({ data }), 0);
    },
  );

  constructor() {
    InProcessWorker.open.push(this);
  }

  postMessage(message: PostedInspection | PostedSoft): void {
    const copy = structuredClone(message);
    setTimeout(() => this.service.submit(copy), 0);
  }

  terminate(): void {
    this.onmessage = null;
    InProcessWorker.open = InProcessWorker.open.filter((worker) => worker !== this);
  }
}

function bench() {
  const session = { ...emptySession(), network, slice, inspection: at([0.3, -0.2]) };
  const lens = { ...EMPTY_LENS, soft: soft(0.5) };
  const store = createStore(subscribeWithSelector(() => ({ lens, session }) as unknown as LensStore));
  const shares: number[] = [];
  const setSession = (change: Partial<LensStore['session']>): void => {
    if (change.largeSoft?.progress) shares.push(change.largeSoft.progress);
    store.setState((state) => ({ session: { ...state.session, ...change } }));
  };
  const setLens = (change: Partial<LensStore['lens']>): void =>
    store.setState((state) => ({ lens: { ...state.lens, ...change } }));
  const activity = createActivity();
  const notify = (): void => undefined;
  const stop = startLargeSoftFlow({ store, setSession, activity, notify } as unknown as Context);
  const large = (): LargeSoftState | null => store.getState().session.largeSoft;
  return { store, setSession, setLens, activity, shares, stop, large };
}

let made: ReturnType<typeof bench> | null = null;
function open(steps = Number.POSITIVE_INFINITY): ReturnType<typeof bench> {
  vi.stubGlobal('Worker', InProcessWorker);
  InProcessWorker.steps = steps;
  made = bench();
  return made;
}

afterEach(() => {
  made?.stop();
  made = null;
  InProcessWorker.open = [];
  vi.unstubAllGlobals();
});

/** What the parts of the job say, computed at once. */
function partsAt(point: Point2, beta: number): SoftLargePart[] {
  const job = { network, gates: gatesOf(network, soft(beta)), slice, x: at(point).x, other: null, count: 8 };
  return [...softOfLarge(job)].flatMap(({ news }) => (news ? [news] : []));
}

function expectFound(large: LargeSoftState | null, point: Point2, beta: number): void {
  const { found } = large ?? {};
  const pass = softPass(network, gatesOf(network, soft(beta)), at(point).x);
  expect(found?.point.entropy).toEqual(codeEntropy(pass));
  expect(found?.point.pass.output).toEqual(pass.output);
  expect(found?.point.most).toEqual(mostEntropy(network));
  const [, norms, ...codes] = partsAt(point, beta);
  expect(found?.norms).toEqual(norms?.part === 'norms' && norms.norms);
  expect(found?.codes).toEqual(codes.map((part) => part.part === 'code' && part.code));
  expect(codes).toHaveLength(8);
}

describe('the soft code at the point of a network whose maps take long', () => {
  it('comes part by part, of the inspection in force', async () => {
    expect(isInspectedAside(network)).toBe(true);
    const { activity, large, shares, store } = open();
    expect(large()).toMatchObject({ progress: 0, found: null });
    await activity.idle();
    expect(large()).toMatchObject({ progress: null, fault: null, stopped: false });
    expectFound(large(), [0.3, -0.2], 0.5);
    expect(large()?.found?.point.hard).toBe(store.getState().session.inspection);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('follows β and the point: of what changes meanwhile the newest alone is computed', async () => {
    const { activity, large, setLens, setSession } = open();
    await comes(() => expect(large()?.found).not.toBeNull());
    setLens({ soft: soft(0.8) });
    setSession({ inspection: at([-0.4, 0.1]) });
    expect(large()?.progress).toBe(0);
    await activity.idle();
    expectFound(large(), [-0.4, 0.1], 0.8);
    expect(InProcessWorker.open).toHaveLength(1);
  });

  it('that is stopped keeps its parts, and is computed when asked for again', async () => {
    const { activity, large } = open(4);
    await comes(() => expect(large()?.found).not.toBeNull());
    large()?.stop();
    await activity.idle();
    const { found, progress, stopped } = large() as LargeSoftState;
    expect([progress, stopped]).toEqual([null, true]);
    expect(found?.codes.length).toBeLessThan(8);
    InProcessWorker.steps = Number.POSITIVE_INFINITY;
    large()?.again();
    expect(large()).toMatchObject({ progress: 0, stopped: false });
    await activity.idle();
    expectFound(large(), [0.3, -0.2], 0.5);
  });

  it('says why it does not come where its worker ends, and comes from another one', async () => {
    const { activity, large } = open(0);
    await comes(() => expect(InProcessWorker.open).toHaveLength(1));
    InProcessWorker.open[0]?.onerror?.({ message: 'out of memory', preventDefault: () => undefined });
    await activity.idle();
    expect(large()).toMatchObject({ progress: null, found: null, fault: 'the worker that computes them was ended' });
    InProcessWorker.steps = Number.POSITIVE_INFINITY;
    large()?.again();
    await activity.idle();
    expectFound(large(), [0.3, -0.2], 0.5);
  });

  it('goes with the softness, and waits for an inspection', async () => {
    const { activity, large, setLens, setSession } = open();
    setSession({ inspection: null });
    await activity.idle();
    expect(large()).toMatchObject({ progress: null, found: null });
    expect(InProcessWorker.open).toHaveLength(0);
    setSession({ inspection: at([0.3, -0.2]) });
    await activity.idle();
    expectFound(large(), [0.3, -0.2], 0.5);
    setLens({ soft: null });
    expect(large()).toBeNull();
  });
});
