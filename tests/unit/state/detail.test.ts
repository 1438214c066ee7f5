import { describe, expect, it } from 'vitest';
import { partition } from '../../../src/core/partition';
import { detailInForce } from '../../../src/state/detail';
import { createComparedStore } from '../../../src/views/compare/comparedStore';
import { crossing, detailOf, expectExact, zoomed } from './detailSupport';
import { bench, opened } from './support';

describe('the part in sight', () => {
  it('comes below the threshold with a certificate of its own, and goes above it', async () => {
    const page = await opened('moons');
    const centre = crossing(page, 40);
    page.actions.setViewport({ centre, span: 1e-2 });
    await page.api.idle();
    expect(page.session().detail).toBeNull();
    page.actions.setViewport({ centre, span: 1e-6 });
    expect(page.controller.activity.has('detail')).toBe(true);
    await page.api.idle();
    const detail = detailOf(page);
    expect(detail.result.complex.areas.length).toBeGreaterThan(2);
    expectExact(detail, page.session());
    page.actions.setViewport({ centre, span: 1 });
    expect(page.session().detail).toBeNull();
    await page.api.idle();
    expect(page.notices()).toEqual([]);
  });

  it('leaves counts and certificate with the domain', async () => {
    const page = await opened('moons');
    const before = await page.api.partition();
    page.actions.setViewport({ centre: crossing(page, 40), span: 1e-6 });
    await page.api.idle();
    expect(await page.api.partition()).toEqual(before);
  });

  it('costs nothing while one pans within its margin, and is cut again beyond', async () => {
    const page = await zoomed();
    const { result } = detailOf(page);
    const [p, q] = page.lens().viewport.centre;
    page.actions.setViewport({ centre: [p + 1e-6, q - 1e-6], span: 1e-6 });
    await page.api.idle();
    expect(detailOf(page).result).toBe(result);
    page.actions.setViewport({ centre: [p + 2e-6, q], span: 1e-6 });
    await page.api.idle();
    const { result: next, window } = detailOf(page);
    expect(next.generation).not.toBe(result.generation);
    expect((window.p0 + window.p1) / 2).toBeCloseTo(p + 2e-6, 12);
  });

  it('comes back by itself with a link, whose viewport and point are exact', async () => {
    const page = await zoomed(3.3e-11);
    const [p, q] = page.lens().viewport.centre;
    page.actions.setPoint([p + 1.7e-12, q - 2.9e-12]);
    const link = page.api.link();
    const other = bench();
    await other.controller.start(link.slice(link.indexOf('#')));
    await other.api.idle();
    expect(other.lens().viewport).toEqual(page.lens().viewport);
    expect(other.lens().point).toEqual(page.lens().point);
    expect(detailOf(other).result.complex.codes).toEqual(detailOf(page).result.complex.codes);
    expectExact(detailOf(other), other.session());
  });

  it('is none outside the domain', async () => {
    const page = await zoomed();
    page.actions.setViewport({ centre: [50, 50], span: 1e-6 });
    await page.api.idle();
    expect(page.session().detail).toBeNull();
  });

  it('ends where the domain ends', async () => {
    const page = await opened('moons');
    const [corner] = page.lens().domain as [readonly [number, number]];
    page.actions.setViewport({ centre: corner, span: 1e-7 });
    await page.api.idle();
    const { result } = detailOf(page);
    expect(result.domain?.some((at) => at[0] === corner[0] && at[1] === corner[1])).toBe(true);
    expect(result.complex.areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(16e-14, 20);
  });
});

describe('of other weights or another plane', () => {
  it('it is never shown: it belongs to the very result that is', async () => {
    const page = await zoomed();
    const { controller, session, actions, model, api } = page;
    const seen: (readonly [boolean, boolean])[] = [];
    const stop = controller.store.subscribe(({ session: now }) => {
      const detail = detailInForce(now);
      if (detail && now.result)
        seen.push([detail.result.network === now.result.network, detail.result.slice === now.result.slice]);
    });
    actions.play();
    for (let i = 0; i < 6; i++) {
      model().train(1);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    actions.pause();
    await api.idle();
    stop();
    expect(seen.flat().every(Boolean)).toBe(true);
    expect(detailOf(page).result.network).toBe(session().network);
    expectExact(detailOf(page), session());
  });

  it('another domain, other layers and a decision cut it anew', async () => {
    const page = await zoomed(1e-5, 40);
    const { actions, api, session } = page;
    const all = detailOf(page).result.complex.areas.length;
    actions.setUpToLayer(1);
    await api.idle();
    expect(detailOf(page).result.complex.areas.length).toBeLessThanOrEqual(all);
    expect(detailOf(page).result.complex.layout.units).toBe(session().result?.complex?.layout.units);
    actions.setUpToLayer(null);
    actions.setDecision(true);
    await api.idle();
    expect(detailOf(page).result.complex.classes).not.toBeNull();
    const [p, q] = page.lens().viewport.centre;
    actions.setDomain([
      [p - 1, q - 1],
      [p + 1, q - 1],
      [p + 1, q + 1],
      [p - 1, q + 1],
    ]);
    await api.idle();
    const { of, result } = detailOf(page);
    expect(of).toBe(session().result?.generation);
    const alone = partition(session().network, session().slice, result.domain ?? [], { decision: { threshold: 0 } });
    expect(result.complex.codes).toEqual(alone.codes);
  });

  it('a plane that turns has its own', async () => {
    const page = await opened('space');
    page.actions.setViewport({ centre: [0.2, 0.2], span: 1e-5 });
    await page.api.idle();
    const { result } = detailOf(page);
    page.actions.moveAnchor(1, [0.9, 0.1]);
    expect(detailInForce(page.session())?.result).toBe(result);
    await page.api.idle();
    expect(detailOf(page).result.slice).toBe(page.session().slice);
    expect(detailOf(page).result.slice).not.toBe(result.slice);
  });

  it('is not the other time’s', async () => {
    const page = await zoomed();
    page.actions.keepTime(true);
    await page.api.idle();
    const other = createComparedStore(page.controller.store);
    expect(other.store.getState().session.detail).toBeNull();
    other.dispose();
  });
});

describe('hovering', () => {
  it('says the face in both numberings', async () => {
    const page = await zoomed();
    const { domainFaces } = detailOf(page);
    page.actions.hover(1, true);
    expect([page.session().hoverDetail, page.session().hoverFace]).toEqual([1, domainFaces[1]]);
    page.actions.hover(domainFaces[0] as number);
    expect([page.session().hoverDetail, page.session().hoverFace]).toEqual([0, domainFaces[0]]);
    page.actions.hover(-1);
    expect([page.session().hoverDetail, page.session().hoverFace]).toEqual([-1, -1]);
  });
});

it('has values of its own for colours that the worker computes', async () => {
  const page = await zoomed();
  for (const mode of ['sliceNorm', 'bend', 'area', 'hamming'] as const) {
    page.actions.setColour(mode);
    await page.api.idle();
    const { result } = detailOf(page);
    const { detailColouring } = page.session();
    expect(detailColouring).toMatchObject({ generation: result.generation, key: mode, problem: null });
    const count = mode === 'bend' ? result.complex.edgeVertices.length / 2 : result.complex.areas.length;
    expect(detailColouring?.values).toHaveLength(count);
  }
});
