import { describe, expect, it } from 'vitest';
import { codeLayout, denseNetwork } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { clipPolygon, clipSegment } from '../../../src/views/slice/clip';
import { BORDER, edgeStyles, FIRST_LAYER } from '../../../src/views/slice/edgeLines';
import { buildGeometry, prepare, serves } from '../../../src/views/slice/geometry';
import { lineQuads, vertexColours } from '../../../src/views/slice/glBuffers';
import { createFaceFinder, edgeText, nearestEdge } from '../../../src/views/slice/hover';
import { edgesOfUnit, facePath } from '../../../src/views/slice/outlines';
import { pixelsPerUnit, toScreen, type Viewport } from '../../../src/views/slice/viewport';

const pane = { width: 600, height: 600 };
const whole: Viewport = { centre: [0, 0], span: 2.2 };

/** The lines x = 0.1 and y = 0.2 in layer 1, four quadrants; a unit of layer 2 cuts three of them. */
function network() {
  const relu = { name: 'relu' } as const;
  const layer = (inputSize: number, outputSize: number, weights: number[], bias: number[], last = false) => ({
    kind: 'dense' as const,
    inputSize,
    outputSize,
    weights: Float64Array.from(weights),
    bias: Float64Array.from(bias),
    activation: last ? ({ name: 'identity' } as const) : relu,
  });
  return denseNetwork('cross', [
    layer(2, 2, [1, 0, 0, 1], [-0.1, -0.2]),
    layer(2, 1, [1, 1], [-0.3]),
    layer(1, 1, [1], [0], true),
  ]);
}

const complex = partition(network(), axisSlice(2), square());
const prepared = prepare(complex);

describe('clipping', () => {
  const window = { p0: 0, q0: 0, p1: 1, q1: 1 };
  it('cuts segments and drops what is outside', () => {
    const out = new Float64Array(4);
    expect(clipSegment(window, -1, 0.5, 3, 0.5, out)).toBe(true);
    expect(Array.from(out)).toEqual([0, 0.5, 1, 0.5]);
    expect(clipSegment(window, -1, 2, 2, 2, out)).toBe(false);
    expect(clipSegment(window, -0.1, 0.95, 0.1, 1.2, out)).toBe(false);
  });

  it('keeps a polygon inside and cuts one across, area for area', () => {
    const inside = [0.2, 0.2, 0.8, 0.2, 0.5, 0.9];
    expect(clipPolygon(inside, window)).toEqual(inside);
    const cut = clipPolygon([-1, -1, 3, -1, 3, 0.5, -1, 0.5], window);
    let twice = 0;
    for (let i = 0; i < cut.length; i += 2) {
      const j = (i + 2) % cut.length;
      twice += (cut[i] as number) * (cut[j + 1] as number) - (cut[j] as number) * (cut[i + 1] as number);
    }
    expect(twice / 2).toBeCloseTo(0.5, 12);
    expect(clipPolygon([2, 2, 3, 2, 2, 3], window)).toEqual([]);
  });
});

describe('geometry', () => {
  it('has a triangle fan a face and a segment a line', () => {
    const geometry = buildGeometry(prepared, whole, pane);
    const faces = complex.areas.length;
    expect(faces).toBe(7);
    expect(geometry.window).toBeNull();
    expect(geometry.triangles.length).toBe(3 * (complex.faceVertices.length - 2 * faces));
    // Two lines of layer 1 and three pieces of layer 2's, bent at both; four sides.
    expect(geometry.styles.length).toBe(9);
    expect(prepared.bounds).toEqual({ p0: -1, q0: -1, p1: 1, q1: 1 });
  });

  it('draws the deepest layer first and the border last', () => {
    const { styles } = buildGeometry(prepared, whole, pane);
    expect(styles[0]).toBe(FIRST_LAYER + 1);
    expect(styles[styles.length - 1]).toBe(BORDER);
    for (let i = 1; i < styles.length; i++) expect(styles[i]).toBeLessThanOrEqual(styles[i - 1] as number);
    const layout = codeLayout(network());
    const byEdge = edgeStyles(complex);
    for (const unit of [0, 1, 2])
      for (const edge of edgesOfUnit(complex, unit))
        expect(byEdge[edge]).toBe(FIRST_LAYER + (unit < (layout.gated[0]?.size ?? 0) ? 0 : 1));
  });

  it('keeps a vertex within a tenth of a pixel at a span of 1e-10', () => {
    const vertex = complex.vertices.findIndex(
      (p, i) => i % 2 === 0 && Math.abs(p) < 0.9 && Math.abs(complex.vertices[i + 1] ?? 1) < 0.9,
    );
    const [p, q] = [complex.vertices[vertex] as number, complex.vertices[vertex + 1] as number];
    const viewport: Viewport = { centre: [p + 2e-11, q - 3e-11], span: 1e-10 };
    const geometry = buildGeometry(prepared, viewport, pane);
    expect(geometry.window).not.toBeNull();
    const [ax, ay] = toScreen(viewport, pane, geometry.anchor);
    const k = pixelsPerUnit(viewport, pane);
    const [x, y] = toScreen(viewport, pane, [p, q]);
    let nearest = Infinity;
    for (let i = 0; i < geometry.positions.length; i += 2) {
      const dx = ax + (geometry.positions[i] as number) * k - x;
      const dy = ay - (geometry.positions[i + 1] as number) * k - y;
      nearest = Math.min(nearest, Math.hypot(dx, dy));
    }
    expect(nearest).toBeLessThan(0.1);
  });

  it('is built anew only when the view leaves it', () => {
    const all = buildGeometry(prepared, whole, pane);
    expect(serves(all, prepared.bounds, { centre: [0.5, 0], span: 0.1 }, pane)).toBe(true);
    expect(serves(all, prepared.bounds, { centre: [0.5, 0], span: 1e-4 }, pane)).toBe(false);
    const deep: Viewport = { centre: [0.1, 0.2], span: 1e-6 };
    const near = buildGeometry(prepared, deep, pane);
    expect(serves(near, prepared.bounds, { ...deep, centre: [0.1 + 1e-6, 0.2] }, pane)).toBe(true);
    expect(serves(near, prepared.bounds, { ...deep, centre: [0.1 + 1e-5, 0.2] }, pane)).toBe(false);
    expect(serves(near, prepared.bounds, { ...deep, span: 1e-8 }, pane)).toBe(false);
  });

  it('spreads the colour of each face over its own vertices', () => {
    const geometry = buildGeometry(prepared, whole, pane);
    const rgba = Uint8Array.from({ length: 4 * complex.areas.length }, (_, i) => 10 * Math.floor(i / 4) + (i % 4));
    const spread = vertexColours(geometry, rgba);
    for (let face = 0; face < complex.areas.length; face++)
      for (let v = complex.faceOffsets[face] as number; v < (complex.faceOffsets[face + 1] as number); v++)
        expect(Array.from(spread.subarray(4 * v, 4 * v + 4))).toEqual(
          Array.from(rgba.subarray(4 * face, 4 * face + 4)),
        );
  });

  it('gives a line four corners that know both of its ends', () => {
    const geometry = buildGeometry(prepared, whole, pane);
    const { segments, codes, triangles } = lineQuads(geometry);
    expect(Array.from(segments.subarray(4, 8))).toEqual(Array.from(geometry.segments.subarray(0, 4)));
    expect(Array.from(codes.subarray(0, 4), (code) => code % 4)).toEqual([0, 1, 2, 3]);
    expect(Math.max(...triangles)).toBe(codes.length - 1);
  });
});

describe('what lies under the pointer', () => {
  it('is the face, and the edge within reach with its unit', () => {
    const find = createFaceFinder();
    const face = find(complex, [-0.5, -0.5]);
    expect(face).toBeGreaterThanOrEqual(0);
    expect(find(complex, [2, 0])).toBe(-1);
    const edge = nearestEdge(complex, face, [0.09, -0.5], 0.02);
    expect(edgeText(complex, edge)).toBe('boundary of L1·0');
    expect(nearestEdge(complex, face, [-0.5, -0.5], 0.02)).toBe(-1);
    expect(edgeText(complex, nearestEdge(complex, face, [-0.99, -0.5], 0.02))).toBe('border of the domain');
  });

  it('has an outline in pixels, and none for no face', () => {
    const face = createFaceFinder()(complex, [-0.5, -0.5]);
    expect(facePath(complex, face, whole, pane)).toMatch(/^M[\d.,L]+Z$/);
    expect(facePath(complex, -1, whole, pane)).toBe('');
    expect(facePath(complex, 99, whole, pane)).toBe('');
  });
});
