import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellComplex, faceCount, partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { FaceFiller } from '../../../src/views/slice/raster/faces';
import { place, placementOf } from '../../../src/views/slice/raster/placement';
import { toScreen, type Viewport } from '../../../src/views/slice/viewport';
import { cones } from '../../support/arrangements';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork } from '../../support/networks';
import { surfaceOf } from '../../support/pixels';

const GROUND = -1;

/** Number of the face painted at each pixel; GROUND outside. */
function painted(complex: CellComplex, viewport: Viewport, width: number, height: number): Int32Array {
  const surface = surfaceOf(width, height, 12345);
  const filler = new FaceFiller(surface);
  filler.setEdges(complex);
  const xy = new Float64Array(complex.vertices.length);
  place(complex.vertices, placementOf({ viewport, pane: { width, height }, ratio: 1 }), xy);
  const faces = Int32Array.from({ length: faceCount(complex) }, (_, face) => face);
  filler.fill(xy, faces, GROUND);
  const once = surface.pixels.slice();
  filler.fill(xy, faces, GROUND);
  expect(surface.pixels).toEqual(once);
  return once;
}

/** How deep a point lies inside a convex polygon on the screen, in pixels; negative outside. */
function depth(loop: readonly (readonly [number, number])[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  loop.forEach(([ax, ay], i) => {
    const [bx, by] = loop[(i + 1) % loop.length] as readonly [number, number];
    const length = Math.hypot(bx - ax, by - ay);
    // Counter-clockwise in the slice is with the inside to the left; y runs down.
    if (length > 0) least = Math.min(least, ((ay - by) * (x - ax) + (bx - ax) * (y - ay)) / -length);
  });
  return least;
}

/** What is wrong with a picture, looked at pixel by pixel and face by face. */
function faults(complex: CellComplex, viewport: Viewport, width: number, height: number): string[] {
  const pane = { width, height };
  const pixels = painted(complex, viewport, width, height);
  const screen = (vertex: number) =>
    toScreen(viewport, pane, [complex.vertices[2 * vertex] as number, complex.vertices[2 * vertex + 1] as number]);
  const loops = Array.from({ length: faceCount(complex) }, (_, face) =>
    Array.from(complex.faceVertices.subarray(complex.faceOffsets[face], complex.faceOffsets[face + 1]), screen),
  );
  // Rounding of vertices on the screen.
  const blur = 1e-9 + (16 * 2 ** -52 * height) / viewport.span;
  const found: string[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const depths = loops.map((loop) => depth(loop, x + 0.5, y + 0.5));
      const face = pixels[y * width + x] as number;
      const deepest = Math.max(...depths);
      if (face === GROUND ? deepest > blur : !((depths[face] ?? Number.NEGATIVE_INFINITY) >= -blur))
        found.push(`pixel ${x}, ${y}: ${face}, ${depths[face]} deep; the deepest is ${deepest}`);
    }
  return found;
}

const networks = coarseNetworks({
  shapes: [
    [2, 5, 1],
    [2, 4, 3, 1],
    [2, 3, 3, 2, 1],
  ],
  maxChanges: 2,
});

describe('fills', () => {
  it('give each pixel to the face that holds its centre, in any view', () => {
    const views = fc.record({
      p: fc.oneof(fc.constantFrom(0, 0.5, -1, 1), fc.double({ min: -1.5, max: 1.5, noNaN: true })),
      q: fc.oneof(fc.constantFrom(0, 0.25, -1, 1), fc.double({ min: -1.5, max: 1.5, noNaN: true })),
      span: fc.oneof(fc.constantFrom(1, 2, 4), fc.double({ min: 0.01, max: 6, noNaN: true })),
    });
    const property = fc.property(networks, views, (network, { p, q, span }) => {
      const complex = partition(network, axisSlice(2), square());
      expect(faults(complex, { centre: [p, q], span }, 29, 23), describeNetwork(network)).toEqual([]);
    });
    holds(property, 11, 100);
  });

  it('are right around a vertex down to spans of 1e-11', () => {
    const property = fc.property(
      networks,
      fc.nat(),
      fc.integer({ min: 1, max: 11 }),
      fc.tuple(fc.double({ min: -0.4, max: 0.4, noNaN: true }), fc.double({ min: -0.4, max: 0.4, noNaN: true })),
      (network, pick, digits, [dx, dy]) => {
        const complex = partition(network, axisSlice(2), square());
        const vertex = 2 * (pick % (complex.vertices.length / 2));
        const span = 10 ** -digits;
        const centre = [
          (complex.vertices[vertex] as number) + dx * span,
          (complex.vertices[vertex + 1] as number) + dy * span,
        ] as const;
        expect(faults(complex, { centre, span }, 21, 25), describeNetwork(network)).toEqual([]);
      },
    );
    holds(property, 12, 100);
  });

  it('hold where many edges meet in the centre of a pixel', () => {
    const complex = partition(cones(12), axisSlice(2), square());
    for (const span of [1e-6, 0.3, 2])
      for (const shift of [0, 2 ** -53, -(2 ** -53), 1e-16])
        expect(faults(complex, { centre: [shift, -shift], span }, 31, 31)).toEqual([]);
  });

  it('tell the columns inside the domain', () => {
    const surface = surfaceOf(40, 20);
    const complex = partition(cones(3), axisSlice(2), square());
    const filler = new FaceFiller(surface);
    filler.setEdges(complex);
    const xy = new Float64Array(complex.vertices.length);
    place(complex.vertices, { p0: 0, q0: 0, x0: 20, y0: 10, k: 5 }, xy);
    filler.fill(xy, new Int32Array(faceCount(complex)), GROUND);
    const inside = (row: number) => [filler.inside.left[row], filler.inside.right[row]];
    expect(inside(10)).toEqual([15, 25]);
    expect(inside(4)).toEqual([40, 40]);
  });
});
