import { describe, expect, it } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { forward, type Network, splineCode } from '../../../src/core/network';
import { applyMap } from '../../../src/core/network/localMap';
import { axisSlice, pointInInput, type Slice } from '../../../src/core/slice/slice';
import { createActivity } from '../../../src/state/activity';
import type { Context } from '../../../src/state/context';
import { inspectPoint } from '../../../src/state/inspect';
import { InspectionService } from '../../../src/state/inspecting/inspectionService';
import { type InspectionPort, LargeInspections } from '../../../src/state/inspecting/largeInspections';
import type { InspectionAnswer } from '../../../src/state/inspecting/protocol';
import { isInspectedAside, isLarge } from '../../../src/state/large';
import type { Inspection, LensStore, Point2 } from '../../../src/state/types';
import { seededNetwork } from '../../support/build';

/** Not large, but a pass for each of its outputs is more than a drag has time for. */
const network = seededNetwork([3, 900, 900, 30], 5);
const slice = axisSlice(3);
const POINT: Point2 = [0.3, -0.2];

/** The page's end with the worker's code in this thread; a message and a turn are taken by hand, in order. */
function bench() {
  const due: (() => void)[] = [];
  const session = { network, slice, result: null, inspection: null, inspecting: false };
  const store = createStore(subscribeWithSelector(() => ({ lens: { point: POINT }, session }) as unknown as LensStore));
  const faults: string[] = [];
  const setSession = (change: object): void =>
    store.setState((state) => ({ session: { ...state.session, ...change } }) as Partial<LensStore>);
  const spawn = (receive: (answer: InspectionAnswer) => void): InspectionPort => {
    const service = new InspectionService({ now: () => 0, yieldTurn: (turn) => void due.push(turn) }, (said, moved) => {
      const copy = structuredClone(said, { transfer: [...moved] as ArrayBuffer[] });
      due.push(() => receive(copy));
    });
    return {
      post: (message) => void due.push(() => service.submit(structuredClone(message))),
      terminate: () => void due.splice(0),
    };
  };
  const context = {
    store,
    setSession,
    activity: createActivity(),
    notify: (_: string, text: string) => faults.push(text),
  };
  const inspections = new LargeInspections(context as unknown as Context, spawn);
  const found: Inspection[] = [];
  store.subscribe(
    ({ session }) => session.inspection,
    (inspection) => inspection && found.push(inspection),
  );
  const ask = (asked: { network: Network; slice: Slice }, point: Point2): void => {
    store.setState(({ lens }) => ({ lens: { ...lens, point } }));
    inspections.request(asked);
  };
  const take = (most = Number.POSITIVE_INFINITY): void => {
    for (let n = 0; n < most && due.length > 0; n++) due.shift()?.();
  };
  return { inspections, store, setSession, ask, take, found, faults };
}

describe('a network whose map takes many passes', () => {
  it('is inspected whole by the worker, as the page would', () => {
    expect([isInspectedAside(network), isLarge(network)]).toEqual([true, false]);
    expect(isInspectedAside(seededNetwork([3, 90, 90, 30], 5))).toBe(false);
    const { store, ask, take, found, faults } = bench();
    ask({ network, slice }, POINT);
    expect(store.getState().session.inspecting).toBe(true);
    take();
    expect(faults).toEqual([]);
    expect(found).toHaveLength(1);
    const { face, ...inspection } = found[0] as Inspection;
    expect(face).toBe(-1);
    expect(inspection).toEqual(inspectPoint(network, slice, POINT));
    const x = pointInInput(slice, POINT);
    expect(inspection.code).toEqual(splineCode(network, x));
    const output = forward(network, x);
    applyMap(inspection.map, x).forEach((value, i) => {
      expect(value).toBeCloseTo(output[i] as number, 9);
    });
    expect(store.getState().session.inspecting).toBe(false);
  });

  it('says by itself why a soft code does not come: the inspection goes on', () => {
    const { inspections, ask, take, found, faults } = bench();
    const heard: unknown[] = [];
    ask({ network, slice }, POINT);
    const x = pointInInput(slice, POINT);
    // Gates of no network make the worker's code fail.
    const job = { network, gates: null as never, slice, x, other: null, count: 2 };
    inspections.soften(job, (step, _, reason) => heard.push([step, reason]));
    take();
    expect(heard).toEqual([[null, expect.stringMatching(/./)]]);
    expect(faults).toEqual([]);
    expect(found).toHaveLength(1);
  });

  it('has its numbers follow a drag of the plane: what is under way is shown, then the newest', () => {
    const { store, ask, take, found } = bench();
    const planes = [0, 0.1, 0.2].map((shift) => ({ ...slice, origin: Float64Array.of(0, 0, shift) }));
    for (const plane of planes) ask({ network, slice: plane }, POINT);
    take();
    expect(found.map(({ x }) => x[2])).toEqual([0, 0.2]);
    // Numbers that are there stay, without a word, until the next are.
    ask({ network, slice }, [0.4, 0.1]);
    expect(store.getState().session).toMatchObject({ inspecting: false, inspection: found[1] });
  });

  it('is not told of another network that was opened meanwhile', () => {
    const { store, setSession, ask, take, found } = bench();
    const other = seededNetwork([3, 900, 900, 29], 6);
    ask({ network, slice }, POINT);
    setSession({ network: other });
    take();
    expect(found).toEqual([]);
    expect(store.getState().session.inspecting).toBe(false);
    ask({ network: other, slice }, POINT);
    take();
    expect(found.map(({ output }) => output)).toEqual([forward(other, pointInInput(slice, POINT))]);
  });

  it('has its numbers follow while training goes on, faster than they are found', () => {
    const steps = [5, 6, 7, 8].map((seed) => seededNetwork([3, 900, 900, 30], seed));
    const { setSession, ask, take, found } = bench();
    const [first] = steps as [Network];
    ask({ network: first, slice }, POINT);
    for (const step of steps) {
      // The picture lags behind, and shows neither the step that is inspected nor the newest.
      setSession({ network: step, result: null });
      ask({ network: step, slice }, POINT);
    }
    take();
    const x = pointInInput(slice, POINT);
    expect(found.map(({ output }) => output)).toEqual([first, steps[3] as Network].map((step) => forward(step, x)));
  });
});

describe('a large network', () => {
  const [before, later, newest] = [1, 2, 3].map((seed) => seededNetwork([3, 200_001, 2], seed)) as [
    Network,
    Network,
    Network,
  ];
  const outputOf = (of: Network, plane: Slice = slice): Float64Array => forward(of, pointInInput(plane, POINT));

  it('has its numbers follow while training goes on: what is under way comes to its numbers, then the newest', () => {
    expect(isLarge(before)).toBe(true);
    const { store, setSession, ask, take, found } = bench();
    setSession({ network: before });
    ask({ network: before, slice }, POINT);
    for (const step of [later, newest]) {
      setSession({ network: step });
      ask({ network: step, slice }, POINT);
    }
    take();
    // Those of the newest come once more with the rows of their map.
    expect(found.map(({ output }) => output)).toEqual([before, newest, newest].map((step) => outputOf(step)));
    expect(found.map(({ mapOutputs }) => mapOutputs?.length)).toEqual([0, 0, 2]);
    expect(store.getState().session.inspecting).toBe(false);
  });

  it('shows no numbers of a plane that was left', () => {
    const { setSession, ask, take, found } = bench();
    const other = { ...slice, origin: Float64Array.of(0, 0, 0.5) };
    setSession({ network: before });
    ask({ network: before, slice }, POINT);
    setSession({ slice: other });
    ask({ network: before, slice: other }, POINT);
    take();
    expect(found.map(({ output }) => output)).toEqual([before, before].map((step) => outputOf(step, other)));
  });
});
