import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { axisSlice, square } from '../../../src/core/slice/slice';
import type { Context } from '../../../src/state/context';
import { Sketches } from '../../../src/state/flows/sketches';
import { sketchedState, sketchInForce } from '../../../src/state/sketch';
import type { LensStore } from '../../../src/state/types';
import type { SketchAnswer, SketchClient, SketchJob } from '../../../src/workers/sketchClient';
import { randomGraph } from '../../support/graphs';
import { net } from '../model/watchedHost';

const graphNetwork = lowerGraph(randomGraph(8));
const jobOf = (generation: number, network: SketchJob['network'] = graphNetwork, half = 1): SketchJob => ({
  generation,
  network,
  slice: axisSlice(network.inputSize),
  domain: square(half),
});

/** Sketches beside a session that holds a result, a sketch and nothing else. */
function sketches(seconds: number | null = null) {
  const session: Record<string, unknown> = {
    result: seconds === null ? null : { generation: 1, seconds },
    sketch: null,
  };
  const asked: number[] = [];
  const told: { answer: (generation: number) => void } = { answer: () => undefined };
  const client = {
    request: ({ generation }: SketchJob) => asked.push(generation),
    warm: vi.fn(),
    stop: vi.fn(),
    dispose: vi.fn(),
  };
  const context = {
    store: { getState: () => ({ session }) },
    setSession: (change: object) => Object.assign(session, change),
    surroundings: {
      createSketchClient(onSketch: (answer: SketchAnswer) => void) {
        told.answer = (generation) => onSketch({ kind: 'sketch', generation } as SketchAnswer);
        return Promise.resolve(client as unknown as SketchClient);
      },
    },
  } as unknown as Context;
  return { made: new Sketches(context), session, asked, told, client };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('sketches', () => {
  it('of a graph without a picture are made at once, and go when the exact picture is there', async () => {
    const { made, session, asked, told, client } = sketches();
    made.ask(jobOf(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([1]);
    told.answer(1);
    expect(session.sketch).toMatchObject({ generation: 1 });
    session.result = { generation: 1, seconds: 0.1 };
    made.answered(1);
    expect(session.sketch).toBeNull();
    expect(client.stop).toHaveBeenCalledOnce();
  });

  it('of what is cut quickly are never made', async () => {
    const { made, asked } = sketches(0.05);
    for (let generation = 2; generation < 20; generation++) {
      made.ask(jobOf(generation));
      await vi.advanceTimersByTimeAsync(100);
      made.answered(generation);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });

  it('are made when a cut is waited for, also while a drag asks again and again, and then at once', async () => {
    const { made, session, asked } = sketches(0.05);
    for (let generation = 2; generation <= 6; generation++) {
      made.ask(jobOf(generation, net({ name: 'relu' }, [2, 4, 1])));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked).toEqual([4, 5, 6]);
    session.result = { generation: 6, seconds: 2 };
    made.answered(6);
    made.ask(jobOf(7, net({ name: 'relu' }, [2, 4, 1])));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([4, 5, 6, 7]);
  });

  it('are made at once where the last cut tells that a larger domain will take long', async () => {
    const { made, session, asked } = sketches(0.05);
    made.ask(jobOf(2));
    session.result = { generation: 2, seconds: 0.05 };
    made.answered(2);
    made.ask(jobOf(3, graphNetwork, 1.4));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([]);
    made.answered(3);
    made.ask(jobOf(4, graphNetwork, 2.8));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([4]);
  });

  it('have their worker before the network that is fetched', async () => {
    const { made, asked, client } = sketches();
    made.warm();
    await vi.advanceTimersByTimeAsync(0);
    expect(client.warm).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
    made.ask(jobOf(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([1]);
  });

  it('end with what is cut, and with the page', async () => {
    const { made, session, asked, told, client } = sketches();
    made.ask(jobOf(1));
    await vi.advanceTimersByTimeAsync(0);
    told.answer(1);
    made.rest();
    expect(session.sketch).toBeNull();
    made.ask(jobOf(2));
    made.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(client.dispose).toHaveBeenCalledOnce();
    expect(asked).toEqual([1, 2]);
  });

  it('stand in for older results alone', () => {
    const sketch = { generation: 3 };
    const state = (generation: number | null) =>
      ({ session: { sketch, result: generation === null ? null : { generation } } }) as unknown as LensStore;
    expect([null, 2, 3, 4].map((generation) => sketchInForce(state(generation).session) !== null)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(sketchedState(state(2)).session.result).toBeNull();
    const newest = state(3);
    expect(sketchedState(newest)).toBe(newest);
  });
});
