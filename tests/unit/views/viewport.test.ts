import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyTransform,
  boundsOf,
  corners,
  fitRectangle,
  panBy,
  pixelsPerUnit,
  toScreen,
  toSlice,
  type Viewport,
  visibleRectangle,
  zoomAbout,
} from '../../../src/views/slice/viewport';
import { holds } from '../../support/holds';

const pane = { width: 800, height: 500 };
const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
const viewports = fc.record({
  centre: fc.tuple(coordinate, coordinate),
  span: fc.double({ min: 1e-9, max: 100, noNaN: true }),
});
const pixels = fc.tuple(fc.double({ min: 0, max: 800, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }));
const limits = [0, Infinity] as const;

describe('viewport', () => {
  it('goes from the screen to the slice and back, down to a span of 1e-9', () => {
    holds(
      fc.property(viewports, pixels, (viewport, at) => {
        const [x, y] = toScreen(viewport, pane, toSlice(viewport, pane, at));
        // What float64 leaves of a pixel: half a unit in the last place of the coordinate, in pixels.
        const blur = 20 * 2 ** -52 * pixelsPerUnit(viewport, pane) + 1e-9;
        expect(Math.abs(x - at[0])).toBeLessThan(blur);
        expect(Math.abs(y - at[1])).toBeLessThan(blur);
      }),
      414,
      100,
    );
  });

  it('shows `span` along the shorter side, with one scale for both axes', () => {
    const viewport: Viewport = { centre: [0.3, -0.2], span: 2 };
    const { p0, p1, q0, q1 } = visibleRectangle(viewport, pane);
    expect(q1 - q0).toBeCloseTo(2, 12);
    expect((p1 - p0) / (q1 - q0)).toBeCloseTo(800 / 500, 12);
    const tall = visibleRectangle(viewport, { width: 400, height: 900 });
    expect(tall.p1 - tall.p0).toBeCloseTo(2, 12);
  });

  it('has q upwards', () => {
    expect(toSlice({ centre: [0, 0], span: 1 }, pane, [400, 0])[1]).toBeCloseTo(0.5, 12);
  });

  it('zooms about the pointer: what lies under it stays', () => {
    holds(
      fc.property(viewports, pixels, fc.double({ min: 0.2, max: 5, noNaN: true }), (viewport, at, factor) => {
        const before = toSlice(viewport, pane, at);
        const after = zoomAbout(viewport, pane, factor, at, limits);
        expect(after.span).toBe(viewport.span / factor);
        const [x, y] = toScreen(after, pane, before);
        const blur = 60 * 2 ** -52 * pixelsPerUnit(after, pane) + 1e-6;
        expect(Math.hypot(x - at[0], y - at[1])).toBeLessThan(blur);
      }),
      415,
      100,
    );
  });

  it('stops at the limits and keeps the pointer there, too', () => {
    const viewport: Viewport = { centre: [0, 0], span: 1 };
    const after = zoomAbout(viewport, pane, 100, [100, 100], [0.5, 10]);
    expect(after.span).toBe(0.5);
    const [x, y] = toScreen(after, pane, toSlice(viewport, pane, [100, 100]));
    expect([x, y]).toEqual([expect.closeTo(100, 9), expect.closeTo(100, 9)]);
  });

  it('pans by pixels', () => {
    const viewport: Viewport = { centre: [1, 2], span: 5 };
    const moved = panBy(viewport, pane, 40, -30);
    const [x, y] = toScreen(moved, pane, viewport.centre);
    expect([x, y]).toEqual([expect.closeTo(440, 9), expect.closeTo(220, 9)]);
  });

  it('reads a gesture as d3-zoom does: screen ↦ k·screen + (x, y)', () => {
    holds(
      fc.property(viewports, pixels, (base, at) => {
        const transform = { k: 1.7, x: -60, y: 35 };
        const after = applyTransform(base, pane, transform);
        const [x, y] = toScreen(after, pane, toSlice(base, pane, at));
        const blur = 60 * 2 ** -52 * pixelsPerUnit(after, pane) + 1e-6;
        expect(Math.abs(x - (transform.k * at[0] + transform.x))).toBeLessThan(blur);
        expect(Math.abs(y - (transform.k * at[1] + transform.y))).toBeLessThan(blur);
      }),
      416,
      100,
    );
  });

  it('fits a rectangle whole, whatever the pane', () => {
    const rectangle = { p0: -1, p1: 3, q0: 0, q1: 1 };
    for (const size of [pane, { width: 300, height: 700 }]) {
      const viewport = fitRectangle(rectangle, size);
      const seen = visibleRectangle(viewport, size);
      expect(seen.p0).toBeLessThan(-1);
      expect(seen.p1).toBeGreaterThan(3);
      expect(seen.q0).toBeLessThan(0);
      expect(seen.q1).toBeGreaterThan(1);
    }
  });

  it('gives the visible rectangle as a counter-clockwise domain', () => {
    const loop = corners(visibleRectangle({ centre: [0, 0], span: 2 }, pane));
    let twice = 0;
    loop.forEach(([p, q], i) => {
      const [pNext, qNext] = loop[(i + 1) % 4] as readonly [number, number];
      twice += p * qNext - pNext * q;
    });
    expect(twice / 2).toBeCloseTo(2 * 3.2, 12);
    expect(boundsOf(loop)).toMatchObject({ q0: -1, q1: 1 });
  });
});
