/** The grid: hairlines of one pixel on the ground, outside the domain. */
import type { Grid } from '../axes';
import type { Inside } from './faces';
import type { Surface } from './surface';

/** Draws the grid's lines, given in CSS pixels, around the rows' inside. */
export function drawGrid(
  { width, height, pixels }: Surface,
  grid: Grid,
  ratio: number,
  inside: Inside,
  colour: number,
): void {
  const { left, right } = inside;
  for (const y of grid.ys) {
    const row = Math.round(y * ratio);
    if (!(row >= 0 && row < height)) continue;
    pixels.fill(colour, row * width, row * width + (left[row] as number));
    pixels.fill(colour, row * width + (right[row] as number), (row + 1) * width);
  }
  for (const x of grid.xs) {
    const column = Math.round(x * ratio);
    if (!(column >= 0 && column < width)) continue;
    for (let row = 0; row < height; row++)
      if (column < (left[row] as number) || column >= (right[row] as number)) pixels[row * width + column] = colour;
  }
}
