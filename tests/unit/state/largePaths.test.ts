import { afterEach, describe, expect, it, vi } from 'vitest';
import { codesEqual, forward, type Network, splineCode } from '../../../src/core/network';
import type { DenseLayer } from '../../../src/core/network/network';
import { extendPath, pathPoint, walkPath } from '../../../src/core/path';
import type { LensState, Point2 } from '../../../src/state/types';
import { seededNetwork } from '../../support/build';
import { close, longOf, network, open, pathTo, walked, whole } from './largePathsSupport';

afterEach(close);

/** Some thousand units of which a few have boundaries: rays end soon. */
function mostlyConstant(): Network {
  const network = seededNetwork([2, 4100, 3], 9);
  const [first, last] = network.layers as [DenseLayer, DenseLayer];
  return { ...network, layers: [{ ...first, weights: first.weights.map((w, i) => (i < 80 ? w : 0)) }, last] };
}

describe('the path of a large network', () => {
  it('is walked in a worker, and is what the walk at once finds', async () => {
    const at: Point2 = [0.3004, -0.1997];
    const page = open(pathTo(at));
    expect(page.progress[0]).toEqual({ phase: 'walk', share: 0, crossings: 0, stretch: 0, stopped: false });
    const path = await whole(page);
    const { crossings } = walkPath(network, [[0.3, -0.2], [...at]]);
    expect(path.walk.crossings.t.length).toBeGreaterThan(20);
    expect(path.walk.crossings.unit).toEqual(crossings.unit);
    expect(path.density.crossings).toBe(crossings.t.length);
  });

  it('is stopped where it is: the part is shown as one, with the code and the values of forward passes', async () => {
    const page = open(pathTo([0.8, 0.4]));
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    expect(walked(page).part).toBe('walking');
    page.stop();
    await page.activity.idle();
    const path = walked(page);
    expect(path.part).toBe('stopped');
    const walk = longOf(path);
    const { vertices } = path;
    expect(walk.reached).toBeGreaterThan(0);
    expect(walk.reached).toBeLessThan(1);
    const pieces = walk.legs.length;
    const middle = ((walk.knots[pieces - 1] as number) + walk.reached) / 2;
    expect(codesEqual(walk.ends[1], splineCode(network, pathPoint(vertices, middle)))).toBe(true);
    const knot = pieces >> 1;
    const [value] = forward(network, pathPoint(vertices, walk.knots[knot] as number));
    expect(Math.abs((walk.values[knot] as number) - (value as number))).toBeLessThan(
      1e-9 * Math.abs(value as number) + 1e-9,
    );
    const shares = page.progress.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    for (const { stretch } of page.progress) expect(stretch >= 0 && stretch <= 1).toBe(true);
  });

  it('of a worker that hears nothing is stopped by ending it, and the next one is walked by another', async () => {
    const page = open(pathTo([0.8, 0.4]), true);
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.stop();
    await page.activity.idle();
    expect(page.worker.open()).toBe(0);
    expect(walked(page).part).toBe('stopped');
    page.setLens(pathTo([0.3001, -0.2]));
    expect(page.store.getState().session.path).toBeNull();
    expect((await whole(page)).inputs[1]).toEqual(Float64Array.of(0.3001, -0.2));
  });

  it('that moves is begun again with the newest one alone', async () => {
    const page = open(pathTo([0.8, 0.4]));
    // The first one is under way, and tells of itself while the next one rests.
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    page.states.length = 0;
    for (const x of [0.7, 0.6, 0.3002]) page.setLens(pathTo([x, -0.2]));
    page.progress.length = 0;
    await whole(page);
    expect(page.states.every((path) => 'walk' in path && path.inputs[1]?.[0] === 0.3002)).toBe(true);
    for (const { share } of page.progress) expect(share).toBeLessThanOrEqual(1);
  });

  it('that does not fit says so, and leaves nothing running', async () => {
    const page = open({ path: { ...(pathTo([0.4, 0]).path as NonNullable<LensState['path']>), layer: 9 } });
    expect(page.store.getState().session.path).toEqual({ fault: expect.stringContaining('layer 9') });
    await page.activity.idle();
    expect(page.worker.open()).toBe(0);
  });

  it('of a network of some thousand units is walked there at once, with all codes, and then beyond its ends', async () => {
    const many = mostlyConstant();
    const page = open(pathTo([0.8, 0.4]), false, many);
    await vi.waitFor(() => expect(page.states.length).toBeGreaterThan(0), { timeout: 20_000 });
    // What lies beyond the older one's ends is not heard.
    page.setLens(pathTo([0.7, 0.3]));
    page.states.length = 0;
    await page.activity.idle();
    const ends = [
      [0.3, -0.2],
      [0.7, 0.3],
    ];
    const walk = walkPath(many, ends);
    const path = walked(page);
    expect(path.part).toBeNull();
    expect(path.walk).toEqual(walk);
    expect(path.extension).toEqual(extendPath(many, ends, walk));
    expect(page.states.length).toBe(2);
  });

  it('walked at once by a worker that dies before it is beyond the ends stays, and is walked again when it is asked for', async () => {
    const page = open(pathTo([0.8, 0.4]), false, mostlyConstant());
    const stop = page.store.subscribe(({ session }) => {
      if (!session.path) return;
      stop();
      queueMicrotask(() => page.worker.fail('out of memory'));
    });
    await page.activity.idle();
    expect(walked(page)).toMatchObject({ part: null, extension: null });
    walked(page).again?.();
    await page.activity.idle();
    expect(walked(page).extension).not.toBeNull();
    expect(walked(page).again).toBeNull();
  });
});
