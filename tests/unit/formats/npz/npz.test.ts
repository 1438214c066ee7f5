import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeNpy } from '../../../../src/formats/npy';
import { readNpz, writeNpz } from '../../../../src/formats/npz';
import type { NamedTensor } from '../../../../src/formats/safetensors';
import { zipDirectory } from '../../../../src/formats/zip/directory';
import { holds } from '../../../support/holds';
import { damaged, damages, fromBase64, tensors } from '../tensors';

/** `np.savez_compressed` of NumPy 2.4: a 2 × 2 array of float32, three int64, a text. */
const FROM_NUMPY =
  'UEsDBC0AAAAIAAAAIQB/BX3i//////////8MABQAMC53ZWlnaHQubnB5AQAQAJAAAAAAAAAAUwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgpGmjoKtQpkAy4GhgP2DEACiBnyhZqtAFBLAwQtAAAACAAAACEA90AS6v//////////BQAUAG4ubnB5AQAQAJgAAAAAAAAATAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuBihghNJMUBoAUEsDBC0AAAAIAAAAIQBV5y4T//////////8IABQAbm90ZS5ucHkBABAAnAAAAAAAAABXAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG4Taq6uo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gpo6CrUKFAEudwYGhiIg/gbE94E4FYgVgFhOiYEBAFBLAQItAy0AAAAIAAAAIQB/BX3iUwAAAJAAAAAMAAAAAAAAAAAAAACAAQAAAAAwLndlaWdodC5ucHlQSwECLQMtAAAACAAAACEA90AS6kwAAACYAAAABQAAAAAAAAAAAAAAgAGRAAAAbi5ucHlQSwECLQMtAAAACAAAACEAVecuE1cAAACcAAAACAAAAAAAAAAAAAAAgAEUAQAAbm90ZS5ucHlQSwUGAAAAAAMAAwCjAAAApQEAAAAA';

const two = (): NamedTensor[] => [
  { name: 'w', type: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
  { name: 'b', type: 'F64', shape: [2], data: Float64Array.of(0.1, -0) },
];

const fault = (bytes: Uint8Array, most?: number): string => {
  const result = readNpz(bytes, most);
  return result.ok ? 'accepted' : `${result.error.where}|${result.error.message}`;
};

/** An archive with one field of its only directory entry changed. */
function patched(content: Uint8Array, field: number, value: number, level: 0 | 9 = 0): Uint8Array {
  const bytes = zipSync({ 'a.npy': content }, { level });
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 22 + 16, true);
  view.setUint32(directory + field, value, true);
  return bytes;
}

describe('archives of arrays', () => {
  it('of NumPy are read: deflated, with its wide local headers, and a text', () => {
    const result = readNpz(fromBase64(FROM_NUMPY));
    if (!result.ok) throw new Error(result.error.message);
    expect([...result.arrays.keys()]).toEqual(['0.weight', 'n']);
    expect(result.arrays.get('0.weight')).toEqual({
      type: 'F32',
      shape: [2, 2],
      data: Float32Array.of(1.5, -2, 0, 1e-3),
    });
    expect(result.arrays.get('n')?.data).toEqual(BigInt64Array.of(0n, 1n, 2n));
    expect(result.texts.get('note')).toBe('Größe ∞');
  });

  it('come back as they were written, in order', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });
    const lists = names.chain((list) =>
      fc.tuple(...list.map((name) => tensors.map((tensor): NamedTensor => ({ name: `a${name}`, ...tensor })))),
    );
    holds(
      fc.property(lists, fc.string({ unit: 'binary' }), (list, text) => {
        const result = readNpz(writeNpz(list, new Map([['text', text]])));
        const expected = new Map(list.map(({ name, ...tensor }) => [name, tensor]));
        expect(result).toEqual({ ok: true, arrays: expected, texts: new Map([['text', text.replace(/\0+$/, '')]]) });
        if (result.ok) expect([...result.arrays.keys()]).toEqual(list.map(({ name }) => name));
      }),
      21,
      150,
    );
  });

  it('refuse names that come twice', () => {
    expect(() => writeNpz([...two(), ...two()])).toThrow(RangeError);
  });
});

describe('bad archives', () => {
  const values = writeNpy(Float64Array.of(1, 2, 3), [3]);

  it('say what is wrong', () => {
    const whole = writeNpz(two());
    expect(fault(new Uint8Array(10))).toMatch(/^\|no zip archive/);
    expect(fault(whole.subarray(0, whole.length - 30))).toMatch(/the end of its directory is missing/);
    expect(fault(zipSync({ 'a.npy': new Uint8Array(20) }))).toBe('file "a.npy"|not a .npy file');
    expect(fault(patched(values, 10, 0x00120063))).toMatch(/packed by method 99/);
    expect(fault(patched(values, 16, 7))).toBe('file "a.npy"|is damaged: its check sum does not fit');
    expect(fault(patched(values, 24, 100))).toBe(`file "a.npy"|has ${values.length} bytes, the directory says 100`);
    expect(fault(patched(values, 24, 0xffffffff))).toMatch(/4 GB or more/);
    expect(fault(patched(values, 42, 9))).toBe('file "a.npy"|is not where the directory says');
    expect(fault(patched(values, 20, 1e6))).toBe('file "a.npy"|is cut off');
  });

  it('that would unpack to too much are refused before and, where the directory lies, while unpacking', () => {
    const zeros = writeNpy(new Float64Array(2_000_000), [2_000_000]);
    const bomb = zipSync({ 'a.npy': zeros });
    expect(bomb.length).toBeLessThan(30_000);
    expect(fault(bomb, 10_000_000)).toMatch(/^\|a zip archive whose files have 16000128 bytes; at most 10000000/);
    expect(fault(patched(zeros, 24, 500, 9), 10_000_000)).toBe(
      'file "a.npy"|has more than the 500 bytes that the directory says',
    );
  });

  it('with many entries are refused', () => {
    const bytes = writeNpz(two());
    new DataView(bytes.buffer).setUint16(bytes.length - 22 + 10, 60_000, true);
    expect(() => zipDirectory(bytes)).toThrow('a zip archive of 60000 files');
  });

  it('damaged ones never throw', () => {
    const stored = writeNpz(two(), new Map([['t', 'text']]));
    const packed = zipSync(
      {
        'a.npy': writeNpy(
          Float64Array.from({ length: 40 }, (_, i) => i % 7),
          [40],
        ),
      },
      { level: 9 },
    );
    let refused = 0;
    holds(
      fc.property(damages, fc.boolean(), (damage, which) => {
        if (!readNpz(damaged(which ? stored : packed, damage)).ok) refused++;
      }),
      22,
      4000,
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
