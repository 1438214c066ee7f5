import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attack,
  type LargeStudy,
  lossGradient,
  startLargeStudy,
  startStudy,
  winningClass,
} from '../../../src/core/attack';
import { type Boundary, forward, nearestBoundary } from '../../../src/core/network';
import { pathDensity, pathPoint, walkPath } from '../../../src/core/path';
import { nearestByPasses } from '../../../src/core/polytope/passes/ball';
import type { FromAttackWorker } from '../../../src/workers/attackProtocol';
import { AttackService } from '../../../src/workers/attackService';
import { seededNetwork } from '../../support/build';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const OPTIONS = { method: 'pgd', norm: 'inf', epsilon: 0.4, steps: 6 } as const;

function studyOf(...given: Parameters<typeof startLargeStudy>) {
  const run = startLargeStudy(...given);
  const shares = [run.progress];
  const parts: LargeStudy[] = [];
  const look = (): void => {
    if (run.part && run.part !== parts.at(-1)) parts.push(run.part);
  };
  for (; !run.advance(); look()) shares.push(run.progress);
  look();
  return { study: run.finish(), shares, parts, last: run.progress };
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

  it('comes in parts, each the one before with more', () => {
    const network = seededNetwork([4, 60, 60, 3], 6);
    const { study, parts } = studyOf(network, [0.3, -0.2, 0.1, 0.4], OPTIONS);
    expect(parts.map(({ known }) => known)).toEqual(['attack', 'way', 'distances', 'whole']);
    expect(parts.at(-1)).toBe(study);
    const { random, distances, straight } = study;
    expect([random, distances, straight]).not.toContain(null);
    expect(parts).toEqual([
      { ...study, known: 'attack', random: null, distances: null, straight: null },
      { ...study, known: 'way', random: null, distances: null },
      { ...study, known: 'distances', random: null },
      study,
    ]);
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
    const parts = said.flatMap((message) => (message.kind === 'part' ? [message.study.known] : []));
    expect(parts).toEqual(['attack', 'way', 'distances']);
    service.handle({ kind: 'study', id: 2, request: { ...request, options: { ...OPTIONS, epsilon: -1 } } });
    for (let next = turns.shift(); next; next = turns.shift()) next();
    expect(said.at(-1)).toMatchObject({ kind: 'error', id: 2, message: expect.stringContaining('epsilon') });
  });
});

function nearestOf(...given: Parameters<typeof nearestByPasses>) {
  const steps = nearestByPasses(...given);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** What passes find is held against the nearest of all, by all gradients at once; that is no further than the first on any way. */
function expectBounds(nearest: NonNullable<ReturnType<typeof nearestOf>>, least: Boundary, onWay: number): void {
  expect(nearest.distance).toBeGreaterThanOrEqual(least.distance * (1 - 1e-9));
  expect(least.distance).toBeLessThanOrEqual(onWay * (1 + 1e-9));
  if (nearest.exact) expect(nearest.distance).toBeCloseTo(least.distance, 9);
}

describe('distances of an attack on a large network', () => {
  it('are the first crossing of its way, and bounds that the exact distances keep', () => {
    let [found, exact, changes] = [0, 0, 0];
    holds(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const { network, x } = graphCase(seed);
        const { study } = studyOf(network, x, { ...OPTIONS, directions: 0 });
        const { result, distances, straight } = study;
        const { clean, attacked, norms } = result;
        if (!distances) throw new Error('no distances');
        const { onWay, nearest, otherClass } = distances;

        const walk = straight && walkPath(network, [clean, attacked]);
        const first = walk && walk.crossings.t.length > 0 ? (walk.crossings.t[0] as number) * norms.two : null;
        expect(onWay === null).toBe(first === null);
        if (onWay && walk) {
          expect(onWay.distance).toBeCloseTo(first as number, 9);
          expect([onWay.layer, onWay.unit]).toEqual([walk.crossings.layer[0], walk.crossings.unit[0]]);
        }

        const least = nearestBoundary(network, clean);
        expect(nearest === null).toBe(least === null);
        if (nearest && least) {
          found++;
          exact += Number(nearest.exact);
          expectBounds(nearest, least, onWay?.distance ?? Number.POSITIVE_INFINITY);
        }

        const winner = (t: number): number => winningClass(forward(network, pathPoint([clean, attacked], t)));
        expect(otherClass === null).toBe(winner(0) === winner(1));
        if (otherClass) {
          changes++;
          const t = otherClass.distance / norms.two;
          // A hair behind, since t is rounded; a step of the halving before, the clean class wins.
          expect(winner(Math.min(1, t * (1 + 1e-12)))).toBe(otherClass.class);
          expect(winner(t - 2 ** -12)).toBe(winner(0));
        }
      }),
      23,
      40,
    );
    expect(found).toBeGreaterThan(20);
    expect(exact).toBeGreaterThan(0);
    expect(changes).toBeGreaterThan(3);
  });

  it('are exact where all units are looked at', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const network = seededNetwork([3, 6, 4, 2], seed);
        const x = Float64Array.from({ length: 3 }, (_, i) => Math.sin(seed + 7 * i));
        expect(nearestOf(network, x)).toMatchObject({
          ...nearestBoundary(network, x),
          distance: expect.closeTo(nearestBoundary(network, x)?.distance ?? Number.NaN, 10),
          exact: true,
        });
      }),
      31,
      30,
    );
  });

  it('have the nearest boundary of all where many units compete', () => {
    let hits = 0;
    holds(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const network = seededNetwork([6, 40, 30, 3], seed);
        const x = Float64Array.from({ length: 6 }, (_, i) => Math.sin(seed + 7 * i));
        const [nearest, least] = [nearestOf(network, x), nearestBoundary(network, x)];
        if (!nearest || !least) throw new Error('no boundary');
        expect(nearest.exact).toBe(false);
        expect(nearest.distance).toBeGreaterThanOrEqual(least.distance * (1 - 1e-9));
        if (nearest.layer === least.layer && nearest.unit === least.unit) {
          hits++;
          expect(nearest.distance).toBeCloseTo(least.distance, 12);
        }
      }),
      29,
      30,
    );
    // Lengths are estimated within a quarter or so: the nearest is nearly always among the dozen.
    expect(hits).toBeGreaterThanOrEqual(28);
  });
});
