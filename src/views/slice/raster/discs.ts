/** Data points: a disc of the point's colour with a ring of the ground's around it, both with smooth edges. */
import { blend, firstAfter, type Surface } from './surface';

/** Radii in pixels: of the disc and of the disc with its ring. */
export interface DiscRadii {
  readonly disc: number;
  readonly ring: number;
}

const share = (value: number): number => (Math.min(1, Math.max(0, value)) * 256 + 0.5) | 0;

/** Draws discs at `xy` ([x, y] in pixels), one for each of the colours, in their order. */
export function drawDiscs(
  surface: Surface,
  xy: Float64Array,
  colours: Int32Array,
  radii: DiscRadii,
  ring: number,
): void {
  const { width, height, pixels } = surface;
  const reach = radii.ring + 0.5;
  for (let i = 0; i < colours.length; i++) {
    const x = xy[2 * i] as number;
    const y = xy[2 * i + 1] as number;
    const colour = colours[i] as number;
    const right = firstAfter(x + reach, width);
    const bottom = firstAfter(y + reach, height);
    for (let row = firstAfter(y - reach, height); row < bottom; row++)
      for (let column = firstAfter(x - reach, width); column < right; column++) {
        const r = Math.sqrt((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2);
        if (r >= reach) continue;
        const tone = blend(colour, ring, share(r - radii.disc + 0.5));
        const at = row * width + column;
        pixels[at] = blend(pixels[at] as number, tone, share(reach - r));
      }
  }
}
