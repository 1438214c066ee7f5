import { deflateSync, inflateSync, crc32 as zlibCrc } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, readChunks, writeChunks } from '../../../src/formats/png/chunks';
import { encodePng } from '../../../src/formats/png/encode';
import { pngText, withPngText } from '../../../src/formats/png/text';
import { holds } from '../../support/holds';

const CAP = 1 << 20;
const KEY = 'polytope-lens';

/** A picture as a browser might have made it: compressed, with a chunk that nobody knows. */
function picture(width: number, height: number): Uint8Array {
  const plain = readChunks(encodePng(width, height, new Uint8Array(4 * width * height)));
  if (!plain.ok) throw new Error(plain.message);
  const header = plain.chunks.slice(0, 1);
  const data = deflateSync(new Uint8Array((1 + 3 * width) * height));
  return writeChunks([
    ...header,
    { type: 'pHYs', data: Uint8Array.of(0, 0, 11, 19, 0, 0, 11, 19, 1) },
    { type: 'IDAT', data },
    { type: 'IEND', data: new Uint8Array() },
  ]);
}

const chunkTypes = (png: Uint8Array): string[] => {
  const read = readChunks(png);
  return read.ok ? read.chunks.map(({ type }) => type) : [read.message];
};

describe('PNG chunks', () => {
  it('have the check sums of zlib', () => {
    holds(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        expect(crc32(bytes.subarray(0, cut), bytes.subarray(cut))).toBe(zlibCrc(bytes));
      }),
      427,
      100,
    );
  });

  it('round trip for any chunks', () => {
    const type = fc.stringMatching(/^[a-zA-Z]{4}$/).filter((name) => name !== 'IEND');
    holds(
      fc.property(fc.array(fc.tuple(type, fc.uint8Array({ maxLength: 100 })), { maxLength: 8 }), (list) => {
        const chunks = [...list, ['IEND', new Uint8Array()] as const].map(([name, data]) => ({ type: name, data }));
        const read = readChunks(writeChunks(chunks));
        expect(read).toEqual({ ok: true, chunks });
      }),
      428,
      100,
    );
  });

  it('of an encoded picture hold its pixels', () => {
    holds(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 120 }),
        fc.nat(255),
        (width, height, seed) => {
          const rgba = Uint8Array.from({ length: 4 * width * height }, (_, i) => (i * 31 + seed) & 255);
          const read = readChunks(encodePng(width, height, rgba));
          if (!read.ok) throw new Error(read.message);
          expect(read.chunks.map((chunk) => chunk.type)).toEqual(['IHDR', 'IDAT', 'IEND']);
          // zlib checks the stream and its Adler-32.
          const lines = inflateSync(read.chunks[1]?.data ?? new Uint8Array());
          expect(lines.length).toBe((1 + 3 * width) * height);
          for (let y = 0; y < height; y++) {
            expect(lines[y * (1 + 3 * width)]).toBe(0);
            for (let x = 0; x < width; x++)
              for (let c = 0; c < 3; c++)
                if (lines[y * (1 + 3 * width) + 1 + 3 * x + c] !== rgba[4 * (y * width + x) + c])
                  throw new Error(`${x},${y}`);
          }
        },
      ),
      429,
      20,
    );
  });
});

describe('a text in a PNG', () => {
  it('comes out as it went in, and the picture stays as it was', () => {
    const png = picture(7, 5);
    holds(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme' }), (text, older) => {
        const twice = withPngText(withPngText(png, KEY, older), KEY, text);
        expect(pngText(twice, KEY, CAP)).toEqual({ ok: true, text });
        expect(chunkTypes(twice)).toEqual(['IHDR', 'iTXt', 'pHYs', 'IDAT', 'IEND']);
        expect(pngText(twice, 'other', CAP)).toEqual({ ok: true, text: null });
      }),
      430,
      100,
    );
    expect(pngText(png, KEY, CAP)).toEqual({ ok: true, text: null });
  });

  it('that is damaged or cut off anywhere is refused: every byte is under the signature or a check sum', () => {
    const text = '{"version":1,"scene":"spirals","point":[0.1,-0.2]}';
    const whole = withPngText(picture(3, 3), KEY, text);
    holds(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice();
        if (!cut) bytes[at] = (bytes[at] as number) ^ flip;
        expect(pngText(bytes, KEY, CAP)).toEqual({ ok: false, message: expect.stringMatching(/PNG/) });
      }),
      431,
      2000,
    );
  });

  it('in bytes that are anything never throws', () => {
    holds(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, begins) => {
        const png = begins ? Uint8Array.from([...picture(1, 1).subarray(0, 8), ...bytes]) : bytes;
        const read = pngText(png, KEY, CAP);
        expect(read.ok).toBe(false);
      }),
      432,
      100,
    );
  });

  it('that is longer than the cap, compressed, or not UTF-8 is refused by name', () => {
    const png = picture(1, 1);
    expect(pngText(withPngText(png, KEY, 'x'.repeat(200)), KEY, 100)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/218 bytes, more than this page reads \(100\)/),
    });
    const planted = (...data: number[]) =>
      writeChunks([
        { type: 'iTXt', data: Uint8Array.from([...KEY].map((letter) => letter.charCodeAt(0)).concat(data)) },
        { type: 'IEND', data: new Uint8Array() },
      ]);
    expect(pngText(planted(0, 1, 0, 0, 0, 65), KEY, CAP)).toMatchObject({ message: /compressed/ });
    expect(pngText(planted(0, 0, 0, 0, 0, 0xff), KEY, CAP)).toMatchObject({ message: /no UTF-8/ });
    expect(pngText(planted(0, 0, 0, 101), KEY, CAP)).toMatchObject({ message: /cut off/ });
    // A language and a translated keyword, as other programs write them.
    expect(pngText(planted(0, 0, 0, 101, 110, 0, 107, 0, 79, 75), KEY, CAP)).toEqual({ ok: true, text: 'OK' });
    expect(() => withPngText(Uint8Array.of(1, 2, 3), KEY, '')).toThrow(/no PNG/);
  });

  it('claims no more than is there: a huge length is refused before it is used', () => {
    const bytes = picture(1, 1).slice();
    bytes.set([0x7f, 0xff, 0xff, 0xff], 8);
    expect(pngText(bytes, KEY, CAP)).toMatchObject({ ok: false, message: expect.stringMatching(/cut off/) });
  });
});
