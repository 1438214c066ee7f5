import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldImage } from '../../../src/views/slice/painter';
import { FieldSampler } from '../../../src/views/slice/raster/fieldSampler';
import type { Placement } from '../../../src/views/slice/raster/placement';
import { packed } from '../../../src/views/slice/raster/surface';
import { holds } from '../../support/holds';
import { bytesOf, surfaceOf } from '../../support/pixels';

const [WIDTH, HEIGHT] = [23, 17];
const GROUND = packed([1, 2, 3]);

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** One byte of the image between its samples, as a texture with linear filter and clamped edges has it. */
function sampled({ width, height, rgba }: FieldImage, u: number, v: number, channel: number): number {
  const x = clamp(u * width - 0.5, width - 1);
  const y = clamp(v * height - 0.5, height - 1);
  const at = (column: number, row: number): number =>
    rgba[4 * (Math.min(row, height - 1) * width + Math.min(column, width - 1)) + channel] as number;
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const row = (r: number): number => at(i, r) * (1 - x + i) + at(i + 1, r) * (x - i);
  return row(j) * (1 - y + j) + row(j + 1) * (y - j);
}

/** Largest difference from the slow formula among the pixels inside; NaN where one outside was touched. */
function worst(image: FieldImage, { p0, q0, x0, y0, k }: Placement, left: number, right: number): number {
  const surface = surfaceOf(WIDTH, HEIGHT, GROUND);
  const sampler = new FieldSampler();
  sampler.setImage(image);
  const inside = { left: new Int32Array(HEIGHT).fill(left), right: new Int32Array(HEIGHT).fill(right) };
  sampler.draw(surface, { p0, q0, x0, y0, k }, inside);
  const bytes = bytesOf(surface);
  let most = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const column = i % WIDTH;
    const p = p0 + (column + 0.5 - x0) / k;
    const q = q0 - (Math.floor(i / WIDTH) + 0.5 - y0) / k;
    const u = (p - image.from[0]) / (image.to[0] - image.from[0]);
    const v = (image.to[1] - q) / (image.to[1] - image.from[1]);
    const border = Math.min(Math.abs(u), Math.abs(1 - u), Math.abs(v), Math.abs(1 - v));
    if (border < 1e-9) continue;
    const hidden = column < left || column >= right || u < 0 || u > 1 || v < 0 || v > 1;
    if (hidden && surface.pixels[i] !== GROUND) return Number.NaN;
    if (hidden) continue;
    for (let channel = 0; channel < 4; channel++)
      most = Math.max(most, Math.abs((bytes[4 * i + channel] as number) - sampled(image, u, v, channel)));
  }
  return most;
}

describe('the field', () => {
  it('is the image between its samples, inside the domain and the image only', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const images = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        from: fc.tuple(number(-2, 0), number(-2, 0)),
        to: fc.tuple(number(0.2, 2), number(0.2, 2)),
        rgba: fc
          .array(fc.integer({ min: 0, max: 255 }), { minLength: 4 * width * height, maxLength: 4 * width * height })
          .map((bytes) => Uint8ClampedArray.from(bytes, (byte, i) => (i % 4 === 3 ? 255 : byte))),
      }),
    );
    const views = fc.record({ p0: number(-1, 1), q0: number(-1, 1), k: number(2, 60) });
    const columns = fc.integer({ min: 0, max: WIDTH });
    const property = fc.property(images, views, columns, columns, (image, view, left, right) => {
      // Two shares of 256, each rounded, and two roundings to a byte.
      expect(worst(image, { ...view, x0: WIDTH / 2, y0: HEIGHT / 2 }, left, right)).toBeLessThan(2.2);
    });
    holds(property, 31, 400);
  });
});
