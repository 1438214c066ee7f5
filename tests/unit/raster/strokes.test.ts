import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stroker } from '../../../src/views/slice/raster/strokes';
import { blend, packed } from '../../../src/views/slice/raster/surface';
import { holds } from '../../support/holds';
import { bytesOf, surfaceOf } from '../../support/pixels';

const [WIDTH, HEIGHT] = [26, 19];
const PAPER = [250, 248, 244] as const;
const INKS = [
  [28, 26, 90],
  [200, 30, 60],
] as const;

/** Lines take turns: each has a style, and so an ink, of its own. */
const inkOf = (line: number) => INKS[(line % 2) as 0 | 1];

interface Line {
  readonly ends: readonly [ax: number, ay: number, bx: number, by: number];
  readonly width: number;
  readonly opacity: number;
}

/** Coverage of a pixel by a line from its distance, or null where its centre is too near a line's end to tell. */
function coverage({ ends: [ax, ay, bx, by], width, opacity }: Line, x: number, y: number): number | null {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return 0;
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const blur = 1e-9 * (1 + length);
  if (Math.abs(along) < blur || Math.abs(along - length) < blur) return null;
  if (along < 0 || along > length) return 0;
  const offset = Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
  return opacity * Math.min(1, Math.max(0, width / 2 + 0.5 - offset));
}

function drawn(lines: readonly Line[]): Uint8Array {
  const surface = surfaceOf(WIDTH, HEIGHT, packed(PAPER));
  const ends = Int32Array.from({ length: 2 * lines.length }, (_, i) => i);
  const styles = Uint8Array.from(lines, (_, i) => i);
  const xy = Float64Array.from(lines.flatMap((line) => line.ends));
  const widths = Float32Array.from(lines.flatMap(({ width, opacity }) => [width, opacity]));
  const inks = Int32Array.from(lines, (_, i) => packed(inkOf(i)));
  new Stroker(surface).draw({ ends, styles }, xy, widths, inks);
  return bytesOf(surface);
}

/** Largest difference from the slow formula, in levels of a colour; NaN where a pixel is not opaque. */
function worst(lines: readonly Line[]): number {
  const bytes = drawn(lines);
  let most = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const shares = lines.map((line) => coverage(line, (i % WIDTH) + 0.5, Math.floor(i / WIDTH) + 0.5));
    if (shares.includes(null)) continue;
    if (bytes[4 * i + 3] !== 255) return Number.NaN;
    for (let channel = 0; channel < 3; channel++) {
      const wanted = shares.reduce(
        (under: number, share, line) => under + ((inkOf(line)[channel] as number) - under) * (share ?? 0),
        PAPER[channel] as number,
      );
      most = Math.max(most, Math.abs((bytes[4 * i + channel] as number) - wanted));
    }
  }
  return most;
}

const coordinate = (most: number) =>
  fc.oneof(
    fc.double({ min: -6, max: most + 6, noNaN: true }),
    fc.integer({ min: -2, max: 2 * most }).map((n) => n / 2),
  );
const ends = fc.tuple(coordinate(WIDTH), coordinate(HEIGHT), coordinate(WIDTH), coordinate(HEIGHT));
const look = {
  width: fc.double({ min: 0.5, max: 5, noNaN: true }),
  opacity: fc.double({ min: 0.1, max: 1, noNaN: true }),
};

describe('lines', () => {
  it('have the coverage that the distance of each pixel gives', () => {
    const lines = fc.array(fc.record({ ends, ...look }), { minLength: 1, maxLength: 4 });
    // A share is one of 256, and each line rounds what is under it.
    holds(
      fc.property(lines, (all) => {
        expect(worst(all)).toBeLessThan(1.2 * all.length);
      }),
      21,
      1500,
    );
  });

  it('are level, upright, short and of no length', () => {
    for (const [ax, ay, bx, by] of [
      [3, 4.25, 20, 4.25],
      [20.75, 4.5, 3, 4.5],
      [7.25, 2, 7.25, 15],
      [7.5, 15, 7.5, -30],
      [9, 9, 9.4, 9.3],
      [5, 5, 5, 5],
      [3, 4, 20, 4 + 1e-8],
      [4, 3, 4 + 1e-8, 16],
    ] as const)
      expect(worst([{ ends: [ax, ay, bx, by], width: 1.2, opacity: 0.8 }])).toBeLessThan(1.2);
  });

  it('keep their place when their ends are far away', () => {
    const near = [0, 1e-9, -1e-7, 1e-5, -1e-3];
    const turns = [...near, ...near.map((off) => Math.PI / 2 + off), ...Array.from({ length: 16 }, (_, i) => 0.4 * i)];
    for (const reach of [1e3, 3e3, 9e3, 1e5, 1e7, 1e9])
      for (const turn of turns) {
        const [dx, dy] = [reach * Math.cos(turn), reach * Math.sin(turn)];
        const line = { ends: [12 - dx, 9 - dy, 12 + dx, 9 + dy], width: 1.5, opacity: 1 } as const;
        // Coverage falls by 255 levels a pixel; at 1e9 pixels float64 knows a place to 1e-7 of one.
        expect(worst([line])).toBeLessThan(1.3);
      }
  });

  it('leave out what cannot be seen', () => {
    const untouched = bytesOf(surfaceOf(WIDTH, HEIGHT, packed(PAPER)));
    for (const far of [
      [-50, 3, -2, 40],
      [WIDTH + 3, -9, WIDTH + 3, 90],
      [-90, -3, 90, -3],
      [-9, HEIGHT + 2.5, 99, HEIGHT + 2.5],
    ] as const)
      expect(drawn([{ ends: far, width: 2, opacity: 1 }])).toEqual(untouched);
  });
});

describe('mixing', () => {
  it('rounds each byte to the nearest, alpha included', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const colour = fc.tuple(byte, byte, byte);
    const property = fc.property(colour, colour, fc.integer({ min: 0, max: 256 }), (under, over, share) => {
      const mixed = new Uint8Array(Int32Array.of(blend(packed(under), packed(over), share)).buffer);
      const wanted = under.map((value, i) =>
        Math.floor((value * (256 - share) + (over[i] as number) * share) / 256 + 0.5),
      );
      expect([...mixed]).toEqual([...wanted, 255]);
    });
    holds(property, 22, 500);
  });
});
