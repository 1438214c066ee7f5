/** What other programs' .npy files have that ours have not: whole numbers of other widths, and columns first. */
import { Fault } from './checks';
import { permuted } from './permuted';
import type { Tensor } from './tensors';

/** Whole numbers that are read into a wider type. */
export interface Wider {
  readonly type: 'I32' | 'I64';
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number | bigint;
}

/** By NumPy's name of the type. */
export const wider: ReadonlyMap<string, Wider> = new Map(
  Object.entries({
    '|i1': { type: 'I32', bytes: 1, read: (view, at) => view.getInt8(at) },
    '<i2': { type: 'I32', bytes: 2, read: (view, at) => view.getInt16(at, true) },
    '<u2': { type: 'I32', bytes: 2, read: (view, at) => view.getUint16(at, true) },
    '<u4': { type: 'I64', bytes: 4, read: (view, at) => BigInt(view.getUint32(at, true)) },
    '<u8': { type: 'I64', bytes: 8, read: (view, at) => view.getBigUint64(at, true) },
  } satisfies Readonly<Record<string, Wider>>),
);

/** A tensor of such numbers. Throws a `Fault` for one beyond 2⁶³. */
export function widened({ type, bytes, read }: Wider, shape: readonly number[], values: Uint8Array): Tensor {
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const count = values.length / bytes;
  if (type === 'I32')
    return { type, shape, data: Int32Array.from({ length: count }, (_, i) => Number(read(view, i * bytes))) };
  const data = new BigInt64Array(count);
  for (let i = 0; i < count; i++) {
    const value = BigInt(read(view, i * bytes));
    if (value >= 2n ** 63n) throw new Fault('values', `entry ${i} is ${value}, beyond 2⁶³`);
    data[i] = value;
  }
  return { type, shape, data };
}

/** The same array with its last axis fastest, of one whose first is: in memory that is one with its axes the other way round. */
export function rowsFirst(tensor: Tensor): Tensor {
  const shape = tensor.shape.toReversed();
  return permuted({ ...tensor, shape }, Array.from(shape.keys()).reverse());
}
