import { describe, expect, it } from 'vitest';
import { type DensityMap, type DensitySubject, densityAt, type Grid } from '../../../src/core/density';
import { partition } from '../../../src/core/partition';
import { DensityClient } from '../../../src/workers/densityClient';
import type { FromDensityWorker, ToDensityWorker } from '../../../src/workers/densityProtocol';
import { DensityService } from '../../../src/workers/densityService';
import { fixture } from '../../support/build';

const { network, slice, domain } = fixture('mlp2_2x16');
const subject: DensitySubject = { network, slice, edges: partition(network, slice, domain) };
const map: DensityMap = { kind: 'distance', radius: 0.1, unit: 'input', space: 'slice', directions: 2, seed: 1 };
const grid: Grid = { from: [-0.5, -0.5], to: [0.5, 0.5], width: 6, height: 40 };

/** A service whose clock goes on by `tick` with each question, and whose turns are taken by hand. */
function host(tick = 5) {
  let time = 0;
  let turn: (() => void) | null = null;
  const sent: FromDensityWorker[] = [];
  const service = new DensityService({
    now: () => (time += tick),
    send: (message) => sent.push(structuredClone(message)),
    yieldTurn: (callback) => {
      turn = callback;
    },
  });
  const next = (): boolean => {
    const taken = turn;
    turn = null;
    taken?.();
    return taken !== null;
  };
  return {
    service,
    sent,
    next,
    finish: () => {
      while (next());
    },
  };
}

describe('the density worker', () => {
  it('computes a field in turns, and tells how far it is', () => {
    const { service, sent, next, finish } = host(20);
    service.receive({ kind: 'subject', subject });
    service.receive({ kind: 'field', request: 1, map, grid });
    expect(sent).toEqual([]);
    expect(next()).toBe(true);
    expect(sent).toEqual([]);
    finish();
    const shares = sent.flatMap((message) => (message.kind === 'progress' ? [message.share] : []));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const last = sent.at(-1);
    const at = densityAt(subject, map);
    const q = 0.5 - 0.5 / 40;
    expect(last?.kind === 'field' && last.field.values.length).toBe(240);
    expect(last?.kind === 'field' && last.field.values[0]).toBe(at(-0.5 + 0.5 / 6, q));
  });

  it('drops what is computed for what is asked next, and on a cancellation', () => {
    const { service, sent, next, finish } = host(20);
    service.receive({ kind: 'subject', subject });
    service.receive({ kind: 'field', request: 1, map, grid });
    next();
    service.receive({ kind: 'field', request: 2, map: { ...map, kind: 'crossings' }, grid });
    finish();
    expect(sent.filter(({ kind }) => kind === 'field').map(({ request }) => request)).toEqual([2]);
    service.receive({ kind: 'field', request: 3, map, grid });
    next();
    service.receive({ kind: 'cancel' });
    finish();
    expect(sent.some((message) => message.kind === 'field' && message.request === 3)).toBe(false);
  });

  it('says so when it has nothing to measure', () => {
    const { service, sent } = host();
    service.receive({ kind: 'field', request: 1, map, grid });
    expect(sent).toEqual([{ kind: 'error', request: 1, message: 'there is no partition to measure' }]);
  });
});

describe('the page’s end', () => {
  function client() {
    const posted: ToDensityWorker[] = [];
    const heard: string[] = [];
    let answer: (message: FromDensityWorker) => void = () => expect.unreachable();
    let die: (reason: string) => void = () => expect.unreachable();
    const made = new DensityClient(
      {
        field: () => heard.push('field'),
        progress: (share) => heard.push(`${share}`),
        error: (message) => heard.push(message),
      },
      ({ message, failure }) => {
        [answer, die] = [message, failure];
        return { post: (one) => posted.push(one), terminate: () => heard.push('ended') };
      },
    );
    return { made, posted, heard, answer: (m: FromDensityWorker) => answer(m), die: (reason: string) => die(reason) };
  }

  it('sends a partition once, and hears only the newest request', () => {
    const { made, posted, heard, answer } = client();
    made.request(subject, map, grid);
    made.request(subject, map, grid);
    expect(posted.map(({ kind }) => kind)).toEqual(['subject', 'field', 'field']);
    answer({ kind: 'progress', request: 1, share: 0.5 });
    answer({ kind: 'progress', request: 2, share: 0.25 });
    made.cancel();
    answer({ kind: 'progress', request: 2, share: 0.75 });
    expect(heard).toEqual(['0.25']);
  });

  it('tells of a worker that died, and starts another with the partition', () => {
    const { made, posted, heard, die } = client();
    made.request(subject, map, grid);
    die('out of memory');
    expect(heard).toEqual(['ended', 'the density worker stopped (out of memory)']);
    made.request(subject, map, grid);
    expect(posted.map(({ kind }) => kind)).toEqual(['subject', 'field', 'subject', 'field']);
  });
});
