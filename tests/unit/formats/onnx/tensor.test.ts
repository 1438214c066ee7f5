import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../../../src/formats/onnx/proto';
import { readTensor } from '../../../../src/formats/onnx/tensor';
import { modelBytes, tensorOf } from '../../../support/onnxFiles';

const values = (tensor: Parameters<typeof readTensor>[0]): number[] => [...readTensor(tensor, 'w').values];

const raw = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

describe('tensors of every type', () => {
  it('are read from raw bytes, little-endian', () => {
    const dims = [1];
    expect(values({ dims, dataType: 1, rawData: raw(0, 0, 0x20, 0xc0) })).toEqual([-2.5]);
    expect(values({ dims, dataType: 2, rawData: raw(200) })).toEqual([200]);
    expect(values({ dims, dataType: 3, rawData: raw(200) })).toEqual([-56]);
    expect(values({ dims, dataType: 4, rawData: raw(1, 200) })).toEqual([51201]);
    expect(values({ dims, dataType: 5, rawData: raw(0xff, 0xff) })).toEqual([-1]);
    expect(values({ dims, dataType: 6, rawData: raw(0xfe, 0xff, 0xff, 0xff) })).toEqual([-2]);
    expect(values({ dims, dataType: 7, rawData: raw(0xfd, 255, 255, 255, 255, 255, 255, 255) })).toEqual([-3]);
    expect(values({ dims, dataType: 9, rawData: raw(2) })).toEqual([1]);
    expect(values({ dims, dataType: 10, rawData: raw(0, 0xc1) })).toEqual([-2.5]);
    expect(values({ dims, dataType: 11, rawData: raw(0, 0, 0, 0, 0, 0, 0x04, 0xc0) })).toEqual([-2.5]);
    expect(values({ dims, dataType: 12, rawData: raw(0xff, 0xff, 0xff, 0xff) })).toEqual([4294967295]);
    expect(values({ dims, dataType: 13, rawData: raw(5, 0, 0, 0, 1, 0, 0, 0) })).toEqual([4294967301]);
    expect(values({ dims, dataType: 16, rawData: raw(0x20, 0xc0) })).toEqual([-2.5]);
  });

  it('are read from the typed fields', () => {
    const dims = [2];
    expect(values({ dims, dataType: 1, floatData: [1.5, -2] })).toEqual([1.5, -2]);
    expect(values({ dims, dataType: 6, int32Data: [3, -4] })).toEqual([3, -4]);
    expect(values({ dims, dataType: 3, int32Data: [3, -4] })).toEqual([3, -4]);
    expect(values({ dims, dataType: 7, int64Data: [3, -4] })).toEqual([3, -4]);
    expect(values({ dims, dataType: 10, int32Data: [0xc100, 0x3c00] })).toEqual([-2.5, 1]);
    expect(values({ dims, dataType: 16, int32Data: [0xc020, 0x3f80] })).toEqual([-2.5, 1]);
    expect(values({ dims, dataType: 11, doubleData: [0.1, 0.2] })).toEqual([0.1, 0.2]);
    expect(values({ dims, dataType: 13, uint64Data: [1, 2] })).toEqual([1, 2]);
  });

  it('of 4 bits lie two in a byte, the first in its lower half', () => {
    expect(values({ dims: [3], dataType: 21, rawData: raw(0xa1, 0x0f) })).toEqual([1, 10, 15]);
    expect(values({ dims: [3], dataType: 22, rawData: raw(0xa1, 0x0f) })).toEqual([1, -6, -1]);
    expect(values({ dims: [3], dataType: 22, int32Data: [0x78, 0x0f] })).toEqual([-8, 7, -1]);
    expect(() => readTensor({ dims: [3], dataType: 21, rawData: raw(0xa1) }, 'w')).toThrow('1 bytes, expected 2');
  });

  it('are refused with a reason', () => {
    const at = (tensor: Parameters<typeof readTensor>[0]) => () => readTensor(tensor, 'w');
    expect(at({ dims: [2], dataType: 1, rawData: raw(0, 0, 0, 0) })).toThrow('4 bytes, expected 8 for 2 values');
    expect(at({ dims: [2], dataType: 1, floatData: [1] })).toThrow('1 values, expected 2');
    expect(at({ dims: [1], dataType: 8 })).toThrow('values of type 8 are not read');
    expect(at({ dims: [-1], dataType: 1 })).toThrow('an axis of size -1');
    expect(at({ dims: [65536, 65536], dataType: 1 })).toThrow('4294967296 values; at most 16777216 are taken');
    const externalData = [{ key: 'location', value: 'weights.bin' }];
    expect(at({ dims: [1], dataType: 1, dataLocation: 1, externalData })).toThrow("in another file, 'weights.bin'");
  });
});

it('a file that Node has read is taken as plain bytes: views of its own kind make Node warn on stderr', () => {
  const model = { inputs: { x: [1, 2] }, outputs: ['y'], tensors: { w: tensorOf([2, 2], 1) }, nodes: [] };
  const { graph } = decodeModel(Buffer.from(modelBytes(model)));
  const [weights] = graph.initializer ?? [];
  expect(Object.getPrototypeOf(weights?.rawData)).toBe(Uint8Array.prototype);
});
