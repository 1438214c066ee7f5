import { afterEach, describe, expect, it, vi } from 'vitest';
import { allFound, extendLongPath } from '../../../src/core/path';
import { codeEntropy, softPass } from '../../../src/core/soft';
import type { SoftPath } from '../../../src/state/pathTypes';
import { gatesUnder } from '../../../src/state/soft';
import type { Point2 } from '../../../src/state/types';
import { close, longOf, network, open, pathTo, walked } from './largePathsSupport';

const softOf = ({ store }: ReturnType<typeof open>): SoftPath => store.getState().session.softPath as SoftPath;

afterEach(close);

describe('behind the walk of a large network', () => {
  const SHORT: Point2 = [0.3004, -0.1997];
  const SOFT = { beta: 0.5, layers: [], entropyLayer: null, entropyUnit: null } as const;

  it('what lies beyond the ends, norms and angles are found by the worker; soft codes once they are asked for', async () => {
    const page = open(pathTo(SHORT));
    await page.activity.idle();
    const { vertices, walk, ...path } = walked(page);
    expect(path.extension).toEqual(allFound(extendLongPath(network, [...vertices], longOf(walked(page)))));
    expect(path.samples?.times.length).toBe(33);
    expect(path.again).toBeNull();
    expect(new Set(page.progress.map(({ phase }) => phase))).toEqual(new Set(['walk', 'beyond', 'samples']));
    expect(page.store.getState().session).toMatchObject({ pathProgress: null, softPath: null });

    page.progress.length = 0;
    page.setLens({ soft: SOFT });
    await page.activity.idle();
    const { gates, soft, path: of } = softOf(page);
    expect(gates).toBe(gatesUnder(network, SOFT));
    expect(of.walk).toBe(walk);
    expect(soft.times.length).toBe(33);
    expect(soft.entropy[0]).toBe(codeEntropy(softPass(network, gates, vertices[0] as Float64Array)).total);
    expect(new Set(page.progress.map(({ phase }) => phase))).toEqual(new Set(['soft']));
  });

  it('it ends when somebody stops it, and the rest is found when it is asked for', async () => {
    const page = open(pathTo(SHORT));
    await vi.waitFor(() => expect(page.progress.some(({ phase }) => phase === 'samples')).toBe(true), {
      timeout: 20_000,
      interval: 1,
    });
    page.stop();
    await page.activity.idle();
    const stopped = walked(page);
    expect(stopped.part).toBeNull();
    expect(stopped.extension).not.toBeNull();
    expect(stopped.samples?.times.length ?? 0).toBeLessThan(33);
    stopped.again?.();
    await page.activity.idle();
    expect(walked(page).samples?.times.length).toBe(33);
    expect(walked(page).again).toBeNull();
  });

  it('a walk that was stopped goes no further by itself', async () => {
    const page = open(pathTo([0.8, 0.4]));
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.stop();
    await page.activity.idle();
    expect(walked(page)).toMatchObject({ part: 'stopped', extension: null, samples: null });
    expect(walked(page).again).not.toBeNull();
  });

  const under = (page: ReturnType<typeof open>, phase: string) =>
    vi.waitFor(() => expect(page.progress.some((told) => told.phase === phase)).toBe(true), {
      timeout: 20_000,
      interval: 1,
    });

  it('soft codes under way are left once codes are hard again', async () => {
    const page = open(pathTo(SHORT));
    await page.activity.idle();
    page.setLens({ soft: SOFT });
    await under(page, 'soft');
    page.setLens({ soft: null });
    expect(page.worker.asks.at(-1)).toBe('stop');
    expect(page.store.getState().session).toMatchObject({ pathProgress: null, softPath: null });
    await page.activity.idle();
  });

  it('what was stopped offers what is wanted now, and nothing where nothing is', async () => {
    const page = open(pathTo(SHORT));
    await page.activity.idle();
    page.progress.length = 0;
    page.setLens({ soft: SOFT });
    await under(page, 'soft');
    page.stop();
    await page.activity.idle();
    expect(walked(page).again).not.toBeNull();
    page.setLens({ soft: null });
    expect(walked(page).again).toBeNull();
    page.setLens({ soft: SOFT });
    expect(walked(page).again).not.toBeNull();
    expect(page.store.getState().session.pathProgress).toBeNull();
  });

  it('a worker that dies leaves what is walked, and the rest can be asked for', async () => {
    const page = open(pathTo([0.8, 0.4]));
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.worker.fail('out of memory');
    await page.activity.idle();
    expect(walked(page)).toMatchObject({ part: 'stopped', extension: null });
    expect(walked(page).walk.crossings.t.length).toBeGreaterThan(5);
    expect(page.notices).toEqual([expect.stringContaining('out of memory')]);

    page.setLens(pathTo(SHORT));
    await under(page, 'samples');
    page.worker.fail('out of memory');
    await page.activity.idle();
    walked(page).again?.();
    await page.activity.idle();
    expect(walked(page).samples?.times.length).toBe(33);
    expect(walked(page).again).toBeNull();
  });
});
