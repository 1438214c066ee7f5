import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { weightCount } from '../../../src/core/network/flatWeights';
import { faceCount, partition } from '../../../src/core/partition';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { loadScene, scenes } from '../../../src/state/scenes';
import { DIGIT_PLANES, digitsPlane } from '../../../src/state/scenes/digitsPlanes';
import { ScenePictures } from '../../../src/state/scenes/pictures';
import type { ReadFile } from '../../../src/state/scenesFiles';
import { buildSlice } from '../../../src/state/slice';
import { makeThumbnail, THUMBNAIL } from '../../../src/views/scenes/thumbnail';
import { PartitionClient } from '../../../src/workers/partitionClient';
import { inProcessPort } from '../state/support';
import { least } from './least';

const read: ReadFile = async (path) =>
  new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

/** Milliseconds: the largest cut takes many seconds of processor time, of which a machine with other work may give it little. */
const PATIENCE = 600_000;

function watched() {
  const alive = { now: 0, ever: 0 };
  const pictures = new ScenePictures((events) => {
    const client = new PartitionClient(events, inProcessPort);
    alive.now++;
    alive.ever++;
    const dispose = client.dispose.bind(client);
    client.dispose = () => {
      alive.now--;
      dispose();
    };
    return client;
  }, read);
  return { pictures, alive };
}

describe('the planes that the digits scenes are pictured by', () => {
  it.each(DIGIT_PLANES)('%s: is the plane and the network that the scene opens with', async (id) => {
    const [plane, scene] = await Promise.all([digitsPlane(id, read), loadScene(id, read)]);
    const built = buildSlice(scene.initial.slice, scene.network.inputSize, scene.data);
    if (!built.ok) throw new Error(built.message);
    expect(scene.initial.domain).toEqual(square(plane.half).map(([p, q]) => [p, q]));
    for (const [p, q] of [
      [0, 0],
      [1, 2],
      [-3, 1],
      [0.5, -2.5],
    ] as const) {
      const whole = forward(scene.network, pointInInput(built.slice, [p, q]));
      const flat = forward(plane.network, [p, q]);
      for (const [k, value] of flat.entries())
        expect(Math.abs(value - (whole[k] as number))).toBeLessThan(1e-4 * (1 + Math.abs(whole[k] as number)));
    }
    const real = faceCount(partition(scene.network, built.slice, scene.initial.domain));
    const drawn = faceCount(partition(plane.network, axisSlice(2), square(plane.half)));
    expect(Math.abs(drawn / real - 1)).toBeLessThan(0.01);
    expect(real).toBeGreaterThanOrEqual(least[id] ?? Number.NaN);
  });

  it('are refused when the file is not whole', async () => {
    await expect(digitsPlane('digits', async () => new Uint8Array(7))).rejects.toThrow('digits/planes.bin: 7 bytes');
  });
});

describe('pictures of scenes', () => {
  it('are the partitions that they open with, one after the other in a worker that ends with the last', async () => {
    const { pictures, alive } = watched();
    const [spirals, again, tent, within] = await Promise.all([
      pictures.get('spirals'),
      pictures.get('spirals'),
      pictures.get('tent'),
      pictures.get('within'),
    ]);
    expect(again).toBe(spirals);
    expect(spirals.complex?.areas).toHaveLength(2618);
    expect(spirals.colour).toBe('output');
    expect(tent.interval?.vertices).toHaveLength(33);
    expect(within.complex?.areas.length).toBeGreaterThan(200);
    await Promise.resolve();
    expect(alive).toEqual({ now: 0, ever: 1 });
    await pictures.get('cones');
    expect(alive).toEqual({ now: 0, ever: 2 });
  });

  it('that cannot be made fail alone and may be asked for again', async () => {
    let there = false;
    const pictures = new ScenePictures(
      (events) => new PartitionClient(events, inProcessPort),
      async (path, cap) => {
        if (!there) throw new Error(`${path}: 404`);
        return read(path, cap);
      },
    );
    const [digits, moons] = await Promise.allSettled([pictures.get('digits'), pictures.get('moons')]);
    expect(digits).toMatchObject({ status: 'rejected', reason: new Error('digits/planes.bin: 404') });
    expect(moons.status).toBe('fulfilled');
    there = true;
    expect((await pictures.get('digits')).complex?.areas.length).toBeGreaterThan(300);
  });

  // A large network is cut here alone, for all that its first picture has to be.
  it.each(scenes)('$id: has enough pieces, and is drawn from all of them', { timeout: PATIENCE }, async ({ id }) => {
    const picture = await watched().pictures.get(id);
    const pieces = picture.complex ? picture.complex.areas.length : (picture.interval?.vertices.length ?? 0) - 1;
    expect(pieces).toBeGreaterThanOrEqual(least[id] ?? Number.NaN);
    const { faces, graph, dots } = makeThumbnail(picture);
    expect(faces).toHaveLength(picture.complex?.areas.length ?? 0);
    expect(graph.length / 2).toBe(picture.interval?.vertices.length ?? 0);
    for (const { points, light, dark } of faces.slice(0, 50)) {
      expect(points.length).toBeGreaterThanOrEqual(6);
      expect([light, dark].every((colour) => /^rgb\(\d+ \d+ \d+\)$/.test(colour))).toBe(true);
    }
    // The domain's whole width, and no more.
    const xs = [...faces.flatMap(({ points }) => [...points].filter((_, i) => i % 2 === 0))];
    if (faces.length > 0) {
      expect(Math.min(...xs)).toBeCloseTo(0, 3);
      expect(Math.max(...xs)).toBeCloseTo(THUMBNAIL.width, 3);
    }
    expect(dots.length).toBeLessThanOrEqual(100);
  });
});

describe('scenes that are compared', () => {
  it('deep and wide have as many weights, and learn the same data', async () => {
    const [wide, deep] = await Promise.all([loadScene('wide'), loadScene('deep')]);
    expect(weightCount(wide.network)).toBe(393);
    expect(weightCount(deep.network)).toBe(393);
    expect(deep.data).toEqual(wide.data);
  });

  it('after training began with the weights of before', async () => {
    const [before, after] = await Promise.all([loadScene('before'), loadScene('after')]);
    const { origin: first, ...recipe } = before.recipe ?? { origin: null };
    const { origin: second, ...same } = after.recipe ?? { origin: null };
    expect([first, second]).toEqual(['seed', 'trained']);
    expect(same).toEqual(recipe);
    expect(after.data).toEqual(before.data);
  });
});
