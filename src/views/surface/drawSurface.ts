/** A complex with heights at its vertices as a picture: every polytope a flat facet, lit from the upper left. */
import type { CellComplex } from '../../core/partition/complex';
import type { Rgb } from '../palette';
import { along, type Camera, type Projection } from './projection';
import { clearRaster, fillFacet, planeThrough, type Raster, strokeEdge } from './surfaceRaster';

export interface Surface {
  readonly complex: CellComplex;
  /** One height a vertex. */
  readonly heights: Float64Array;
  /** 4F bytes, by face. */
  readonly rgba: Uint8Array;
}

export interface SurfaceInks {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly line: Rgb;
}

type Space = readonly [p: number, q: number, height: number];

const BORDER_OPACITY = 0.85;
const EDGE_OPACITY = 0.32;
/** Brightness of a facet that faces the light, and of one that turns its back on it. */
const LIGHT = 1.04;
const SHADE = 0.72;

const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Opaque colour in the byte order of image data on this machine. */
export const packed = ([r, g, b]: Rgb): number =>
  (LITTLE_ENDIAN ? (255 << 24) | (b << 16) | (g << 8) | r : (r << 24) | (g << 16) | (b << 8) | 255) >>> 0;

export interface SurfaceView {
  readonly projection: Projection;
  readonly camera: Camera;
  readonly inks: SurfaceInks;
  /** Lines about the surface, hidden where it is before them. */
  readonly frame: readonly (readonly [Space, Space])[];
  /** Pixels of the raster a pixel of the projection. */
  readonly scale: number;
}

/** Draws facets, then their edges and the frame where they are seen. */
export function drawSurface(raster: Raster, surface: Surface, view: SurfaceView): void {
  const { projection, camera, inks, scale } = view;
  clearRaster(raster, packed(inks.paper));
  const screen = projectVertices(surface, projection, scale);
  drawFacets(raster, surface, screen, projection.heightScale, camera);
  drawEdges(raster, surface.complex, screen, packed(inks.ink));
  const place = ([p, q, h]: Space): readonly [number, number, number] => [
    scale * along(projection.x, p, q, h),
    scale * along(projection.y, p, q, h),
    scale * along(projection.depth, p, q, h),
  ];
  for (const [from, to] of view.frame) strokeEdge(raster, place(from), place(to), packed(inks.line), 1);
}

/** [x, y, depth] a vertex. */
function projectVertices({ complex, heights }: Surface, { x, y, depth }: Projection, scale: number): Float64Array {
  const screen = new Float64Array(3 * heights.length);
  for (let v = 0; v < heights.length; v++) {
    const p = complex.vertices[2 * v] as number;
    const q = complex.vertices[2 * v + 1] as number;
    const h = heights[v] as number;
    screen[3 * v] = scale * along(x, p, q, h);
    screen[3 * v + 1] = scale * along(y, p, q, h);
    screen[3 * v + 2] = scale * along(depth, p, q, h);
  }
  return screen;
}

function drawFacets(
  raster: Raster,
  { complex, heights, rgba }: Surface,
  screen: Float64Array,
  heightScale: number,
  { azimuth }: Camera,
): void {
  const { faceOffsets, faceVertices, vertices } = complex;
  // From the upper left of the screen, whichever way the slice is turned.
  const [lightP, lightQ] = [-Math.cos(azimuth - 0.7), Math.sin(azimuth - 0.7)];
  let corners = new Float64Array(96);
  let places = new Float64Array(96);
  for (let face = 0; face + 1 < faceOffsets.length; face++) {
    const start = faceOffsets[face] as number;
    const count = (faceOffsets[face + 1] as number) - start;
    if (3 * count > corners.length) {
      corners = new Float64Array(6 * count);
      places = new Float64Array(6 * count);
    }
    for (let i = 0; i < count; i++) {
      const v = faceVertices[start + i] as number;
      for (let c = 0; c < 3; c++) corners[3 * i + c] = screen[3 * v + c] as number;
      places[3 * i] = vertices[2 * v] as number;
      places[3 * i + 1] = vertices[2 * v + 1] as number;
      places[3 * i + 2] = heightScale * (heights[v] as number);
    }
    const slope = planeThrough(places, count) ?? [0, 0, 0];
    const facing = (1 - slope[0] * lightP - slope[1] * lightQ) / Math.sqrt(2 * (1 + slope[0] ** 2 + slope[1] ** 2));
    const light = SHADE + (LIGHT - SHADE) * Math.max(0, facing);
    const shade = (c: number): number => Math.min(255, Math.round(light * (rgba[4 * face + c] as number)));
    fillFacet(raster, corners, count, packed([shade(0), shade(1), shade(2)]));
  }
}

function drawEdges(raster: Raster, { edgeVertices, edgeFaces }: CellComplex, screen: Float64Array, ink: number): void {
  const place = (v: number): readonly [number, number, number] => [
    screen[3 * v] as number,
    screen[3 * v + 1] as number,
    screen[3 * v + 2] as number,
  ];
  for (let edge = 0; 2 * edge < edgeVertices.length; edge++) {
    const inside = (edgeFaces[2 * edge] as number) >= 0 && (edgeFaces[2 * edge + 1] as number) >= 0;
    const from = place(edgeVertices[2 * edge] as number);
    const to = place(edgeVertices[2 * edge + 1] as number);
    strokeEdge(raster, from, to, ink, inside ? EDGE_OPACITY : BORDER_OPACITY);
  }
}
