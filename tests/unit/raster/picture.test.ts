import { describe, expect, it } from 'vitest';
import { faceCount, partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { prepare } from '../../../src/views/slice/geometry';
import { type Frame, lineStyles, POINT_RADIUS, POINT_RING } from '../../../src/views/slice/painter';
import { drawDiscs } from '../../../src/views/slice/raster/discs';
import { Picture } from '../../../src/views/slice/raster/picture';
import { pictureComplex } from '../../../src/views/slice/raster/pictureComplex';
import { packed } from '../../../src/views/slice/raster/surface';
import { lattice } from '../../support/arrangements';
import { bytesOf, surfaceOf } from '../../support/pixels';

const PAPER = packed([250, 248, 244]);
const LINE = packed([228, 225, 219]);
const FILL = [120, 160, 200] as const;

/** A square of 40 pixels in the middle of 60 × 50, at two device pixels a CSS pixel. */
const frame: Frame = {
  viewport: { centre: [0, 0], span: 2.5 },
  pane: { width: 30, height: 25 },
  ratio: 2,
  theme: { paper: [250, 248, 244], ink: [0, 0, 0], line: [228, 225, 219] },
  grid: { xs: [2.5, 15], ys: [1, 12.4] },
  lines: lineStyles(40, false),
};

function drawn(change: (picture: Picture) => void, shown: Frame = frame) {
  const surface = surfaceOf(60, 50, 7);
  const picture = new Picture();
  picture.setSurface(surface);
  change(picture);
  picture.draw(shown);
  return { surface, at: (x: number, y: number) => surface.pixels[60 * y + x] };
}

const complex = partition(lattice(1), axisSlice(2), square());

function withFaces(picture: Picture): void {
  picture.setComplex(pictureComplex(prepare(complex)));
  const rgba = Uint8Array.from({ length: 4 * faceCount(complex) }, (_, i) => [...FILL, 255][i % 4] as number);
  picture.setColours(rgba);
}

describe('the picture', () => {
  it('is ground and grid where there is no complex', () => {
    const { at, surface } = drawn((picture) => picture.setComplex(null));
    expect([at(0, 0), at(5, 40), at(30, 9), at(20, 2), at(20, 25)]).toEqual([PAPER, LINE, LINE, LINE, LINE]);
    expect(surface.pixels.filter((pixel) => pixel !== PAPER && pixel !== LINE)).toHaveLength(0);
  });

  it('has the grid outside the domain only, and lines over the faces', () => {
    const { at } = drawn(withFaces);
    expect(at(5, 40)).toBe(LINE);
    expect([at(0, 25), at(30, 2), at(20, 17)]).toEqual([LINE, LINE, packed(FILL)]);
    expect(at(20, 25)).not.toBe(LINE);
    // The border, 2.5 pixels wide with its middle at x = 10, inks the pixels beside it with 0.55, the next with a quarter of it.
    const red = (x: number) =>
      bytesOf({ width: 1, height: 1, pixels: Int32Array.of(at(x, 15) as number) })[0] as number;
    expect(Math.abs(red(10) - 120 * 0.45)).toBeLessThan(1.5);
    expect(Math.abs(red(9) - 250 * 0.45)).toBeLessThan(1.5);
    expect(Math.abs(red(8) - 250 * (1 - 0.55 / 4))).toBeLessThan(1.5);
    expect(at(7, 15)).toBe(PAPER);
  });

  it('draws the same anew on another surface, and without faces again', () => {
    const once = drawn(withFaces);
    const twice = drawn((picture) => {
      withFaces(picture);
      picture.setSurface(surfaceOf(3, 4));
      picture.draw(frame);
      picture.setSurface(once.surface);
    });
    expect(twice.surface.pixels.every((pixel) => pixel === 7)).toBe(true);
    const { surface } = drawn((picture) => {
      withFaces(picture);
      picture.setComplex(null);
    });
    expect(surface.pixels).toEqual(drawn(() => undefined).surface.pixels);
  });

  it('puts a point over everything', () => {
    const { at } = drawn((picture) => {
      withFaces(picture);
      picture.setPoints({ at: Float64Array.of(-1, 1), colours: [[255, 0, 0]] });
    });
    // The disc's radius is 4.4 pixels, its ring's two more.
    expect([at(9, 4), at(10, 5), at(12, 7)]).toEqual([packed([255, 0, 0]), packed([255, 0, 0]), packed([255, 0, 0])]);
    expect(at(14, 7)).toBe(PAPER);
    expect(at(17, 8)).toBe(packed(FILL));
  });
});

describe('points', () => {
  it('are discs with a ring, smooth at both edges', () => {
    const surface = surfaceOf(20, 15, packed([0, 0, 0]));
    const [x, y] = [9.3, 0.8];
    const radii = { disc: 2 * POINT_RADIUS, ring: 2 * (POINT_RADIUS + POINT_RING) };
    drawDiscs(surface, Float64Array.of(x, y), Int32Array.of(packed([200, 100, 0])), radii, packed([250, 250, 250]));
    const bytes = bytesOf(surface);
    const unit = (value: number): number => Math.min(1, Math.max(0, value));
    for (let i = 0; i < 20 * 15; i++) {
      const r = Math.hypot((i % 20) + 0.5 - x, Math.floor(i / 20) + 0.5 - y);
      const ring = unit(r - radii.disc + 0.5);
      const tone = 200 + (250 - 200) * ring;
      expect(Math.abs((bytes[4 * i] as number) - tone * unit(radii.ring + 0.5 - r))).toBeLessThan(2.2);
    }
  });
});
