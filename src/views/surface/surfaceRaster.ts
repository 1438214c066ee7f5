/** Facets and their edges with a depth buffer: what is hidden is decided pixel by pixel, whatever order they come in. */

/** A picture of `width` × `height` pixels: packed colours and the depth of what they show (larger is farther). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  readonly depth: Float32Array;
}

export const createRaster = (width: number, height: number): Raster => ({
  width,
  height,
  pixels: new Uint32Array(width * height),
  depth: new Float32Array(width * height),
});

export function clearRaster({ pixels, depth }: Raster, ground: number): void {
  pixels.fill(ground);
  depth.fill(Number.POSITIVE_INFINITY);
}

/** Twice the area below which a facet is seen edge-on and fills no pixel (square pixels). */
const EDGE_ON = 1e-9;

/**
 * Fills a convex planar facet of `count` corners [x, y, depth, …] where it is nearer than what is there. A pixel belongs
 * to the facet when its centre does, so that facets with a common edge leave no gap.
 */
export function fillFacet(raster: Raster, corners: Float64Array, count: number, colour: number): void {
  const plane = planeThrough(corners, count);
  if (!plane) return;
  const { width, height, pixels, depth } = raster;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    top = Math.min(top, corners[3 * i + 1] as number);
    bottom = Math.max(bottom, corners[3 * i + 1] as number);
  }
  const first = Math.max(0, Math.ceil(top - 0.5));
  const last = Math.min(height - 1, Math.ceil(bottom - 0.5) - 1);
  for (let y = first; y <= last; y++) {
    const [left, right] = span(corners, count, y + 0.5);
    const from = Math.max(0, Math.ceil(left - 0.5));
    const to = Math.min(width - 1, Math.ceil(right - 0.5) - 1);
    let at = y * width + from;
    let d = plane[0] * (from + 0.5) + plane[1] * (y + 0.5) + plane[2];
    for (let x = from; x <= to; x++, at++, d += plane[0]) {
      if (!(d < (depth[at] as number))) continue;
      depth[at] = d;
      pixels[at] = colour;
    }
  }
}

/** The plane third = a·first + b·second + c through a convex polygon of corners, from its widest fan triangle; null where that has no area. */
export function planeThrough(corners: Float64Array, count: number): readonly [number, number, number] | null {
  let best = 0;
  let plane: readonly [number, number, number] | null = null;
  const [x0, y0, d0] = [corners[0] as number, corners[1] as number, corners[2] as number];
  for (let i = 1; i + 1 < count; i++) {
    const [ux, uy, ud] = [corners[3 * i] as number, corners[3 * i + 1] as number, corners[3 * i + 2] as number];
    const [vx, vy, vd] = [corners[3 * i + 3] as number, corners[3 * i + 4] as number, corners[3 * i + 5] as number];
    const cross = (ux - x0) * (vy - y0) - (uy - y0) * (vx - x0);
    if (Math.abs(cross) <= Math.max(EDGE_ON, Math.abs(best))) continue;
    best = cross;
    const a = ((ud - d0) * (vy - y0) - (vd - d0) * (uy - y0)) / cross;
    const b = ((vd - d0) * (ux - x0) - (ud - d0) * (vx - x0)) / cross;
    plane = [a, b, d0 - a * x0 - b * y0];
  }
  return plane;
}

/** Where a horizontal line through a convex polygon enters and leaves it. */
function span(corners: Float64Array, count: number, y: number): readonly [number, number] {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const j = i + 1 === count ? 0 : i + 1;
    const [ax, ay] = [corners[3 * i] as number, corners[3 * i + 1] as number];
    const [bx, by] = [corners[3 * j] as number, corners[3 * j + 1] as number];
    if (ay <= y === by <= y) continue;
    const x = ax + ((y - ay) / (by - ay)) * (bx - ax);
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  return [left, right];
}

/** An edge between two facets is drawn where it is no more than this behind what is seen (pixels of depth). */
const BIAS = 1.5;

/** Blends a line one pixel wide over what is seen of it; `opacity` from 0 to 1. */
export function strokeEdge(
  raster: Raster,
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  ink: number,
  opacity: number,
): void {
  const { width, height, depth, pixels } = raster;
  const [dx, dy, dd] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const x = Math.floor(from[0] + t * dx);
    const y = Math.floor(from[1] + t * dy);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = y * width + x;
    if (from[2] + t * dd > (depth[at] as number) + BIAS) continue;
    pixels[at] = blended(pixels[at] as number, ink, opacity);
  }
}

/** Channel by channel, opaque. Works in either byte order: alpha is the byte that both have at 255. */
function blended(under: number, over: number, opacity: number): number {
  let out = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    const a = (under >>> shift) & 255;
    const b = (over >>> shift) & 255;
    out |= Math.round(a + (b - a) * opacity) << shift;
  }
  return out >>> 0;
}
