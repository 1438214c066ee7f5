/** Units of a node as one picture: a tile a channel, a pixel a place. No drawing. */
import type { UnitSource } from '../../../core/network/network';

export interface Mosaic {
  readonly rows: number;
  readonly cols: number;
  /** Unit of each cell, row-major; −1 between tiles and where there is none. */
  readonly units: Int32Array;
}

/** Channels that are drawn. */
const MOST_CHANNELS = 64;

/** Channels, height and width; a flat list lies in lines of about its root. */
function sizesOf({ shape, channels }: UnitSource): readonly [channels: number, height: number, width: number] {
  const [a = 1, b = 1, c = 1] = shape;
  if (shape.length === 3) return channels === 'first' ? [a, b, c] : [c, a, b];
  if (shape.length === 2 && channels !== null) return channels === 'first' ? [a, 1, b] : [b, 1, a];
  const size = shape.reduce((product, length) => product * length, 1);
  const width = Math.ceil(Math.sqrt(size));
  return [1, Math.ceil(size / width), width];
}

/** The first of `count` units at each place. */
function unitsByPlace({ shape, places }: UnitSource, count: number): Int32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const units = new Int32Array(size).fill(-1);
  for (let unit = count - 1; unit >= 0; unit--) {
    const place = places?.[unit] ?? unit;
    if (place < size) units[place] = unit;
  }
  return units;
}

/** Where the units of a node lie in its picture. Of more than 64 channels the first are shown. */
export function mosaicOf(source: UnitSource, count: number): Mosaic {
  const [channels, height, width] = sizesOf(source);
  const byPlace = unitsByPlace(source, count);
  const shown = Math.min(channels, MOST_CHANNELS);
  const across = Math.max(1, Math.min(shown, Math.round(Math.sqrt((shown * height) / width) || 1)));
  const rows = Math.ceil(shown / across) * (height + 1) - 1;
  const cols = across * (width + 1) - 1;
  const units = new Int32Array(rows * cols).fill(-1);
  for (let channel = 0; channel < shown; channel++) {
    const top = Math.floor(channel / across) * (height + 1);
    const left = (channel % across) * (width + 1);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const inTile = y * width + x;
        const place = source.channels === 'last' ? inTile * channels + channel : channel * height * width + inTile;
        units[(top + y) * cols + left + x] = byPlace[place] ?? -1;
      }
  }
  return { rows, cols, units };
}
