import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatErrorText } from '../../../src/formats/checks';
import { topLevelKeys } from '../../../src/formats/jsonKeys';
import {
  MAX_SAFETENSORS_HEADER,
  type NamedTensor,
  readSafetensors,
  writeSafetensors,
} from '../../../src/formats/safetensors';
import { holds } from '../../support/holds';
import { damaged, damages, fromBase64, tensors } from './tensors';

/** A file with this header and so many bytes of values. */
function file(header: unknown, size: number, length?: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  bytes.set(text, 8);
  return bytes;
}
const tensor = (begin: number, end: number, change: Record<string, unknown> = {}) => ({
  dtype: 'F32',
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...change,
});
const fault = (bytes: Uint8Array): string => {
  const result = readSafetensors(bytes);
  return result.ok ? `read ${result.tensors.length}` : formatErrorText(result.error);
};

it('reads what the reference library wrote', () => {
  const written =
    'iAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJub3RlIjoiw6kgXCJ4XCIiLCJmb3JtYXQiOiJucCJ9LCJuIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwiMC53ZWlnaHQiOnsiZHR5cGUiOiJGNjQiLCJzaGFwZSI6WzIsMV0sImRhdGFfb2Zmc2V0cyI6WzgsMjRdfSwiMSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMSwyXSwiZGF0YV9vZmZzZXRzIjpbMjQsMzJdfSwiaSI6eyJkdHlwZSI6IkkzMiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzMyLDM2XX0sInUiOnsiZHR5cGUiOiJVOCIsInNoYXBlIjpbMF0sImRhdGFfb2Zmc2V0cyI6WzM2LDM2XX0sImZsYWciOnsiZHR5cGUiOiJCT09MIiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbMzYsMzldfX0gIAAAAAAAAAAQmpmZmZmZuT81WABmLetRfgAAwD8AABDA+f///wEAAQ==';
  expect(readSafetensors(fromBase64(written))).toEqual({
    ok: true,
    tensors: [
      { name: 'n', type: 'I64', shape: [], data: BigInt64Array.of(2n ** 60n) },
      { name: '0.weight', type: 'F64', shape: [2, 1], data: Float64Array.of(0.1, 3e300) },
      { name: '1', type: 'F32', shape: [1, 2], data: Float32Array.of(1.5, -2.25) },
      { name: 'i', type: 'I32', shape: [1], data: Int32Array.of(-7) },
      { name: 'u', type: 'U8', shape: [0], data: new Uint8Array(0) },
      { name: 'flag', type: 'BOOL', shape: [3], data: Uint8Array.of(1, 0, 1) },
    ],
    metadata: new Map([
      ['note', 'é "x"'],
      ['format', 'np'],
    ]),
  });
});

it('writes the format: length, header padded to 8 bytes, wide types first', () => {
  const bytes = writeSafetensors([
    { name: 'b', type: 'U8', shape: [1], data: Uint8Array.of(3) },
    { name: 'a', type: 'F64', shape: [1], data: Float64Array.of(3) },
  ]);
  const header =
    '{"b":{"dtype":"U8","shape":[1],"data_offsets":[8,9]},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}';
  const length = Math.ceil(header.length / 8) * 8;
  expect([...bytes.subarray(0, 8)]).toEqual([length, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(bytes.subarray(8, 8 + length))).toBe(header.padEnd(length));
  expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0, 0, 0, 0, 8, 64, 3]);
});

describe('what is refused', () => {
  const two = (b: unknown, a: unknown = tensor(0, 8)) => ({ a, b });
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(3), 'not a safetensors file: shorter than 8 bytes'],
    ['a huge header', file('{}', 0, 2 ** 52), 'a header of 4503599627370496 bytes; at most 1048576 are read'],
    ['a short file', file('{}', 0, 100), 'the file ends within its header of 100 bytes'],
    ['no JSON', file('{"a":', 0), 'the header is not valid JSON: '],
    ['no text', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe), 'the header is not valid JSON: '],
    ['a list', file([1], 0), 'the header is no object: a list of 1'],
    ['a text', file('  {}', 0), 'the header is no object'],
    [
      'a name twice',
      file(`{"a":${JSON.stringify(tensor(0, 4))},"\\u0061":${JSON.stringify(tensor(0, 4))}}`, 4),
      'tensor "a": named twice',
    ],
    ['an overlap', file(two(tensor(4, 12)), 12), 'tensor "b": overlaps tensor "a"'],
    ['a gap', file(two(tensor(12, 16)), 16), 'tensor "b": 4 bytes before it belong to no tensor'],
    ['a rest', file(two(tensor(8, 12)), 14), '2 bytes at the end belong to no tensor'],
    ['a place outside', file(two(tensor(8, 12)), 10), 'tensor "b": ends at byte 12; the file holds 10 bytes of values'],
    ['a wrong size', file(two(tensor(8, 12, { shape: [2] })), 12), 'tensor "b": has 4 bytes, expected 8 for 2'],
    ['a place backwards', file({ a: tensor(4, 0) }, 8), 'tensor "a": -1 in its shape is no length'],
    [
      'places in disorder',
      file({ a: tensor(0, 0, { data_offsets: [4, 0] }) }, 8),
      'tensor "a": data_offsets "[4,0]" are no two places in order',
    ],
    [
      'three places',
      file({ a: tensor(0, 0, { data_offsets: [0, 0, 0] }) }, 0),
      'tensor "a": data_offsets "[0,0,0]" are no two',
    ],
    ['no places', file({ a: { dtype: 'F32', shape: [] } }, 0), 'tensor "a", data_offsets: missing'],
    ['no shape', file({ a: { dtype: 'F32', shape: 3 } }, 0), 'tensor "a", shape: expected a list, found 3'],
    ['half a length', file({ a: tensor(0, 6) }, 6), 'tensor "a": 1.5 in its shape is no length'],
    [
      'a huge shape',
      file({ a: tensor(0, 8, { shape: [2 ** 30, 2 ** 30] }) }, 8),
      'tensor "a": its shape, 1073741824 × 1073741824, is too',
    ],
    [
      'many lengths',
      file({ a: tensor(0, 4, { shape: Array(33).fill(1) }) }, 4),
      'tensor "a": its shape has 33 lengths; at most 32',
    ],
    [
      'another type',
      file({ a: tensor(0, 4, { dtype: 'F8_E5M2' }) }, 4),
      'tensor "a": dtype "F8_E5M2" is not supported; F32, F64, F16, BF16, I32, I64, U8, BOOL are',
    ],
    [
      'a key of objects',
      file({ a: tensor(0, 4, { dtype: 'constructor' }) }, 4),
      'tensor "a": dtype "constructor" is not',
    ],
    ['no tensor', file({ a: 7 }, 0), 'tensor "a": expected an object, found 7'],
    ['bad notes', file({ __metadata__: { a: 1 } }, 0), '__metadata__: "a": expected a text, found 1'],
  ])('%s', (_, bytes, message) => {
    expect(fault(bytes).slice(0, message.length)).toBe(message);
  });

  it('truth values that are none, by name', () => {
    const bytes = file({ flags: { dtype: 'BOOL', shape: [2], data_offsets: [0, 2] } }, 2);
    expect(readSafetensors(bytes).ok).toBe(true);
    bytes[bytes.length - 1] = 7;
    expect(fault(bytes)).toBe('tensor "flags": entry 1 is 7, neither 0 nor 1');
  });

  it('names and headers that cannot be written', () => {
    const one: NamedTensor = { name: 'a', type: 'U8', shape: [], data: Uint8Array.of(1) };
    expect(() => writeSafetensors([one, { ...one }])).toThrow(RangeError);
    expect(() => writeSafetensors([{ ...one, name: '__metadata__' }])).toThrow(RangeError);
    expect(() => writeSafetensors([{ ...one, shape: [2] }])).toThrow(RangeError);
    expect(() => writeSafetensors([{ ...one, name: 'a'.repeat(MAX_SAFETENSORS_HEADER) }])).toThrow(RangeError);
  });
});

describe('properties', () => {
  const names = fc.uniqueArray(
    fc.oneof(fc.string(), fc.constantFrom('__proto__', '0', '1', 'a"b', 'constructor', '\\')),
    {
      maxLength: 5,
    },
  );
  const lists = names.chain((list) =>
    fc.tuple(...list.map((name) => tensors.map((value): NamedTensor => ({ name, ...value })))),
  );
  const notes = fc.array(fc.tuple(fc.string(), fc.string())).map((list) => new Map(list));

  it('what is written comes back unchanged, in order', () => {
    holds(
      fc.property(lists, notes, (list, metadata) => {
        const bytes = writeSafetensors(list, metadata);
        const result = readSafetensors(bytes);
        expect(result).toEqual({ ok: true, tensors: list, metadata });
        if (result.ok) expect([...writeSafetensors(result.tensors, result.metadata)]).toEqual([...bytes]);
      }),
      10,
      300,
    );
  });

  it('damaged files never throw', () => {
    const whole = writeSafetensors(
      [
        { name: 'w', type: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
        { name: 'b', type: 'I64', shape: [2], data: BigInt64Array.of(1n, 2n) },
        { name: 'm', type: 'BOOL', shape: [1, 3], data: Uint8Array.of(1, 0, 1) },
      ],
      new Map([['k', 'v']]),
    );
    let read = 0;
    holds(
      fc.property(damages, (damage) => {
        const result = readSafetensors(damaged(whole, damage));
        if (result.ok) read++;
        else expect(formatErrorText(result.error)).toMatch(/./);
      }),
      11,
      6000,
    );
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThan(5000);
  });

  it('keys of JSON in the order of the text', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.array(tie('tree')),
        fc.dictionary(fc.string(), tie('tree')),
      ),
    }));
    holds(
      fc.property(fc.array(fc.tuple(fc.string(), tree)), fc.constantFrom('', ' ', '\n\t'), (entries, space) => {
        const parts = entries.map(
          ([key, value]) => `${JSON.stringify(key)}${space}:${JSON.stringify(value, null, space)}`,
        );
        expect(topLevelKeys(`{${space}${parts.join(`,${space}`)}}`)).toEqual(entries.map(([key]) => key));
      }),
      12,
      300,
    );
    expect(topLevelKeys(`{"${'\\\\'.repeat(500_000)}":1}`)).toEqual(['\\'.repeat(500_000)]);
  });
});
