import { describe, expect, it } from 'vitest';
import { startStudy } from '../../../src/core/attack';
import { denseNetwork } from '../../../src/core/network';
import { type Slice, square } from '../../../src/core/slice/slice';
import { AttackClient, type AttackPort, type AttackPortHandlers } from '../../../src/workers/attackClient';
import type { AttackRequest, FromAttackWorker } from '../../../src/workers/attackProtocol';
import { AttackService } from '../../../src/workers/attackService';
import { dense, seededNetwork } from '../../support/build';

const network = seededNetwork([2, 12, 10, 3], 3, { name: 'leakyRelu', alpha: 0.2 });
const slice: Slice = { origin: Float64Array.of(0, 0), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1) };
const at = [0.2, -0.1] as const;
const request = (epsilon: number): AttackRequest => ({
  network,
  clean: Float64Array.from(at),
  options: { method: 'pgd', norm: 'inf', epsilon },
  within: { slice, domain: square(1), at },
});

function studyOf({ clean, options, within }: AttackRequest) {
  const run = startStudy(network, clean, options, within);
  while (!run.advance());
  return run.finish();
}

/** A service whose clock makes every piece of work as long as a turn; its turns are taken by hand. */
function slowService() {
  const said: FromAttackWorker[] = [];
  const turns: (() => void)[] = [];
  let clock = 0;
  const service = new AttackService({
    post: (message) => said.push(message),
    yieldTurn: (callback) => turns.push(callback),
    now: () => {
      clock += 13;
      return clock;
    },
  });
  const turn = (): boolean => {
    const next = turns.shift();
    next?.();
    return next !== undefined;
  };
  return { service, said, turn };
}

describe('the attack worker', () => {
  it('tells its progress, then gives the study that the library gives', () => {
    const { service, said, turn } = slowService();
    service.handle({ kind: 'study', id: 1, request: request(0.3) });
    while (turn());
    const shares = said.flatMap((message) => (message.kind === 'progress' ? [message.share] : []));
    expect(shares.length).toBeGreaterThan(15);
    expect(shares.length).toBeLessThan(25);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(said.at(-1)).toEqual({ kind: 'study', id: 1, study: studyOf(request(0.3)) });
    expect(structuredClone(said.at(-1))).toEqual(said.at(-1));
  });

  it('leaves the study under way for a newer one', () => {
    const { service, said, turn } = slowService();
    service.handle({ kind: 'study', id: 1, request: request(0.3) });
    for (let i = 0; i < 10; i++) turn();
    service.handle({ kind: 'study', id: 2, request: request(0.1) });
    while (turn());
    expect(said.filter(({ id }) => id === 1).every(({ kind }) => kind === 'progress')).toBe(true);
    expect(said.filter(({ id }) => id === 1).length).toBe(2);
    expect(said.filter(({ kind }) => kind === 'study')).toEqual([
      { kind: 'study', id: 2, study: studyOf(request(0.1)) },
    ]);
  });

  it('answers with what the engine refuses, and goes on', () => {
    const { service, said, turn } = slowService();
    const huge = denseNetwork('huge', [dense([[1e200, 0]]), dense([[1e200]], [0], { name: 'identity' })]);
    service.handle({ kind: 'study', id: 1, request: { ...request(1), network: huge } });
    while (turn());
    expect(said.at(-1)).toMatchObject({ kind: 'error', id: 1, message: expect.stringContaining('layer 2') });
    service.handle({ kind: 'study', id: 2, request: request(-1) });
    expect(said.at(-1)).toEqual({ kind: 'error', id: 2, message: 'epsilon: -1 is not a positive number' });
  });
});

describe('its client', () => {
  it('drops what is stale, and starts a worker anew that died', () => {
    const said: unknown[] = [];
    const ports: { handlers: AttackPortHandlers; posted: number[]; open: boolean }[] = [];
    const spawn = (handlers: AttackPortHandlers): AttackPort => {
      const port = { handlers, posted: [] as number[], open: true };
      ports.push(port);
      return {
        post: ({ id }) => void port.posted.push(id),
        terminate: () => {
          port.open = false;
        },
      };
    };
    const client = new AttackClient(
      {
        progress: (share) => said.push(share),
        part: ({ known }) => said.push(known),
        study: ({ result }) => said.push(result.options.epsilon),
        error: (message) => said.push(message),
      },
      spawn,
    );
    const study = studyOf(request(0.2));
    client.request(request(0.2));
    client.request(request(0.2));
    ports[0]?.handlers.message({ kind: 'study', id: 1, study });
    ports[0]?.handlers.message({ kind: 'progress', id: 2, share: 0.5 });
    client.forget();
    ports[0]?.handlers.message({ kind: 'study', id: 2, study });
    expect(said).toEqual([0.5]);
    ports[0]?.handlers.failure('no script');
    expect(said.at(-1)).toBe('The attack worker failed: no script');
    expect(ports[0]?.open).toBe(false);
    client.request(request(0.2));
    expect(ports.length).toBe(2);
    ports[1]?.handlers.message({ kind: 'study', id: ports[1]?.posted[0] ?? 0, study });
    expect(said.at(-1)).toBe(0.2);
  });
});
