import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crop, decodePng } from '../../../scripts/models/pictures';
import { drawStrokes, PICTURE_SIZE } from '../../../scripts/models/strokes';
import { untar } from '../../../scripts/models/tarball';
import { createRandom } from '../../../src/core/math/random';

const random = createRandom(5);
const randomBytes = (count: number): Uint8Array => new Uint8Array(count).map(() => random.below(256));

/** Paeth's predictor, from the definition in the PNG specification. */
function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const byDistance = [a, b, c].map((value, order) => ({ value, order, far: Math.abs(p - value) }));
  return byDistance.sort((x, y) => x.far - y.far || x.order - y.order)[0]?.value as number;
}

/** A PNG of colours whose row y has the filter `filters[y]`; checksums are left 0. */
function filteredPng(width: number, pixels: Uint8Array, filters: readonly number[], channels = 3): Uint8Array {
  const stride = channels * width;
  const at = (y: number, i: number) => (y < 0 || i < 0 ? 0 : (pixels[y * stride + i] as number));
  const rows = filters.flatMap((filter, y) => [
    filter,
    ...Array.from({ length: stride }, (_, i) => {
      const [a, b, c] = [at(y, i - channels), at(y - 1, i), at(y - 1, i - channels)];
      const guess = [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter] as number;
      return (at(y, i) - guess + 256) % 256;
    }),
  ]);
  const chunk = (type: string, data: Uint8Array): number[] => {
    const size = [24, 16, 8, 0].map((shift) => (data.length >>> shift) & 255);
    return [...size, ...Buffer.from(type), ...data, 0, 0, 0, 0];
  };
  const header = [0, 0, 0, width, 0, 0, 0, filters.length, 8, channels === 3 ? 2 : 6, 0, 0, 0];
  const body = new Uint8Array(deflateSync(Uint8Array.from(rows)));
  const parts = [body.subarray(0, 9), body.subarray(9)].flatMap((part) => chunk('IDAT', part));
  return Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, ...chunk('IHDR', Uint8Array.from(header)), ...parts]);
}

describe('pictures', () => {
  test('every filter of PNG is undone', () => {
    const pixels = randomBytes(3 * 7 * 10);
    const filters = [4, 3, 2, 1, 0, 1, 2, 3, 4, 4];
    expect(decodePng(filteredPng(7, pixels, filters))).toEqual({ width: 7, height: 10, channels: 3, bytes: pixels });
  });

  test('transparency is read and left out of parts', () => {
    const pixels = randomBytes(4 * 6 * 5);
    const picture = decodePng(filteredPng(6, pixels, [1, 2, 3, 4, 0], 4));
    expect(picture).toEqual({ width: 6, height: 5, channels: 4, bytes: pixels });
    const expected = [0, 1].flatMap((y) =>
      [0, 1].flatMap((x) => [0, 1, 2].map((c) => pixels[((y + 3) * 6 + x + 2) * 4 + c])),
    );
    expect(Array.from(crop(picture, 2, 3, 2))).toEqual(expected);
  });

  test('other kinds of PNG are refused', () => {
    const grey = filteredPng(2, randomBytes(12), [0, 0]).with(25, 0);
    expect(() => decodePng(grey)).toThrow('8-bit colour');
  });
});

describe('strokes', () => {
  test('a line fills the picture up to its border, eight pixels wide', () => {
    const picture = drawStrokes([
      [
        [3, 1],
        [5, 1],
      ],
    ]);
    const row = (y: number) => Array.from(picture.subarray(y * PICTURE_SIZE, (y + 1) * PICTURE_SIZE));
    const inside = row(112).filter((grey) => grey === 255).length;
    expect(inside).toBeGreaterThanOrEqual(204);
    expect(inside).toBeLessThanOrEqual(214);
    const column = Array.from({ length: PICTURE_SIZE }, (_, y) => row(y)[112] as number);
    expect(column.reduce((sum, grey) => sum + grey, 0) / 255).toBe(8);
    expect(
      row(0)
        .concat(row(223))
        .every((grey) => grey === 0),
    ).toBe(true);
  });

  test('where and how large it was drawn does not matter', () => {
    const zigzag = [
      [0, 0],
      [4, 3],
      [1, 7],
    ] as const;
    const moved = zigzag.map(([x, y]) => [8 * x - 30, 8 * y + 90] as const);
    expect(drawStrokes([moved])).toEqual(drawStrokes([zigzag]));
  });
});

describe('archives', () => {
  const header = (name: string, size: number, kind: string, prefix = ''): Uint8Array => {
    const block = new Uint8Array(512);
    const put = (text: string, at: number) => block.set(Buffer.from(text), at);
    put(name, 0);
    put(`${size.toString(8).padStart(11, '0')}\0`, 124);
    put(kind, 156);
    put(prefix, 345);
    return block;
  };

  test('plain files come out, folders and others do not', () => {
    const content = randomBytes(700);
    const padded = new Uint8Array(1024);
    padded.set(content);
    const blocks = [
      header('folder/', 0, '5'),
      header('a.bin', 700, '0', 'long/prefix'),
      padded,
      header('empty', 0, '0'),
    ];
    const files = untar(gzipSync(Buffer.concat([...blocks, new Uint8Array(1024)])));
    expect([...files.keys()]).toEqual(['long/prefix/a.bin', 'empty']);
    expect(Array.from(files.get('long/prefix/a.bin') as Uint8Array)).toEqual(Array.from(content));
  });

  test('a header without a size is an error', () => {
    expect(() => untar(gzipSync(header('a', 1, '0').fill(0x78, 124, 136)))).toThrow('no size at byte 0');
  });
});
