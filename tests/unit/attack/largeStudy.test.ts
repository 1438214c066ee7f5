import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, lossGradient, startLargeStudy, startStudy } from '../../../src/core/attack';
import { pathDensity, walkPath } from '../../../src/core/path';
import type { FromAttackWorker } from '../../../src/workers/attackProtocol';
import { AttackService } from '../../../src/workers/attackService';
import { seededNetwork } from '../../support/build';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const OPTIONS = { method: 'pgd', norm: 'inf', epsilon: 0.4, steps: 6 } as const;

function studyOf(...given: Parameters<typeof startLargeStudy>) {
  const run = startLargeStudy(...given);
  const shares = [run.progress];
  while (!run.advance()) shares.push(run.progress);
  return { study: run.finish(), shares, last: run.progress };
}

describe('the study of an attack on a large network', () => {
  it('has the attack itself bit for bit, and the gradient at the input', () => {
    let moved = 0;
    holds(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const { network, x } = graphCase(seed);
        const clean = x.map(Math.fround);
        const { study } = studyOf(network, clean, OPTIONS);
        expect(study.result).toEqual(attack(network, clean, OPTIONS));
        expect(study.gradient).toEqual(lossGradient(network, Float32Array.from(clean), study.result.class));
        if (study.straight) moved++;
        expect(study.straight === null).toBe(study.result.norms.two === 0);
      }),
      5,
      25,
    );
    expect(moved).toBeGreaterThan(5);
  });

  it('counts crossings of whole ways where these are short, as the study of other networks does', () => {
    const network = seededNetwork([3, 6, 5, 3], 2);
    const clean = [0.3, -0.2, 0.1];
    const { study } = studyOf(network, clean, { ...OPTIONS, directions: 5 });
    const run = startStudy(network, clean, { ...OPTIONS, directions: 5 });
    while (!run.advance());
    const whole = run.finish();
    expect(study.straight).toEqual(whole.straight);
    expect(study.random).toEqual(whole.random);
  });

  it('counts them at the beginning of longer ones', () => {
    const network = seededNetwork([4, 120, 120, 3], 6);
    const clean = [0.3, -0.2, 0.1, 0.4];
    const { study } = studyOf(network, clean, { ...OPTIONS, epsilon: 6 });
    const { straight, result } = study;
    if (!straight) throw new Error('nothing moved');
    expect(straight.length).toBeLessThan(result.norms.two);
    expect(straight.crossings).toBeGreaterThan(20);
    const share = straight.length / result.norms.two;
    const end = result.clean.map((value, i) => value + share * ((result.attacked[i] as number) - value));
    const walk = walkPath(network, [result.clean, end]);
    expect(Math.abs(pathDensity(walk).crossings - straight.crossings)).toBeLessThanOrEqual(1);
    expect(study.random?.count).toBe(6);
  });

  it('tells how far it is, in the worker, too, and errors as the attack', () => {
    const network = seededNetwork([4, 60, 60, 3], 6);
    const clean = Float64Array.of(0.3, -0.2, 0.1, 0.4);
    const { shares, last, study } = studyOf(network, clean, OPTIONS);
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(20);
    expect(last).toBe(1);
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
    const request = { network, clean, options: OPTIONS, within: null, large: true };
    service.handle({ kind: 'study', id: 1, request });
    for (let next = turns.shift(); next; next = turns.shift()) next();
    expect(said.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(20);
    expect(said.at(-1)).toEqual({ kind: 'study', id: 1, study });
    service.handle({ kind: 'study', id: 2, request: { ...request, options: { ...OPTIONS, epsilon: -1 } } });
    for (let next = turns.shift(); next; next = turns.shift()) next();
    expect(said.at(-1)).toMatchObject({ kind: 'error', id: 2, message: expect.stringContaining('epsilon') });
  });
});
