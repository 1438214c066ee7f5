import { describe, expect, it, vi } from 'vitest';
import type { Network } from '../../../src/core/network';
import { runScaling } from '../../../src/workers/scalingPathClient';
import type { ScalingAnswer } from '../../../src/workers/scalingPathProtocol';
import { inTurn, portOf } from '../../../src/workers/workerPort';
import { dense, seededNetwork } from '../../support/build';

it('heavy messages are posted later, and those behind them keep their place', () => {
  const posted: number[] = [];
  const later: (() => void)[] = [];
  const failed: string[] = [];
  const post = inTurn<number>(
    (message) => {
      if (message === 500) throw new Error('no room');
      posted.push(message);
    },
    (message) => message >= 100,
    (reason) => failed.push(reason),
    (flush) => later.push(flush),
  );
  for (const message of [1, 2, 100, 3, 200, 4]) post(message);
  expect(posted).toEqual([1, 2]);
  expect(later).toHaveLength(1);
  later[0]?.();
  expect(posted).toEqual([1, 2, 100, 3, 200, 4]);
  post(5);
  post(300);
  expect(posted.at(-1)).toBe(5);
  later[1]?.();
  expect(posted.at(-1)).toBe(300);
  post(500);
  later[2]?.();
  expect(failed).toEqual(['Error: no room']);
});

/** A pass takes 36 million multiplications; the weights are one number's memory. */
const heavy: Network = {
  name: 'heavy',
  inputSize: 6000,
  outputSize: 6000,
  layers: [{ ...dense([[1]]), weights: { length: 36e6 } as Float64Array, inputSize: 6000, outputSize: 6000 }],
};

describe('a worker as a port', () => {
  function portWith(networks: (message: string) => Network | null) {
    const worker = { posted: [] as string[], ended: false } as { posted: string[]; ended: boolean } & Partial<Worker>;
    worker.postMessage = (message: string) => void worker.posted.push(message);
    worker.terminate = () => {
      worker.ended = true;
    };
    const said: string[] = [];
    const handlers = { message: (text: string) => said.push(text), failure: (text: string) => said.push(`! ${text}`) };
    return { worker, said, port: portOf<string, string>(worker as unknown as Worker, handlers, networks) };
  }

  it('leaves the copy of a heavy network to a task of its own, and makes none for a worker that has ended', () => {
    vi.useFakeTimers();
    const { worker, port } = portWith((message) =>
      message === 'heavy' ? heavy : message === 'light' ? seededNetwork([2, 3, 1], 1) : null,
    );
    port.post('light');
    port.post('heavy');
    port.post('none');
    expect(worker.posted).toEqual(['light']);
    vi.runAllTimers();
    expect(worker.posted).toEqual(['light', 'heavy', 'none']);
    port.post('heavy');
    port.terminate();
    vi.runAllTimers();
    expect(worker.posted).toHaveLength(3);
    expect(worker.ended).toBe(true);
    vi.useRealTimers();
  });

  it('hands on what comes, and says why nothing will come', () => {
    const { worker, said } = portWith(() => null);
    let shown = true;
    worker.onmessage?.call(worker as Worker, { data: 'an answer' } as MessageEvent);
    const event = { message: '', preventDefault: () => (shown = false) } as unknown as ErrorEvent;
    worker.onerror?.call(worker as Worker, event);
    worker.onmessageerror?.call(worker as Worker, {} as MessageEvent);
    expect(said).toEqual(['an answer', '! its script could not be loaded or failed', '! a message could not be read']);
    expect(shown).toBe(false);
  });
});

it('a scaled activation of a heavy network is asked for in a task of its own, and its worker ends with the last answer', () => {
  vi.useFakeTimers();
  const workers: { posted: unknown[]; ended: boolean; onmessage?: (event: { data: ScalingAnswer }) => void }[] = [];
  class Recorder {
    posted: unknown[] = [];
    ended = false;
    constructor() {
      workers.push(this);
    }
    postMessage(message: unknown): void {
      this.posted.push(message);
    }
    terminate(): void {
      this.ended = true;
    }
  }
  vi.stubGlobal('Worker', Recorder);
  const answers: string[] = [];
  const job = { network: heavy, x: new Float64Array(6000), layer: 1, scales: Float64Array.of(1) };
  runScaling(job, (answer) => answers.push(answer.kind));
  const [worker] = workers;
  expect(worker?.posted).toEqual([]);
  vi.runAllTimers();
  expect(worker?.posted).toEqual([job]);
  expect(worker?.ended).toBe(false);
  worker?.onmessage?.({ data: { kind: 'error', message: 'no' } });
  expect([answers, worker?.ended]).toEqual([['error'], true]);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
