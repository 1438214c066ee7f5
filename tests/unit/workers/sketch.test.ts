import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { SketchClient, type SketchPort } from '../../../src/workers/sketchClient';
import type { FromSketchWorker, SketchJob, ToSketchWorker } from '../../../src/workers/sketchProtocol';
import { rehearse } from '../../../src/workers/sketchRehearsal';
import { SketchService } from '../../../src/workers/sketchService';
import { randomGraph } from '../../support/graphs';

const network = lowerGraph(randomGraph(8));
const jobOf = (generation: number): SketchJob => ({
  generation,
  network,
  slice: axisSlice(network.inputSize),
  domain: square(1),
});

/** A service on a clock that goes on by a millisecond a look, whose turns and pauses are taken by hand. */
function service(later?: (callback: () => void) => void) {
  const sent: FromSketchWorker[] = [];
  let now = 0;
  let next: (() => void) | null = null;
  const pauses: number[] = [];
  const made = new SketchService(
    {
      now: () => now++,
      yieldTurn(callback) {
        next = callback;
      },
    },
    (message) => sent.push(message),
    (callback, ms) => {
      pauses.push(ms);
      if (later) later(callback);
      else next ??= callback;
    },
  );
  const turn = (): boolean => {
    const callback = next;
    next = null;
    callback?.();
    return callback !== null;
  };
  return { made, sent, turn, pauses };
}

it('is rehearsed on a network that can be sampled, row by row', () => {
  expect([...rehearse()]).toHaveLength(31);
});

describe('sketch service', () => {
  it('sends a coarse sketch and finer ones', () => {
    const { made, sent, turn, pauses } = service();
    made.submit(jobOf(3));
    while (pauses.length === 0) turn();
    // The cut has the processor to itself for a while.
    expect(sent).toHaveLength(1);
    while (turn());
    expect(pauses).toHaveLength(1);
    const widths = sent.map((message) => (message.kind === 'sketch' ? message.sketch.width : NaN));
    expect(widths.length).toBeGreaterThan(2);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(widths.at(-1)).toBe(160);
    expect(sent.every(({ generation }) => generation === 3)).toBe(true);
  });

  it('has each job pause after its own first sketch: the end of an older pause does not end it', () => {
    const ends: (() => void)[] = [];
    const { made, sent, turn, pauses } = service((callback) => ends.push(callback));
    const first = (generation: number): void => {
      made.submit(jobOf(generation));
      const before = pauses.length;
      while (pauses.length === before) turn();
    };
    first(1);
    first(2);
    expect(sent).toHaveLength(2);
    ends[0]?.();
    while (turn());
    expect(sent).toHaveLength(2);
    ends[1]?.();
    while (turn());
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.slice(1).every(({ generation }) => generation === 2)).toBe(true);
  });

  it('leaves a job for a newer one, and everything for none', () => {
    const { made, sent, turn } = service();
    made.submit(jobOf(1));
    turn();
    made.submit(jobOf(2));
    turn();
    turn();
    made.submit(null);
    const before = sent.length;
    while (turn());
    expect(sent.length).toBe(before);
    made.submit(jobOf(4));
    while (turn());
    expect(sent.slice(before).every(({ generation }) => generation === 4)).toBe(true);
    expect(sent.length).toBeGreaterThan(before);
  });

  it('says what it cannot sketch and goes on', () => {
    const { made, sent, turn } = service();
    made.submit({ ...jobOf(1), domain: [[0, 0]] });
    while (turn());
    expect(sent).toMatchObject([{ kind: 'error', generation: 1 }]);
    made.submit(jobOf(2));
    while (turn());
    expect(sent.at(-1)).toMatchObject({ kind: 'sketch', generation: 2 });
  });
});

describe('sketch client', () => {
  function client() {
    const posted: ToSketchWorker[] = [];
    const heard: number[] = [];
    const worker: { receive: (message: FromSketchWorker) => void; ended: boolean } = {
      receive: () => undefined,
      ended: false,
    };
    const spawn = (receive: (message: FromSketchWorker) => void): SketchPort => {
      worker.receive = receive;
      return {
        post: (message) => posted.push(message),
        terminate: () => {
          worker.ended = true;
        },
      };
    };
    return { posted, heard, worker, made: new SketchClient(({ generation }) => heard.push(generation), spawn) };
  }

  it('sends a network once, and hears only of the newest job', () => {
    const { posted, heard, worker, made } = client();
    made.request(jobOf(1));
    made.request(jobOf(2));
    expect(posted.map(({ job }) => job?.network === network)).toEqual([true, false]);
    const answer = (generation: number): void =>
      worker.receive({ kind: 'sketch', generation } as Extract<FromSketchWorker, { kind: 'sketch' }>);
    answer(1);
    answer(2);
    made.stop();
    answer(2);
    expect(heard).toEqual([2]);
    expect(posted.at(-1)).toEqual({ job: null });
    made.dispose();
    expect(worker.ended).toBe(true);
  });
});
