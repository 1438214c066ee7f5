import type { onnx } from 'onnx-proto';
import { MAX_TENSOR } from '../../core/graph/shapes';
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { brainNumber, halfNumber } from '../halfNumbers';
import { ExternalData } from './external';
import { asNumber, type WholeNumber } from './proto';

/** A tensor that does not depend on the input, with its batch axis if it has one; row-major. */
export interface Tensor {
  readonly shape: Shape;
  readonly values: Float64Array;
  /** Whether its type counts: quotients of such numbers are truncated. */
  readonly integer: boolean;
  /** Number of its type in the file; absent of one that is computed. */
  readonly dataType?: number;
}

/** How values of a type lie in the file. `typed`: the field of the message that holds them where there are no raw bytes. */
interface Layout {
  readonly bytes: number;
  /** Values of 4 bits, two a byte, the first in its lower half. */
  readonly halves?: 'signed' | 'unsigned';
  readonly integer: boolean;
  readonly typed: 'floatData' | 'int32Data' | 'int64Data' | 'doubleData' | 'uint64Data';
  readonly read: (view: DataView, at: number) => number;
  /** A value of the typed field; absent: as it is. */
  readonly fromTyped?: (value: number) => number;
}

/** By number of the type: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, TensorProto.DataType. */
const LAYOUTS: Readonly<Record<number, Layout>> = {
  1: { bytes: 4, integer: false, typed: 'floatData', read: (view, at) => view.getFloat32(at, true) },
  2: { bytes: 1, integer: true, typed: 'int32Data', read: (view, at) => view.getUint8(at) },
  3: { bytes: 1, integer: true, typed: 'int32Data', read: (view, at) => view.getInt8(at) },
  4: { bytes: 2, integer: true, typed: 'int32Data', read: (view, at) => view.getUint16(at, true) },
  5: { bytes: 2, integer: true, typed: 'int32Data', read: (view, at) => view.getInt16(at, true) },
  6: { bytes: 4, integer: true, typed: 'int32Data', read: (view, at) => view.getInt32(at, true) },
  7: { bytes: 8, integer: true, typed: 'int64Data', read: (view, at) => Number(view.getBigInt64(at, true)) },
  9: { bytes: 1, integer: true, typed: 'int32Data', read: (view, at) => (view.getUint8(at) ? 1 : 0) },
  10: {
    bytes: 2,
    integer: false,
    typed: 'int32Data',
    read: (view, at) => halfNumber(view.getUint16(at, true)),
    fromTyped: (bits) => halfNumber(bits & 0xffff),
  },
  11: { bytes: 8, integer: false, typed: 'doubleData', read: (view, at) => view.getFloat64(at, true) },
  12: { bytes: 4, integer: true, typed: 'uint64Data', read: (view, at) => view.getUint32(at, true) },
  13: { bytes: 8, integer: true, typed: 'uint64Data', read: (view, at) => Number(view.getBigUint64(at, true)) },
  16: {
    bytes: 2,
    integer: false,
    typed: 'int32Data',
    read: (view, at) => brainNumber(view.getUint16(at, true)),
    fromTyped: (bits) => brainNumber(bits & 0xffff),
  },
  21: { bytes: 1, halves: 'unsigned', integer: true, typed: 'int32Data', read: (view, at) => view.getUint8(at) },
  22: { bytes: 1, halves: 'signed', integer: true, typed: 'int32Data', read: (view, at) => view.getUint8(at) },
};

/** Whether values of this type count. */
export const isInteger = (dataType: number): boolean => LAYOUTS[dataType]?.integer ?? false;

/** Sizes of axes, checked: whole, from 0, at most `MAX_TENSOR` values in all. */
export function checkedShape(sizes: readonly number[], where: string): Shape {
  for (const size of sizes) if (!Number.isInteger(size) || size < 0) throw new Fault(where, `an axis of size ${size}`);
  const size = sizeOf(sizes);
  if (!(size <= MAX_TENSOR)) throw new Fault(where, `${size} values; at most ${MAX_TENSOR} are taken`);
  return sizes;
}

/** Values of a tensor of the file. `where` names it and who takes it. Throws a `Fault`: another type, too few bytes, data in another file that is not there. `external`: files beside the model's. */
export function readTensor(tensor: onnx.ITensorProto, where: string, external = new ExternalData()): Tensor {
  const type = tensor.dataType ?? 0;
  const layout = LAYOUTS[type];
  if (!layout)
    throw new Fault(where, `values of type ${type} are not read; floats and whole numbers of 4 to 64 bits are`);
  const shape = checkedShape((tensor.dims ?? []).map(asNumber), where);
  const outside = external.bytesOf(tensor, where);
  const raw = outside ?? tensor.rawData;
  const size = layout.halves ? Math.ceil(sizeOf(shape) / 2) : sizeOf(shape);
  const stored =
    outside || raw?.length
      ? rawValues(raw as Uint8Array, layout, size, where)
      : typedValues(tensor, layout, size, where);
  const values = layout.halves ? unpacked(stored, sizeOf(shape), layout.halves) : stored;
  return { shape, values, integer: layout.integer, dataType: type };
}

/** The values of 4 bits that bytes hold. */
function unpacked(bytes: Float64Array, size: number, kind: 'signed' | 'unsigned'): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    const value = ((bytes[i >> 1] as number) >> (4 * (i & 1))) & 15;
    return kind === 'signed' && value > 7 ? value - 16 : value;
  });
}

function rawValues(raw: Uint8Array, layout: Layout, size: number, where: string): Float64Array {
  if (raw.length !== size * layout.bytes)
    throw new Fault(where, `${raw.length} bytes, expected ${size * layout.bytes} for ${size} values`);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = layout.read(view, i * layout.bytes);
  return values;
}

function typedValues(tensor: onnx.ITensorProto, layout: Layout, size: number, where: string): Float64Array {
  const typed: readonly WholeNumber[] = tensor[layout.typed] ?? [];
  if (typed.length !== size) throw new Fault(where, `${typed.length} values, expected ${size}`);
  const { fromTyped } = layout;
  return Float64Array.from(typed, (value) => (fromTyped ? fromTyped(asNumber(value)) : asNumber(value)));
}
