import type { Surface } from '../../src/views/slice/raster/surface';

/** A surface of one colour. */
export const surfaceOf = (width: number, height: number, pixel = 0): Surface => ({
  width,
  height,
  pixels: new Int32Array(width * height).fill(pixel),
});

/** Red, green, blue and alpha of every pixel, as the canvas reads them. */
export const bytesOf = ({ pixels }: Surface): Uint8Array => new Uint8Array(pixels.buffer);
