import { afterEach, describe, expect, it, vi } from 'vitest';
import { forward, splineCode } from '../../../src/core/network';
import { pointInInput } from '../../../src/core/slice/slice';
import type { PartitionPort, PortHandlers } from '../../../src/workers/partitionClient';
import { comes } from '../../support/comes';
import { type Bench, bench, inProcessPort, opened } from './support';

const blended = (share: number) =>
  ({
    kind: 'mix',
    terms: [
      [2, 1 - share],
      [3, share],
    ],
  }) as const;

/** The spline code of the point's input in the slice that is inspected, and of the face that is said to hold it. */
function codes({ session }: Bench) {
  const { inspection, result } = session();
  const words = result?.complex?.layout.words ?? 0;
  const face = inspection?.face ?? -1;
  return { face: result?.complex?.codes.slice(face * words, (face + 1) * words), point: inspection?.code };
}

/** Resolves with the next inspection. */
const nextInspection = ({ controller }: Bench): Promise<void> =>
  new Promise((resolve) => {
    const stop = controller.store.subscribe(
      ({ session }) => session.inspection,
      () => {
        stop();
        resolve();
      },
    );
  });

/** A worker that stops answering when told to. */
function mutePort(): { spawn: (handlers: PortHandlers) => PartitionPort; mute: () => void } {
  let silent = false;
  return {
    mute: () => {
      silent = true;
    },
    spawn(handlers) {
      const port = inProcessPort(handlers);
      return { ...port, post: (message) => !silent && port.post(message) };
    },
  };
}

afterEach(() => void vi.useRealTimers());

describe('the inspection', () => {
  it('comes after the partition is asked for, so that the worker need not wait for it', async () => {
    const seen: boolean[] = [];
    const made: Bench = bench((handlers) => {
      const port = inProcessPort(handlers);
      return {
        ...port,
        post(message) {
          if (message.kind === 'partition') seen.push(made.session().inspection === null);
          port.post(message);
        },
      };
    });
    await made.actions.openScene('moons');
    await made.api.idle();
    expect(seen).toEqual([true]);
    expect(made.session().inspection).not.toBeNull();
  });

  it('of a graph that is opened comes after its picture', async () => {
    const made = bench();
    const pictured: boolean[] = [];
    made.controller.store.subscribe(
      ({ session }) => session.inspection,
      (inspection) => inspection && pictured.push(made.session().result !== null),
    );
    await made.actions.openScene('residual');
    await made.api.idle();
    expect(pictured).toEqual([true]);
    expect(codes(made).face).toEqual(codes(made).point);
  });

  it('of a graph comes after the picture of a change where it takes a part of a frame', async () => {
    const made = await opened('residual');
    const { actions, session, api, controller } = made;
    // Each look at the clock is some milliseconds after the one before.
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 8));
    actions.setPoint([0.25, 0.5]);
    const before = session().inspection;
    const drawn: unknown[] = [];
    const stop = controller.store.subscribe(
      ({ session: { result } }) => result,
      () => drawn.push(session().inspection),
    );
    // Partitions take no time of this clock, so that none comes too late.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    actions.setClamp(0, 'off');
    const rest = api.idle();
    await vi.runAllTimersAsync();
    await rest;
    stop();
    clock.mockRestore();
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn[0]).toBe(before);
    expect(session().inspection).not.toBe(before);
    expect(session().inspection?.output).toEqual(forward(session().network, session().inspection?.x ?? []));
    expect(codes(made).face).toEqual(codes(made).point);
  });

  it('of a graph that is opened does not wait for ever for a picture that does not come', async () => {
    const worker = mutePort();
    worker.mute();
    const { actions, session } = bench(worker.spawn);
    await actions.openScene('residual');
    expect(session().inspection).toBeNull();
    await comes(() => expect(session().inspection).not.toBeNull());
    expect(session().result).toBeNull();
    expect(session().inspection?.output).toEqual(forward(session().network, session().inspection?.x ?? []));
  });

  it('changes with the picture, not before it, while an anchor is dragged', async () => {
    const made = await opened('space');
    const { actions, session, api, controller } = made;
    // Partitions take no time of this clock, so that each comes before it is too late.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const pictures: boolean[] = [];
    const stop = controller.store.subscribe(
      ({ session: now }) => now.inspection,
      (inspection) => {
        const { slice } = session().result ?? {};
        const x = slice && pointInInput(slice, controller.store.getState().lens.point);
        pictures.push(JSON.stringify(x) === JSON.stringify(inspection?.x));
      },
    );
    for (let i = 1; i <= 8; i++) {
      const before = session().inspection;
      actions.setAnchor(2, blended(i / 10));
      expect(session().inspection).toBe(before);
      // Some partitions come, others are overtaken.
      await vi.advanceTimersByTimeAsync(i % 3);
    }
    const rest = api.idle();
    await vi.runAllTimersAsync();
    await rest;
    stop();
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures).not.toContain(false);
    expect(session().result?.slice).toBe(session().slice);
    expect(session().inspection?.output).toEqual(forward(session().network, session().inspection?.x ?? []));
    expect(codes(made).face).toEqual(codes(made).point);
  });

  it('follows the point at once, in the slice of the picture', async () => {
    const made = await opened('space');
    const { actions, session, api, lens } = made;
    actions.setAnchor(2, blended(0.5));
    actions.setPoint([0.125, 0.5]);
    const shown = session().result?.slice;
    expect(shown).not.toBe(session().slice);
    expect(session().inspection?.x).toEqual(pointInInput(shown as never, [0.125, 0.5]));
    expect(codes(made).face).toEqual(codes(made).point);
    await api.idle();
    expect(session().inspection?.x).toEqual(pointInInput(session().slice, lens().point));
  });

  it('does not wait for a picture that takes long', async () => {
    const { spawn, mute } = mutePort();
    const made = bench(spawn);
    await made.actions.openScene('space');
    await made.api.idle();
    const { actions, session, lens, api } = made;
    mute();
    actions.setAnchor(2, blended(0.75));
    await nextInspection(made);
    expect(session().result?.slice).not.toBe(session().slice);
    expect(session().inspection?.x).toEqual(pointInInput(session().slice, lens().point));
    actions.cancelPartition();
    await api.idle();
  });

  it('keeps the map while the point stays in its polytope', async () => {
    const { actions, session, lens } = await opened();
    const before = session().inspection;
    const [p, q] = lens().point;
    const step = (before?.nearestBoundaryInSlice?.distance ?? 0) / 2;
    actions.setPoint([p + step, q]);
    expect(session().inspection?.map).toBe(before?.map);
    expect(session().inspection?.residual).toBeLessThan(1e-12);
    actions.setPoint([p + 1, q - 1]);
    const after = session().inspection;
    expect(after?.code).toEqual(splineCode(session().network, after?.x ?? []));
    expect(after?.code).not.toEqual(before?.code);
    expect(after?.map).not.toBe(before?.map);
  });
});
