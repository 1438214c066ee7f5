import { describe, expect, it } from 'vitest';
import { pathPoint } from '../../../src/core/path';
import { softness, softPass, softVariation } from '../../../src/core/soft';
import { softPathCsv } from '../../../src/state/softPathCsv';
import type { PathSpec, SoftPath } from '../../../src/state/types';
import { softConfidence, softOutputs, softPathNow } from '../../../src/views/path/softSeries';
import { type Bench, opened } from './support';

const WAY: PathSpec = {
  vertices: [
    { kind: 'slice', at: [-0.8, -0.5] },
    { kind: 'slice', at: [0.7, 0.6] },
  ],
  layer: 0,
};

async function softPathOf({ api, session }: Bench): Promise<SoftPath | null> {
  await api.idle();
  return session().softPath;
}

function there(softPath: SoftPath | null): SoftPath {
  if (!softPath) throw new Error('no soft codes along the path');
  return softPath;
}

describe('soft codes along the path', () => {
  it('are made where codes are soft, under the gates in force, and go with them', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    expect(await softPathOf(page)).toBeNull();
    page.actions.setSoft({ beta: 0.7 });
    const first = there(await softPathOf(page));
    const { network, vertices, walk } = first.path;
    expect(first.path).toBe(page.session().path);
    expect(first.soft).toEqual(softVariation(network, softness(network, { beta: 0.7 }), vertices, walk));
    page.actions.setSoft({ layers: [1, null] });
    const mixed = there(await softPathOf(page));
    const layers = network.layers.map((_, i) => (i === 0 ? 1 : 0.7));
    expect(mixed.soft.total).toBe(softVariation(network, softness(network, { layers }), vertices, walk).total);
    // A hard layer has as much variation as crossings.
    const count = mixed.soft.times.length;
    expect(mixed.soft.variation[count - 1]).toBe(walk.crossings.layer.filter((layer) => layer === 1).length);
    page.actions.setSoft(null);
    expect(await softPathOf(page)).toBeNull();
  });

  it('follow a vertex that is moved, and end with the path', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    page.actions.setSoft({ beta: 0.5 });
    const before = there(await softPathOf(page));
    page.actions.movePathVertex(1, [0.2, -0.9]);
    const after = there(await softPathOf(page));
    expect(after.path).not.toBe(before.path);
    expect(after.path).toBe(page.session().path);
    expect(after.soft.total).not.toBe(before.soft.total);
    page.actions.setPath(null);
    expect(await softPathOf(page)).toBeNull();
  });

  it('end with those of the newest path, however quickly paths follow each other', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    page.actions.setSoft({ beta: 0.5 });
    await page.api.idle();
    for (let i = 0; i < 8; i++) page.actions.movePathVertex(1, [0.2 + 0.05 * i, -0.9 + 0.1 * i]);
    const softPath = there(await softPathOf(page));
    expect(softPath.path).toBe(page.session().path);
    const { network, vertices, walk } = softPath.path;
    expect(softPath.soft).toEqual(softVariation(network, softPath.gates, vertices, walk));
    page.actions.movePathVertex(1, [-0.4, 0.3]);
    page.actions.setSoft(null);
    expect(await softPathOf(page)).toBeNull();
  });

  it('stay when what lies beyond the ends of the path is found', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    page.actions.setSoft({ beta: 0.5 });
    const before = there(await softPathOf(page));
    page.controller.store.setState(({ session }) => ({
      session: { ...session, path: { ...before.path, extension: null } },
    }));
    expect(await softPathOf(page)).toBe(before);
    expect(softPathNow(page.session())).toBe(before);
    expect(await page.api.path()).toHaveProperty('variation', before.soft.total);
  });

  it('are in what the console says of the path', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    expect(await page.api.path()).not.toHaveProperty('variation');
    page.actions.setSoft({ beta: 0.8 });
    const report = await page.api.path();
    const { soft } = there(page.session().softPath);
    expect(report).toMatchObject({ variation: soft.total, tolerance: soft.tolerance });
    expect(report).toHaveProperty('variationByLayer.1.layer', 2);
  });

  it('have the soft network’s outputs and confidence at each look', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    page.actions.setSoft({ beta: 0.6 });
    const softPath = there(await softPathOf(page));
    const { path, soft, gates } = softPath;
    for (const look of [0, 11, soft.times.length - 1]) {
      const { output } = softPass(path.network, gates, pathPoint(path.vertices, soft.times[look] as number));
      expect([...softOutputs(softPath, look)]).toEqual([...output]);
      const [value = 0] = output;
      expect(softConfidence(softPath, look)).toBeCloseTo(
        Math.max(1 / (1 + Math.exp(value)), 1 / (1 + Math.exp(-value))),
        12,
      );
    }
  });

  it('as a file have a line a look, which ends with the sums', async () => {
    const page = await opened('moons');
    page.actions.setPath(WAY);
    page.actions.setSoft({ beta: 0.6 });
    const softPath = there(await softPathOf(page));
    const { soft, path } = softPath;
    const [head, ...lines] = softPathCsv(softPath).trim().split(/\r?\n/);
    expect(head?.replaceAll('"', '')).toBe('t,length,variation L1,variation L2,entropy L1,entropy L2,output 0');
    expect(lines.length).toBe(soft.times.length);
    const last = (lines.at(-1) ?? '').split(',').map(Number);
    expect(last[0]).toBe(1);
    expect(last[1]).toBeCloseTo(path.density.length, 12);
    expect((last[2] as number) + (last[3] as number)).toBeCloseTo(soft.total, 12);
  });
});
