/** NumPy's .npy files (format versions 1 to 3): one array. Reading never throws. */
import { Fault, type FormatError, shown } from './checks';
import { rowsFirst, type Wider, widened, wider } from './npyOrder';
import {
  bytesOf,
  checkTensor,
  entriesOf,
  entryBytes,
  type Tensor,
  type TensorData,
  type TensorType,
  tensorFrom,
  typeOf,
} from './tensors';

/** Longest header that is read, in bytes: those of plain arrays have about a hundred. */
export const MAX_NPY_HEADER = 65_536;

/** \x93NUMPY */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy has no BF16 of its own. */
const descriptions: Readonly<Record<Exclude<TensorType, 'BF16'>, string>> = {
  F32: '<f4',
  F64: '<f8',
  F16: '<f2',
  I32: '<i4',
  I64: '<i8',
  U8: '|u1',
  BOOL: '|b1',
};
const readable = new Map(Object.entries(descriptions).map(([type, text]) => [text, type as TensorType]));

export type NpyResult =
  | { readonly ok: true; readonly tensor: Tensor }
  | { readonly ok: false; readonly error: FormatError };

/**
 * A .npy file, version 1.0, little endian, C order. `type` need only be given for truth values (BOOL in a Uint8Array).
 * Throws a RangeError for BF16, and when the shape does not fit the values.
 */
export function writeNpy(data: TensorData, shape: readonly number[], type = typeOf(data)): Uint8Array {
  checkTensor({ type, shape, data });
  if (type === 'BF16') throw new RangeError('invalid type: NumPy has no BF16');
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descriptions[type]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Spaces before the line feed bring the data to a multiple of 64 bytes.
  const start = Math.ceil((10 + text.length + 1) / 64) * 64;
  const file = new Uint8Array(start + data.byteLength);
  file.set(MAGIC);
  file.set([1, 0, (start - 10) & 0xff, (start - 10) >> 8], 6);
  file.set(new TextEncoder().encode(`${text.padEnd(start - 11)}\n`), 10);
  file.set(bytesOf(data), start);
  return file;
}

/**
 * Reads what `writeNpy` writes, and other files of plain little-endian arrays: <f4, <f8, <f2, <i4, <i8, |u1, |b1, and other whole
 * numbers, which become I32 or I64. Arrays whose columns come first (Fortran order) are turned to rows first. Anything else comes
 * back as an error that says what it is. The values are copied. Cost: linear in the file.
 */
export function readNpy(bytes: Uint8Array): NpyResult {
  try {
    const { text, start } = headerOf(bytes);
    const { type, narrow, shape, columnsFirst } = describe(text);
    const length = entriesOf(shape, 'shape') * (narrow?.bytes ?? entryBytes[type]);
    const found = bytes.length - start;
    if (found !== length)
      throw new Fault('', `${found} bytes of values, expected ${length} for ${shape.join(' × ') || 'one value'}`);
    const values = bytes.subarray(start);
    const tensor = narrow ? widened(narrow, shape, values) : tensorFrom(type, shape, values, 'values');
    return { ok: true, tensor: columnsFirst ? rowsFirst(tensor) : tensor };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

function headerOf(bytes: Uint8Array): { text: string; start: number } {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Fault('', 'not a .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw new Fault('', `version ${version} of the format is not known; 1 to 3 are`);
  const wide = version > 1;
  const first = wide ? 12 : 10;
  if (bytes.length < first) throw new Fault('', 'the file ends within its header');
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > MAX_NPY_HEADER) throw new Fault('', `a header of ${length} bytes; at most ${MAX_NPY_HEADER} are read`);
  if (first + length > bytes.length) throw new Fault('', 'the file ends within its header');
  const text = new TextDecoder('latin1').decode(bytes.subarray(first, first + length));
  return { text, start: first + length };
}

/** One entry of the header, a Python dictionary: its key, and a text, a truth value or a tuple. */
const ENTRY = /\s*'(\w+)'\s*:\s*(?:'([^']*)'|(True|False)|\(([\d,\s]*)\))\s*(?:,\s*|(?=\}))/y;

interface Described {
  readonly type: TensorType;
  /** Whole numbers of another width than the types have. */
  readonly narrow: Wider | null;
  readonly shape: number[];
  readonly columnsFirst: boolean;
}

function describe(text: string): Described {
  if (/'descr'\s*:\s*\[/.test(text)) throw new Fault('descr', 'arrays of records are not supported');
  const found = new Map<string, string>();
  ENTRY.lastIndex = text.indexOf('{') + 1;
  let end = ENTRY.lastIndex;
  for (let entry = ENTRY.exec(text); entry; entry = ENTRY.exec(text)) {
    if (found.has(entry[1] as string)) throw new Fault(entry[1] as string, 'given twice');
    found.set(entry[1] as string, entry[2] ?? entry[3] ?? entry[4] ?? '');
    end = ENTRY.lastIndex;
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => found.get(key));
  if (!/^\s*\}\s*$/.test(text.slice(end)) || descr === undefined || order === undefined || shape === undefined)
    throw new Fault('', `a header that is not understood: ${shown(text)}`);
  if (order !== 'False' && order !== 'True') throw new Fault('fortran_order', `${shown(order)} is no truth value`);
  const narrow = wider.get(descr) ?? null;
  const type = narrow?.type ?? readable.get(descr);
  if (!type)
    throw new Fault(
      'descr',
      `${shown(descr)} is not supported; ${[...readable.keys(), ...wider.keys()].join(', ')} are`,
    );
  const lengths = shape.split(',').map((part) => part.trim());
  if (lengths.at(-1) === '') lengths.pop();
  if (lengths.some((part) => !/^\d+$/.test(part))) throw new Fault('shape', `(${shape}) is no shape`);
  return { type, narrow, shape: lengths.map(Number), columnsFirst: order === 'True' };
}
