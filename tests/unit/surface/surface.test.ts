import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseNetwork, forward } from '../../../src/core/network';
import { partition, vertexOutputs } from '../../../src/core/partition';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { along, onScreen, projectionFor } from '../../../src/views/surface/projection';
import { clearRaster, createRaster, fillFacet, strokeEdge } from '../../../src/views/surface/surfaceRaster';
import { dense, seeded } from '../../support/build';
import { holds } from '../../support/holds';

const networks = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 3 })).map(([seed, outputs]) => {
  const random = seeded(seed);
  const rows = (n: number, d: number) =>
    Array.from({ length: n }, () => Array.from({ length: d }, () => 2 * random() - 1));
  const biases = (n: number) => Array.from({ length: n }, () => random() - 0.5);
  return denseNetwork('heights', [
    dense(rows(6, 2), biases(6)),
    dense(rows(5, 6), biases(5)),
    dense(rows(outputs, 5), biases(outputs), { name: 'identity' }),
  ]);
});

describe('heights at the vertices', () => {
  it('are the forward pass there', () => {
    holds(
      fc.property(networks, (network) => {
        const slice = axisSlice(2);
        const complex = partition(network, slice, square());
        for (let output = 0; output < network.outputSize; output++) {
          const heights = vertexOutputs(network, slice, complex, output);
          heights.forEach((height, v) => {
            const at = [complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number] as const;
            expect(height).toBeCloseTo(forward(network, pointInInput(slice, at))[output] as number, 10);
          });
        }
      }),
      31,
      20,
    );
  });
});

const box = { bounds: { p0: -1, q0: -2, p1: 3, q1: 2 }, low: -4, high: 6 };
const angle = fc.record({
  azimuth: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
  elevation: fc.double({ min: 0, max: Math.PI / 2, noNaN: true }),
});

describe('the projection', () => {
  it('is the plane itself from straight above: p to the right, q upwards, equal scales', () => {
    const projection = projectionFor({ azimuth: 0, elevation: Math.PI / 2 }, box, 400, 300);
    const [x, y] = onScreen(projection, [1, 0], 1);
    expect([x, y]).toEqual([200, 150]);
    const right = onScreen(projection, [2, 0], 5);
    const up = onScreen(projection, [1, 1], -3);
    expect(right[0] - x).toBeGreaterThan(0);
    expect(right[1]).toBeCloseTo(y, 9);
    expect(y - up[1]).toBeCloseTo(right[0] - x, 9);
  });

  it('keeps the whole box in the pane, and what is higher is nearer', () => {
    holds(
      fc.property(
        angle,
        fc.integer({ min: 50, max: 900 }),
        fc.integer({ min: 50, max: 900 }),
        (camera, width, height) => {
          const projection = projectionFor(camera, box, width, height);
          for (const p of [box.bounds.p0, box.bounds.p1])
            for (const q of [box.bounds.q0, box.bounds.q1])
              for (const h of [box.low, box.high]) {
                const [x, y] = onScreen(projection, [p, q], h);
                expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
              }
          const depthAt = (h: number) => along(projection.depth, 0, 0, h);
          expect(depthAt(1)).toBeLessThanOrEqual(depthAt(0));
        },
      ),
      32,
      200,
    );
  });
});

/** Triangles with a depth at each corner. */
const corner = fc.tuple(
  fc.double({ min: -5, max: 25, noNaN: true }),
  fc.double({ min: -5, max: 25, noNaN: true }),
  fc.double({ min: -50, max: 50, noNaN: true }),
);
const triangle = fc.tuple(corner, corner, corner);
type Triangle = readonly (readonly [number, number, number])[];

/** Barycentric depth of a point in a triangle; null outside, NaN so near to a side that rounding decides. */
function depthIn([a, b, c]: Triangle, x: number, y: number): number | null {
  if (!a || !b || !c) return null;
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const v = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area;
  const w = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area;
  const u = 1 - v - w;
  if (Math.abs(area) < 0.5 || Math.min(Math.abs(u), Math.abs(v), Math.abs(w)) < 1e-6) return Number.NaN;
  return u >= 0 && v >= 0 && w >= 0 ? u * a[2] + v * b[2] + w * c[2] : null;
}

/** What a pixel shows of a nearer `first` (1) or `second` (2) over ground (9); null where rounding decides. */
function shownAt(first: Triangle, second: Triangle, x: number, y: number): number | null {
  const [one, two] = [depthIn(first, x, y), depthIn(second, x, y)];
  if (Number.isNaN(one) || Number.isNaN(two)) return null;
  if (one === null || two === null) return one === null ? (two === null ? 9 : 2) : 1;
  return Math.abs(one - two) < 1e-3 ? null : one < two ? 1 : 2;
}

describe('the depth buffer', () => {
  it('shows the nearest of two facets at every pixel', () => {
    holds(
      fc.property(triangle, triangle, (first, second) => {
        const raster = createRaster(20, 20);
        clearRaster(raster, 9);
        fillFacet(raster, Float64Array.from(first.flat()), 3, 1);
        fillFacet(raster, Float64Array.from(second.flat()), 3, 2);
        raster.pixels.forEach((pixel, at) => {
          const want = shownAt(first, second, (at % 20) + 0.5, Math.floor(at / 20) + 0.5);
          if (want !== null) expect(pixel).toBe(want);
        });
      }),
      33,
      300,
    );
  });

  it('hides an edge behind a facet and draws one before it', () => {
    const raster = createRaster(10, 10);
    clearRaster(raster, 0xff000000);
    fillFacet(raster, Float64Array.of(0, 0, 5, 10, 0, 5, 10, 10, 5, 0, 10, 5), 4, 0xff808080);
    strokeEdge(raster, [1, 2.5, 20], [9, 2.5, 20], 0xffffffff, 1);
    strokeEdge(raster, [1, 6.5, 1], [9, 6.5, 1], 0xffffffff, 1);
    expect(raster.pixels[25]).toBe(0xff808080);
    expect(raster.pixels[65]).toBe(0xffffffff);
  });

  it('fills nothing for a facet that is seen edge-on', () => {
    const raster = createRaster(10, 10);
    clearRaster(raster, 7);
    fillFacet(raster, Float64Array.of(1, 5, 0, 9, 5, 0, 5, 5, 9), 3, 1);
    expect(new Set(raster.pixels)).toEqual(new Set([7]));
  });
});
