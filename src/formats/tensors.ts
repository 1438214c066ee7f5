/** Arrays as tensor files hold them: a type, a shape, values in C order (the last index runs fastest). */
import { Fault, shown } from './checks';
import { brainNumber, halfNumber } from './halfNumbers';

export type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint16Array | Uint8Array;

/** Types of entries, by the names of safetensors. */
export type TensorType = 'F32' | 'F64' | 'F16' | 'BF16' | 'I32' | 'I64' | 'U8' | 'BOOL';

export interface Tensor {
  readonly type: TensorType;
  /** Empty for a single number. */
  readonly shape: readonly number[];
  /** BOOL: 0 or 1. I64, and the bits of F16 and BF16: as they are; `numbersOf` makes float64 of them. */
  readonly data: TensorData;
}

/** Most indices that a tensor has. */
export const MAX_DIMENSIONS = 32;

export const entryBytes: Readonly<Record<TensorType, number>> = {
  F32: 4,
  F64: 8,
  F16: 2,
  BF16: 2,
  I32: 4,
  I64: 8,
  U8: 1,
  BOOL: 1,
};
export const tensorTypes = Object.keys(entryBytes).join(', ');
export const isTensorType = (name: unknown): name is TensorType =>
  typeof name === 'string' && Object.hasOwn(entryBytes, name);

const reals: readonly TensorType[] = ['F32', 'F64', 'F16', 'BF16'];
export const realTypes = reals.join(', ');
export const isReal = (type: TensorType): boolean => reals.includes(type);

/** The type that holds an array as it is; 16 bits are taken as F16. */
export function typeOf(data: TensorData): TensorType {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Int32Array) return 'I32';
  if (data instanceof Uint16Array) return 'F16';
  return data instanceof BigInt64Array ? 'I64' : 'U8';
}

/** Entries of a shape: the product of its lengths. Throws a `Fault` unless they are whole, not negative, and few enough. */
export function entriesOf(shape: readonly unknown[], where: string): number {
  if (shape.length > MAX_DIMENSIONS)
    throw new Fault(where, `its shape has ${shape.length} lengths; at most ${MAX_DIMENSIONS} are taken`);
  let product = 1;
  for (const length of shape) {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
      throw new Fault(where, `${shown(length)} in its shape is no length`);
    product *= length;
  }
  if (!Number.isSafeInteger(product)) throw new Fault(where, `its shape, ${shape.join(' × ')}, is too large`);
  return product;
}

/** For writers: throws a RangeError when a shape or a type does not fit the values. */
export function checkTensor({ type, shape, data }: Tensor): void {
  const entries = shape.reduce((product, length) => product * length, 1);
  const whole = shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!whole || shape.length > MAX_DIMENSIONS || entries !== data.length)
    throw new RangeError(`invalid shape: ${shape.join(' × ')} for ${data.length} values`);
  const truth = type === 'BOOL' && data instanceof Uint8Array && data.every((value) => value <= 1);
  if (type !== typeOf(data) && !truth && !(type === 'BF16' && data instanceof Uint16Array))
    throw new RangeError(`invalid type: ${type} for values of type ${typeOf(data)}`);
}

/** The bytes of an array: a view. Little endian, as every machine is that runs a browser. */
export const bytesOf = (data: TensorData): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A tensor from its bytes, which are copied and need no alignment. `bytes` must have the length of type and shape. */
export function tensorFrom(type: TensorType, shape: readonly number[], bytes: Uint8Array, where: string): Tensor {
  const { buffer } = new Uint8Array(bytes);
  if (type === 'F32') return { type, shape, data: new Float32Array(buffer) };
  if (type === 'F64') return { type, shape, data: new Float64Array(buffer) };
  if (type === 'I32') return { type, shape, data: new Int32Array(buffer) };
  if (type === 'I64') return { type, shape, data: new BigInt64Array(buffer) };
  if (type === 'F16' || type === 'BF16') return { type, shape, data: new Uint16Array(buffer) };
  const data = new Uint8Array(buffer);
  const wrong = type === 'BOOL' ? data.findIndex((value) => value > 1) : -1;
  if (wrong >= 0) throw new Fault(where, `entry ${wrong} is ${data[wrong]}, neither 0 nor 1`);
  return { type, shape, data };
}

/** The values as float64: exact but for 64-bit integers beyond 2⁵³, which are rounded. */
export function numbersOf({ type, data }: Tensor): Float64Array {
  if (data instanceof BigInt64Array) return Float64Array.from(data as ArrayLike<unknown> as ArrayLike<bigint>, Number);
  if (type === 'F16') return Float64Array.from(data, halfNumber);
  return type === 'BF16' ? Float64Array.from(data, brainNumber) : Float64Array.from(data);
}
