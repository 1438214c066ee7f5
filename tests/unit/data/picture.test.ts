import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PICTURE_FITS,
  type PictureManner,
  type PictureSize,
  pictureInputs,
  pictureValues,
  type Raster,
} from '../../../src/core/data/picture';
import { holds } from '../../support/holds';

const plain: PictureManner = { fit: 'stretch', invert: false, range: 'bytes' };
const grey = (width: number, height: number): PictureSize => ({ width, height, channels: 1, order: 'last' });

/** An opaque grey picture by a formula. */
function greyRaster(width: number, height: number, value: (x: number, y: number) => number): Raster {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rgba.set([value(x, y), value(x, y), value(x, y), 255], 4 * (y * width + x));
  return { width, height, rgba };
}
const close = (a: ArrayLike<number>, b: readonly number[], digits = 9): void => {
  expect(a.length).toBe(b.length);
  for (const [i, value] of b.entries()) expect(a[i], `value ${i}`).toBeCloseTo(value, digits);
};

describe('a picture as an input', () => {
  const colours: Raster = { width: 2, height: 1, rgba: [10, 20, 30, 255, 200, 100, 0, 255] };

  it('of the network’s size stays as it is: colours in either order, luma for grey', () => {
    const size = { width: 2, height: 1, channels: 3 } as const;
    close(pictureValues(colours, { ...size, order: 'last' }, plain), [10, 20, 30, 200, 100, 0]);
    close(pictureValues(colours, { ...size, order: 'first' }, plain), [10, 200, 20, 100, 30, 0]);
    close(pictureValues(colours, grey(2, 1), plain), [0.299 * 10 + 0.587 * 20 + 0.114 * 30, 0.299 * 200 + 0.587 * 100]);
  });

  it('has the range that is asked for', () => {
    const size = { width: 2, height: 1, channels: 3, order: 'last' } as const;
    const bytes = [10, 20, 30, 200, 100, 0];
    close(
      pictureValues(colours, size, { ...plain, range: 'unit' }),
      bytes.map((v) => v / 255),
    );
    close(
      pictureValues(colours, size, { ...plain, range: 'signed' }),
      bytes.map((v) => (2 * v) / 255 - 1),
    );
    const [mean, deviation] = [
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
    ];
    const expected = bytes.map((v, i) => (v / 255 - (mean[i % 3] ?? 0)) / (deviation[i % 3] ?? 1));
    close(pictureValues(colours, size, { ...plain, range: 'imagenet' }), expected);
    close(
      pictureValues(colours, size, { ...plain, invert: true }),
      bytes.map((v) => 255 - v),
    );
  });

  it('lies on white where it is transparent', () => {
    const raster: Raster = { width: 2, height: 1, rgba: [0, 0, 0, 0, 0, 0, 0, 51] };
    close(pictureValues(raster, grey(2, 1), plain), [255, 204]);
  });

  it('at half the size takes the triangle over four pixels', () => {
    const raster = greyRaster(4, 1, (x) => [0, 80, 160, 240][x] ?? 0);
    // Centres 1 and 3; weights 1 − |d|/2 at distances ½, ½, 3⁄2, less what lies outside.
    const first = (0.75 * 0 + 0.75 * 80 + 0.25 * 160) / 1.75;
    close(pictureValues(raster, grey(2, 1), plain), [first, 240 - first]);
  });

  it('cropped is the middle, whole has bars, stretched has neither', () => {
    const wide = greyRaster(6, 2, (x) => 40 * x);
    close(pictureValues(wide, grey(2, 2), { ...plain, fit: 'crop' }), [80, 120, 80, 120]);
    const whole = pictureValues(wide, grey(6, 6), { ...plain, fit: 'whole' });
    for (let row = 0; row < 6; row++)
      close(
        whole.subarray(6 * row, 6 * row + 6),
        row === 2 || row === 3 ? [0, 40, 80, 120, 160, 200] : [0, 0, 0, 0, 0, 0],
      );
    const inverted = pictureValues(wide, grey(6, 6), { ...plain, fit: 'whole', invert: true });
    expect([inverted[0], inverted[12]]).toEqual([0, 255]);
  });

  it('of one tone keeps it at any size; values stay within those of the picture', () => {
    const side = fc.integer({ min: 1, max: 40 });
    holds(
      fc.property(
        side,
        side,
        side,
        side,
        fc.constantFrom(...PICTURE_FITS),
        fc.nat(255),
        (w, h, width, height, fit, tone) => {
          const size = grey(width, height);
          const even = pictureValues(
            greyRaster(w, h, () => tone),
            size,
            { ...plain, fit: fit === 'whole' ? 'stretch' : fit },
          );
          expect(even.length).toBe(pictureInputs(size));
          for (const value of even) expect(value).toBeCloseTo(tone, 8);
          const value = (x: number, y: number): number => 20 + ((x * 37 + y * 91 + tone) % 200);
          const mixed = pictureValues(greyRaster(w, h, value), size, { ...plain, fit });
          for (const v of mixed) expect(v === 0 || (v >= 20 - 1e-9 && v <= 219 + 1e-9)).toBe(true);
        },
      ),
      71,
      200,
    );
  });

  it('mirrored gives the mirrored input', () => {
    const value = (x: number, y: number): number => (x * x * 13 + y * 71) % 256;
    const [w, h] = [17, 9];
    const [there, back] = [value, (x: number, y: number) => value(w - 1 - x, y)].map((f) =>
      pictureValues(greyRaster(w, h, f), grey(5, 4), { ...plain, fit: 'crop' }),
    ) as [Float64Array, Float64Array];
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 5; x++) expect(back[5 * y + x]).toBeCloseTo(there[5 * y + 4 - x] ?? -1, 9);
  });

  it('without pixels is a mistake of the caller', () => {
    expect(() => pictureValues({ width: 0, height: 3, rgba: [] }, grey(2, 2), plain)).toThrow('invalid picture: 0 × 3');
  });
});
