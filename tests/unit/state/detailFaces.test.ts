import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splineCode } from '../../../src/core/network';
import { createLocator } from '../../../src/core/partition';
import { pointInInput } from '../../../src/core/slice/slice';
import { faceInDetail, selectedCell } from '../../../src/state/detail';
import type { PartitionResult } from '../../../src/state/types';
import { holds } from '../../support/holds';
import { crossing, detailOf, expectExact, zoomed } from './detailSupport';
import { STRIP, stripJson, triangleJson } from './linesSupport';
import { opened } from './support';

describe('its faces', () => {
  it('have the codes of forward passes and of the domain’s faces, wherever one looks', async () => {
    const page = await opened('moons');
    const { result } = page.session() as { result: PartitionResult };
    if (!result.complex) throw new Error('no complex');
    const locate = createLocator(result.complex);
    const { words } = result.complex.layout;
    let compared = 0;
    for (const [index, span] of [
      [3, 1e-4],
      [77, 1e-7],
      [150, 1e-10],
    ] as const) {
      page.actions.setViewport({ centre: crossing(page, index), span });
      await page.api.idle();
      const detail = detailOf(page);
      const { complex } = detail.result;
      const [p, q] = page.lens().viewport.centre;
      const near = fc.integer({ min: -3000, max: 3000 }).map((step) => (step / 1000) * span);
      holds(
        fc.property(near, near, (dp, dq) => {
          const face = faceInDetail(detail, [p + dp, q + dq]);
          if (face < 0) return;
          const code = complex.codes.slice(face * words, (face + 1) * words);
          const inDomain = locate(p + dp, q + dq);
          // A point within rounding of a boundary may be on either side of it.
          const x = pointInInput(result.slice, [p + dp, q + dq]);
          const near = [1, -1].flatMap((s) => [
            pointInInput(result.slice, [p + dp + s * 1e-13, q + dq]),
            pointInInput(result.slice, [p + dp, q + dq + s * 1e-13]),
          ]);
          const own = splineCode(result.network, x);
          if (near.some((other) => splineCode(result.network, other).join() !== own.join())) return;
          compared++;
          expect(code).toEqual(own);
          expect(detail.domainFaces[face]).toBe(inDomain);
        }),
        450,
        200,
      );
      expect(result.complex.merged).toBe(0);
      expect(detail.domainFaces.includes(-1)).toBe(false);
    }
    expect(compared).toBeGreaterThan(400);
  });

  it('are as many as those of the domain that meet its window', async () => {
    const page = await zoomed(5e-4, 12);
    const { result, domainFaces, window } = detailOf(page);
    const whole = page.session().result?.complex;
    if (!whole) throw new Error('no complex');
    const seen = new Set<number>();
    const locate = createLocator(whole);
    const steps = 160;
    for (let i = 0; i <= steps; i++)
      for (let j = 0; j <= steps; j++)
        seen.add(
          locate(window.p0 + ((window.p1 - window.p0) * i) / steps, window.q0 + ((window.q1 - window.q0) * j) / steps),
        );
    expect(new Set(domainFaces).size).toBe(result.complex.areas.length);
    for (const face of seen) expect(domainFaces.includes(face)).toBe(true);
  });

  it('are whole or cut off by the window: the area of a whole one is the domain’s', async () => {
    const page = await zoomed(1e-3, 12);
    const { result, whole, domainFaces } = detailOf(page);
    const areas = page.session().result?.complex?.areas;
    whole.forEach((isWhole, face) => {
      const [own, all] = [result.complex.areas[face] as number, areas?.[domainFaces[face] as number] as number];
      if (isWhole) expect(own / all).toBeCloseTo(1, 6);
      else expect(own).toBeLessThan(all);
    });
  });
});

describe('a small polytope', () => {
  for (const size of [2 ** -23, 2 ** -30, 2 ** -36])
    it(`of area ${(size * size) / 2} is found, whole, and selected`, async () => {
      const page = await opened('moons');
      expect(await page.api.importNetwork(triangleJson(size))).toBe(true);
      page.actions.setPoint([0.3 + size / 3, 0.2 + size / 3]);
      page.actions.setViewport({ centre: page.lens().point, span: 3 * size });
      await page.api.idle();
      const detail = detailOf(page);
      expectExact(detail, page.session());
      expect(detail.result.complex.areas.length).toBe(7);
      const cell = selectedCell(page.controller.store.getState());
      expect(cell.result).toBe(detail.result);
      const { areas, codes } = detail.result.complex;
      // Its sides are rounded to float64 where they are written down: 0.5 + size, 0.3, 0.2.
      expect((areas[cell.face] as number) / ((size * size) / 2)).toBeCloseTo(1, size > 1e-10 ? 5 : 3);
      expect(codes.subarray(cell.face, cell.face + 1)).toEqual(page.session().inspection?.code);
    });

  it('that the domain’s cut merges is there at the zoom that can show it', async () => {
    const page = await opened('moons');
    expect(await page.api.importNetwork(stripJson())).toBe(true);
    await page.api.idle();
    expect(page.session().result?.complex?.areas.length).toBe(4);
    expect(page.session().result?.certificate?.merged).toBeGreaterThan(0);
    page.actions.setPoint([-STRIP / 2, 1e-11]);
    page.actions.setViewport({ centre: [0, 0], span: 2e-11 });
    await page.api.idle();
    const detail = detailOf(page);
    expect(detail.result.complex.areas.length).toBe(6);
    expect([...detail.domainFaces].filter((face) => face === -1)).toHaveLength(2);
    expectExact(detail, page.session());
  });
});
