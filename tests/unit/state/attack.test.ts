import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lossGradient, startStudy } from '../../../src/core/attack';
import type { AttackSettings } from '../../../src/state/types';
import type { FromAttackWorker, ToAttackWorker } from '../../../src/workers/attackProtocol';
import { AttackService } from '../../../src/workers/attackService';
import { comes } from '../../support/comes';
import { type Bench, opened } from './support';

/** The attack worker's code in this thread. */
class InProcessWorker {
  onmessage: ((event: { data: FromAttackWorker }) => void) | null = null;
  private readonly service = new AttackService({
    post: (message) => void setTimeout(() => this.onmessage?.({ data: structuredClone(message) }), 0),
    yieldTurn: (callback) => void setTimeout(callback, 0),
    now: () => performance.now(),
  });
  postMessage(message: ToAttackWorker): void {
    const copy = structuredClone(message);
    setTimeout(() => this.service.handle(copy), 0);
  }
  terminate(): void {
    this.onmessage = null;
  }
}

beforeEach(() => void vi.stubGlobal('Worker', InProcessWorker));
afterEach(() => void vi.unstubAllGlobals());

const settings: AttackSettings = { method: 'pgd', norm: 'inf', epsilon: 0.3, steps: 8 };

function byLibrary({ session, lens }: Bench, asked: AttackSettings) {
  const { network, slice, inspection } = session();
  const { domain, point } = lens();
  const run = startStudy(network, inspection?.x ?? [], asked, { slice, domain, at: point });
  while (!run.advance());
  return run.finish();
}

describe('an attack that is asked for', () => {
  it('is of the selected input, and again of the next one', async () => {
    const bench = await opened('moons');
    bench.actions.setAttack(settings);
    await bench.api.idle();
    const first = bench.session().attack;
    expect(first).toMatchObject({ progress: null, fault: null });
    expect(first?.found?.study).toEqual(byLibrary(bench, settings));
    expect(first?.found?.input).toBe(bench.session().inspection?.x);
    bench.actions.setPoint([0.4, 0.3]);
    await bench.api.idle();
    const second = bench.session().attack?.found;
    expect(second?.at).toEqual([0.4, 0.3]);
    expect(second?.study).toEqual(byLibrary(bench, settings));
    const other: AttackSettings = { ...settings, method: 'fgsm', target: 1 - (second?.study.result.class ?? 0) };
    bench.actions.setAttack(other);
    await bench.api.idle();
    expect(bench.session().attack?.found?.study.result.options).toEqual(other);
    bench.actions.setAttack(null);
    expect(bench.session().attack).toBeNull();
  });

  it('comes back with its link, and is a step of undo', async () => {
    const bench = await opened('moons');
    await bench.api.idle();
    const asked: AttackSettings = { ...settings, norm: '2', seed: 5, box: [-2, 2] };
    bench.actions.setAttack(asked);
    await bench.api.idle();
    expect(bench.session().history.undo).toBe('an attack');
    const link = bench.api.link();
    expect(link).toContain('attack=pgd,2,0.3,steps:8,seed:5,box:-2:2');
    await bench.actions.undo();
    expect(bench.lens().attack).toBeNull();
    expect(bench.session().attack).toBeNull();
    await bench.api.load(link);
    await bench.api.idle();
    expect(bench.lens().attack).toEqual(asked);
    expect(bench.session().attack?.found?.study).toEqual(byLibrary(bench, asked));
  });

  it('is checked by the model, relative to the loss’s direction', async () => {
    const bench = await opened('moons');
    bench.actions.setAttack(settings);
    await bench.api.idle();
    await comes(() => expect(bench.session().attack?.found?.checked).not.toBeNull());
    const { network, inspection } = bench.session();
    const input = Float32Array.from(inspection?.x ?? []);
    const { rest, direction } = lossGradient(network, input, bench.session().attack?.found?.study.result.class ?? 0);
    // This model's gradient is all ones.
    const wanted =
      Math.max(...direction.map((value) => Math.abs(rest * value - 1))) / Math.max(...direction.map(Math.abs));
    expect(bench.session().attack?.found?.checked).toBeCloseTo(wanted, 12);
  });

  it('is not checked where the model is of another network than is attacked', async () => {
    const bench = await opened('moons');
    bench.actions.setClamp(3, 'on');
    bench.actions.setAttack(settings);
    await bench.api.idle();
    expect(bench.session().attack?.found?.study).toEqual(byLibrary(bench, settings));
    expect(bench.session().attack?.found?.checked).toBeNull();
  });

  it('says why there is none, and leaves out a target that the network has not', async () => {
    const bench = await opened('moons');
    bench.actions.setAttack({ ...settings, epsilon: -1 });
    await bench.api.idle();
    expect(bench.session().attack).toMatchObject({ found: null, fault: 'epsilon: -1 is not a positive number' });
    bench.actions.setAttack({ ...settings, target: 7 });
    await bench.api.idle();
    expect(bench.session().attack).toMatchObject({ fault: null, found: { study: byLibrary(bench, settings) } });
  });
});
