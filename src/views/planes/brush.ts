/** A brush on an image of grey values in [0, 1]. */
export interface Brush {
  readonly tool: 'paint' | 'erase';
  /** In cells: full to half a cell within it, nothing from half a cell beyond. */
  readonly radius: number;
}

export interface Image {
  readonly width: number;
  readonly height: number;
}

/** A place on the image in cells, from its top left corner; the middle of cell (r, c) is at (c + ½, r + ½). */
export type Place = readonly [x: number, y: number];

/**
 * Dabs the brush at a place, in place: painting raises values to the brush's strength there, erasing lowers them. Values
 * beyond [0, 1] stay where the brush does not touch them.
 */
export function dab(values: Float64Array, { width, height }: Image, [x, y]: Place, { tool, radius }: Brush): void {
  const reach = radius + 0.5;
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++)
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
      const distance = Math.sqrt((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2);
      const strength = Math.min(1, Math.max(0, reach - distance));
      if (strength === 0) continue;
      const at = row * width + column;
      const value = values[at] as number;
      values[at] = tool === 'paint' ? Math.max(value, strength) : Math.min(value, 1 - strength);
    }
}

/** Dabs along a line, half a cell apart, its end included. */
export function stroke(values: Float64Array, image: Image, from: Place, to: Place, brush: Brush): void {
  const steps = Math.max(1, Math.ceil(2 * Math.sqrt((to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2)));
  for (let i = 1; i <= steps; i++) {
    const t = i / steps;
    dab(values, image, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])], brush);
  }
}
