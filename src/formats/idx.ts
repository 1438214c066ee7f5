/**
 * IDX files, as MNIST and its kin have them: two zero bytes, a type, the number of axes, their lengths and the values, all of it
 * big endian. Reading never throws.
 */
import { Fault, type FormatError } from './checks';
import { gunzip, isGzip } from './gzip';
import { MAX_DATA_FILE } from './limits';
import { entriesOf, type Tensor } from './tensors';

export type IdxResult =
  | { readonly ok: true; readonly tensor: Tensor }
  | { readonly ok: false; readonly error: FormatError };

interface Type {
  readonly bytes: number;
  readonly read: (view: DataView, count: number) => Tensor['data'];
  readonly type: Tensor['type'];
}

const whole = (bytes: number, entry: (view: DataView, at: number) => number): Type => ({
  bytes,
  type: 'I32',
  read: (view, count) => Int32Array.from({ length: count }, (_, i) => entry(view, i * bytes)),
});

/** By the third byte. Signed bytes and short integers become Int32. */
const types: ReadonlyMap<number, Type> = new Map<number, Type>([
  [
    8,
    {
      bytes: 1,
      type: 'U8',
      read: ({ buffer, byteOffset }, count) => new Uint8Array(buffer, byteOffset, count).slice(),
    },
  ],
  [9, whole(1, (view, at) => view.getInt8(at))],
  [11, whole(2, (view, at) => view.getInt16(at))],
  [12, whole(4, (view, at) => view.getInt32(at))],
  [
    13,
    {
      bytes: 4,
      type: 'F32',
      read: (view, count) => Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i)),
    },
  ],
  [
    14,
    {
      bytes: 8,
      type: 'F64',
      read: (view, count) => Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i)),
    },
  ],
]);

/** Whether bytes begin as IDX does: nothing else begins with two zeros, a known type and one to eight axes. */
export const looksLikeIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 &&
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  types.has(bytes[2] as number) &&
  (bytes[3] as number) in AXES;

/** Numbers of axes that are read. */
const AXES: Readonly<Record<number, true>> = { 1: true, 2: true, 3: true, 4: true };

/**
 * Reads an IDX file, gzipped or not: one array of up to four axes. Refused with a message: another magic number, an unknown type,
 * values that are missing or too many, more than `MAX_DATA_FILE` bytes. The values are copied. Cost: linear in the file.
 */
export function readIdx(bytes: Uint8Array): IdxResult {
  try {
    return { ok: true, tensor: tensorIn(isGzip(bytes) ? gunzip(bytes, MAX_DATA_FILE) : bytes) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

function tensorIn(bytes: Uint8Array): Tensor {
  if (bytes.length > MAX_DATA_FILE)
    throw new Fault('', `the file has ${bytes.length} bytes; at most ${MAX_DATA_FILE} are read`);
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0)
    throw new Fault('', 'not an IDX file: it does not begin with two zeros');
  const [, , code = 0, axes = 0] = bytes;
  const type = types.get(code);
  if (!type) throw new Fault('', `its type is ${code}; ${[...types.keys()].join(', ')} are read`);
  if (!(axes in AXES)) throw new Fault('', `it has ${axes} axes; 1 to 4 are read`);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new Fault('', 'the file ends within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = entriesOf(shape, 'shape');
  const [found, expected] = [bytes.length - start, count * type.bytes];
  if (found !== expected)
    throw new Fault('', `${found} bytes of values, its header (${shape.join(' × ')}) says ${expected}`);
  return {
    type: type.type,
    shape,
    data: type.read(new DataView(bytes.buffer, bytes.byteOffset + start, found), count),
  };
}
