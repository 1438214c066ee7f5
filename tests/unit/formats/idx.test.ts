import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault, formatErrorText } from '../../../src/formats/checks';
import { gunzip } from '../../../src/formats/gzip';
import { looksLikeIdx, readIdx } from '../../../src/formats/idx';
import { numbersOf } from '../../../src/formats/tensors';
import { holds } from '../../support/holds';
import { idxFile } from './arrays/files';
import { damaged, damages } from './tensors';

const fault = (bytes: Uint8Array): string => {
  const result = readIdx(bytes);
  return result.ok ? `read as ${result.tensor.type}` : formatErrorText(result.error);
};
const gzipped = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));
/** Two pictures of 2 × 3, written out by hand as the format's description has it. */
const byHand = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255);

describe('IDX', () => {
  it('is read as its description says, aligned or not, gzipped or not', () => {
    const tensor = { type: 'U8', shape: [2, 2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255) };
    expect(readIdx(byHand)).toEqual({ ok: true, tensor });
    expect(readIdx(Uint8Array.of(9, ...byHand).subarray(1))).toEqual({ ok: true, tensor });
    expect(readIdx(gzipped(byHand))).toEqual({ ok: true, tensor });
    expect(looksLikeIdx(byHand)).toBe(true);
  });

  it('of every type is big endian', () => {
    const values = [-2, 0, 100];
    for (const [code, expected] of [
      [9, values],
      [11, values],
      [12, values],
      [13, [-2.5, 0, 1e20]],
      [14, [-2.1, 0, 1e200]],
    ] as const) {
      const result = readIdx(idxFile(code, [3], expected));
      if (!result.ok) throw new Error(formatErrorText(result.error));
      const wanted = code === 13 ? expected.map(Math.fround) : expected;
      expect(Array.from(numbersOf(result.tensor)), `type ${code}`).toEqual(wanted);
    }
  });

  it.each([
    ['no bytes', new Uint8Array(), 'not an IDX file'],
    ['another magic', Uint8Array.of(1, 0, 8, 1, 0, 0, 0, 0), 'not an IDX file'],
    ['an unknown type', Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0), 'its type is 7'],
    ['no axes', Uint8Array.of(0, 0, 8, 0), '0 axes'],
    ['too many axes', Uint8Array.of(0, 0, 8, 9), '9 axes'],
    ['half a header', byHand.subarray(0, 10), 'ends within its header'],
    ['half its values', byHand.subarray(0, 20), '4 bytes of values, its header (2 × 2 × 3) says 12'],
    ['more than its values', Uint8Array.of(...byHand, 0), '13 bytes of values'],
    [
      '2 GB by its header',
      Uint8Array.of(0, 0, 8, 2, 0, 1, 0, 0, 0, 0, 128, 0, 1),
      'its header (65536 × 32768) says 2147483648',
    ],
    ['a shape beyond all numbers', Uint8Array.of(0, 0, 14, 3, ...new Uint8Array(12).fill(255)), 'too large'],
    ['half a gzip file', gzipped(byHand).subarray(0, 20), 'cut off or damaged'],
    [
      'a gzip file with a wrong check sum',
      gzipped(byHand).map((byte, i, all) => (i === all.length - 8 ? byte ^ 1 : byte)),
      'its check sum does not fit',
    ],
  ])('is refused with %s', (_, bytes, says) => {
    expect(fault(bytes)).toContain(says);
  });

  it('comes back from random values, whatever their shape', () => {
    const files = fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(8, 9, 11, 12, 14),
      )
      .chain(([shape, code]) => {
        const count = shape.reduce((product, length) => product * length, 1);
        const entry =
          code === 8 ? fc.nat(255) : code === 14 ? fc.double({ noNaN: true }) : fc.integer({ min: -128, max: 127 });
        return fc.tuple(fc.constant(shape), fc.constant(code), fc.array(entry, { minLength: count, maxLength: count }));
      });
    holds(
      fc.property(files, fc.boolean(), ([shape, code, values], packed) => {
        const file = idxFile(code, shape, values);
        const result = readIdx(packed ? gzipped(file) : file);
        if (!result.ok) throw new Error(formatErrorText(result.error));
        expect(result.tensor.shape).toEqual(shape);
        expect(Array.from(numbersOf(result.tensor))).toEqual(values);
      }),
      61,
      200,
    );
  });

  it('never throws, whatever its bytes become', () => {
    holds(
      fc.property(fc.boolean(), damages, (packed, damage) => {
        const result = readIdx(damaged(packed ? gzipped(byHand) : byHand, damage));
        if (result.ok) expect(result.tensor.data.length).toBeLessThan(100);
        else expect(formatErrorText(result.error).length).toBeGreaterThan(5);
      }),
      62,
      4000,
    );
  });
});

describe('gzip', () => {
  it('is unpacked up to the cap and no further: a bomb is refused', () => {
    const zeros = new Uint8Array(5_000_000);
    const bomb = gzipped(zeros);
    expect(bomb.length).toBeLessThan(8_000);
    expect(gunzip(bomb, zeros.length).length).toBe(zeros.length);
    expect(() => gunzip(bomb, 1_000_000)).toThrow(
      new Fault('', 'unpacked it has more than 1 MB, which is the most that is read'),
    );
  });

  it('of several members is refused', () => {
    const two = Uint8Array.of(...gzipped(byHand), ...gzipped(byHand));
    expect(() => gunzip(two, 1e6)).toThrow('several gzip files in one');
  });
});
