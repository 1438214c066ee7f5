import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatErrorText } from '../../../src/formats/checks';
import { readNpy, writeNpy } from '../../../src/formats/npy';
import { numbersOf, type Tensor } from '../../../src/formats/tensors';
import { holds } from '../../support/holds';
import { damaged, damages, fromBase64, tensors } from './tensors';

/** What NumPy 2.4 writes: magic and version, then the header's text padded to a multiple of 64 bytes, then the values. */
function file(version: number, header: string, values: string): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const end = Math.max(128, Math.ceil((start + header.length + 1) / 64) * 64);
  const bytes = new Uint8Array(end);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, (end - start) & 255, (end - start) >> 8]);
  bytes.set(new TextEncoder().encode(`${header.padEnd(end - 1 - start)}\n`), start);
  return Uint8Array.of(...bytes, ...fromBase64(values));
}
const fault = (bytes: Uint8Array): string => {
  const result = readNpy(bytes);
  return result.ok ? `read as ${result.tensor.type}` : formatErrorText(result.error);
};
const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

describe('files that NumPy wrote', () => {
  it.each([
    [
      'float64 3 × 2',
      file(1, header("'<f8'", '(3, 2)'), 'AAAAAAAA+D8AAAAAAAAAwJqZmZmZmbk/NVgAZi3rUX4BAAAAAAAAAAAAAAAAAACA'),
      { type: 'F64', shape: [3, 2], data: Float64Array.of(1.5, -2, 0.1, 3e300, 5e-324, -0) },
    ],
    [
      'float32',
      file(1, header("'<f4'", '(2,)'), 'AADAP83MzD0='),
      { type: 'F32', shape: [2], data: Float32Array.of(1.5, 0.1) },
    ],
    [
      'int32, version 2',
      file(2, header("'<i4'", '(1, 2, 1)'), 'AQAAAPn///8='),
      { type: 'I32', shape: [1, 2, 1], data: Int32Array.of(1, -7) },
    ],
    [
      'int64, version 3',
      file(3, header("'<i8'", '(2,)'), 'AAAAAAAAABD//////////w=='),
      { type: 'I64', shape: [2], data: BigInt64Array.of(2n ** 60n, -1n) },
    ],
    [
      'truth values',
      file(1, header("'|b1'", '(1, 2)'), 'AQA='),
      { type: 'BOOL', shape: [1, 2], data: Uint8Array.of(1, 0) },
    ],
    [
      'half floats',
      file(1, header("'<f2'", '(1,)'), 'ADw='),
      { type: 'F16', shape: [1], data: Uint16Array.of(0x3c00) },
    ],
    ['int8', file(1, header("'|i1'", '(2,)'), '/wI='), { type: 'I32', shape: [2], data: Int32Array.of(-1, 2) }],
    ['int16', file(1, header("'<i2'", '(2,)'), '/v8AAQ=='), { type: 'I32', shape: [2], data: Int32Array.of(-2, 256) }],
    [
      'uint16',
      file(1, header("'<u2'", '(2,)'), '/v8AAQ=='),
      { type: 'I32', shape: [2], data: Int32Array.of(65534, 256) },
    ],
    [
      'uint32',
      file(1, header("'<u4'", '(1,)'), '/////w=='),
      { type: 'I64', shape: [1], data: BigInt64Array.of(2n ** 32n - 1n) },
    ],
    [
      'uint64',
      file(1, header("'<u8'", '(1,)'), 'AQAAAAEAAAA='),
      { type: 'I64', shape: [1], data: BigInt64Array.of(2n ** 32n + 1n) },
    ],
    [
      'columns first, as an array that was transposed is saved',
      file(1, header("'|u1'", '(2, 3)', 'True'), 'AQQCBQMG'),
      { type: 'U8', shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) },
    ],
    [
      'three axes, the first fastest, of int64',
      file(1, header("'<i8'", '(2, 1, 2)', 'True'), 'AQAAAAAAAAADAAAAAAAAAAIAAAAAAAAABAAAAAAAAAA='),
      { type: 'I64', shape: [2, 1, 2], data: BigInt64Array.of(1n, 2n, 3n, 4n) },
    ],
    ['one byte', file(1, header("'|u1'", '()'), 'Bw=='), { type: 'U8', shape: [], data: Uint8Array.of(7) }],
  ])('%s', (_, bytes, tensor) => {
    expect(readNpy(bytes)).toEqual({ ok: true, tensor });
    // Not aligned to anything.
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(readNpy(shifted.subarray(1))).toEqual({ ok: true, tensor });
  });

  it('are what we write, byte for byte', () => {
    const values = Float64Array.of(1.5, -2, 0.1, 3e300, 5e-324, -0);
    expect(writeNpy(values, [3, 2])).toEqual(
      file(1, header("'<f8'", '(3, 2)'), 'AAAAAAAA+D8AAAAAAAAAwJqZmZmZmbk/NVgAZi3rUX4BAAAAAAAAAAAAAAAAAACA'),
    );
    expect(writeNpy(Uint8Array.of(1, 0), [1, 2], 'BOOL')).toEqual(file(1, header("'|b1'", '(1, 2)'), 'AQA='));
  });

  it.each([
    ['an order that is none', file(1, header("'<f8'", '(2, 2)', '(1,)'), ''), 'fortran_order: "1," is no truth value'],
    [
      'whole numbers beyond 2⁶³',
      file(1, header("'<u8'", '(2,)'), 'AQAAAAAAAAAAAAAAAAAAgA=='),
      'values: entry 1 is 9223372036854775808, beyond 2⁶³',
    ],
    [
      'big-endian values',
      file(1, header("'>f8'", '(1,)'), ''),
      'descr: ">f8" is not supported; <f4, <f8, <f2, <i4, <i8, |u1, |b1, |i1, <i2, <u2, <u4, <u8 are',
    ],
    ['complex numbers', file(1, header("'<c8'", '(1,)'), 'AAAAAAAAAAA='), 'descr: "<c8" is not supported'],
    ['objects', file(1, header("'|O'", '(1,)'), ''), 'descr: "|O" is not supported'],
    ['records', file(1, header("[('a', '<i4')]", '(1,)'), ''), 'descr: arrays of records are not supported'],
    ['too few values', file(1, header("'<f4'", '(2, 2)'), 'AADAPw=='), '4 bytes of values, expected 16 for 2 × 2'],
    ['too many values', file(1, header("'|u1'", '()'), 'AAA='), '2 bytes of values, expected 1 for one value'],
    [
      'a huge shape',
      file(1, header("'<f8'", '(99999999, 99999999)'), ''),
      'shape: its shape, 99999999 × 99999999, is too large',
    ],
    [
      'many lengths',
      file(1, header("'|u1'", `(${'1,'.repeat(33)})`), ''),
      'shape: its shape has 33 lengths; at most 32 are taken',
    ],
    ['a bad length', file(1, header("'<f8'", '(1 2,)'), ''), 'shape: (1 2,) is no shape'],
    ['a key twice', file(1, "{'shape': (1,), 'shape': (1,)}", ''), 'shape: given twice'],
    ['no shape', file(1, "{'descr': '<f8', 'fortran_order': False}", ''), 'a header that is not understood'],
    ['code', file(1, "{'descr': __import__('os')}", ''), 'a header that is not understood'],
    ['a truth value of 2', file(1, header("'|b1'", '(2,)'), 'AQI='), 'values: entry 1 is 2, neither 0 nor 1'],
    ['another version', file(4, '', ''), 'version 4 of the format is not known; 1 to 3 are'],
    ['half a header', file(1, '', '').subarray(0, 90), 'the file ends within its header'],
    ['another file', new TextEncoder().encode('PK\u0003\u0004 something'), 'not a .npy file'],
    ['nothing', new Uint8Array(0), 'not a .npy file'],
  ])('%s are refused by name', (_, bytes, message) => {
    expect(fault(bytes).slice(0, message.length)).toBe(message);
  });

  it('has a limit for headers', () => {
    const long = new Uint8Array(100);
    long.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 0, 0, 0, 1]);
    expect(fault(long)).toBe('a header of 16777216 bytes; at most 65536 are read');
  });
});

describe('our own files', () => {
  it('come back unchanged', () => {
    const check = (tensor: Tensor) => {
      const bytes = writeNpy(tensor.data, tensor.shape, tensor.type);
      expect(bytes.length - tensor.data.byteLength).toSatisfy((start: number) => start % 64 === 0);
      expect(readNpy(bytes)).toEqual({ ok: true, tensor });
      // Half floats have a test of their own.
      if (tensor.type === 'F16') return;
      expect(numbersOf(tensor)).toEqual(
        Float64Array.from(Array.from(tensor.data as ArrayLike<number | bigint>, Number)),
      );
    };
    holds(fc.property(tensors, check), 8, 500);
  });

  it('refuse shapes and types that do not fit', () => {
    expect(() => writeNpy(Float64Array.of(1, 2), [3])).toThrow(RangeError);
    expect(() => writeNpy(Float64Array.of(1), [-1, -1])).toThrow(RangeError);
    expect(() => writeNpy(Uint8Array.of(2), [1], 'BOOL')).toThrow(RangeError);
    expect(() => writeNpy(Float64Array.of(2), [1], 'F32')).toThrow(RangeError);
    expect(() => writeNpy(Uint16Array.of(2), [1], 'BF16')).toThrow(RangeError);
    expect(() => writeNpy(Float64Array.of(2), [1], 'F16')).toThrow(RangeError);
  });

  it('never throw when they are damaged', () => {
    const whole = writeNpy(Float32Array.of(1, 2, 3, 4), [2, 2]);
    let read = 0;
    holds(
      fc.property(damages, (damage) => {
        const result = readNpy(damaged(whole, damage));
        if (result.ok) read++;
        else expect(formatErrorText(result.error)).toMatch(/./);
      }),
      9,
      5000,
    );
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(4000);
  });
});
