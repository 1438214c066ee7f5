/** Types and shapes of values (IV.A.2.d and IV.A.2.b). */
import { Fault } from '../checks';
import { MAX_DIMENSIONS, type TensorType } from '../tensors';
import { damaged, type FileBytes } from './bytes';

/** A type of values. `vlenText`: a text in a global heap. */
export type DataType =
  | { readonly kind: 'number'; readonly type: TensorType; readonly size: number; readonly bigEndian: boolean }
  | { readonly kind: 'text' | 'vlenText'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number; readonly name: string };

const CLASSES = [
  'integer',
  'float',
  'time',
  'text',
  'bits',
  'opaque',
  'compound',
  'reference',
  'enumeration',
  'vlen',
  'array',
];
const ENUMERATION = 8;
const VLEN = 9;

/** The type at a place. Throws a `Fault` only for what lies outside the file. */
export function dataTypeAt(file: FileBytes, offset: number): DataType {
  const kind = file.u8(offset) & 15;
  const bits = file.u8(offset + 1);
  const size = file.u32(offset + 4);
  const name = CLASSES[kind] ?? `class ${kind}`;
  if (name === 'text') return { kind: 'text', size };
  if (kind === VLEN && (bits & 15) === 1) return { kind: 'vlenText', size };
  // Truth values are an enumeration; its numbers follow.
  if (kind === ENUMERATION) return dataTypeAt(file, offset + 8);
  const type = numberType(name, size, (bits & 8) !== 0);
  return type ? { kind: 'number', type, size, bigEndian: (bits & 1) !== 0 } : { kind: 'other', size, name };
}

function numberType(name: string, size: number, signed: boolean): TensorType | null {
  if (name === 'float') return size === 2 ? 'F16' : size === 4 ? 'F32' : size === 8 ? 'F64' : null;
  if (name !== 'integer') return null;
  if (size === 1 && !signed) return 'U8';
  return signed && size === 4 ? 'I32' : signed && size === 8 ? 'I64' : null;
}

/** The shape at a place; empty for a single value. */
export function shapeAt(file: FileBytes, offset: number): number[] {
  const version = file.u8(offset);
  const rank = file.u8(offset + 1);
  if (version !== 1 && version !== 2) throw damaged('a shape of an unknown version');
  if (rank > MAX_DIMENSIONS) throw new Fault('', `a shape of ${rank} lengths; at most ${MAX_DIMENSIONS} are taken`);
  const first = offset + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, i) => file.uint(first + 8 * i, 8));
}
