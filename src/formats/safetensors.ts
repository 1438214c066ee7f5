/**
 * safetensors files: the length of a header (64 bits), the header (JSON: a type, a shape and a place for each name), the
 * values. Reading never throws; what is wrong names the tensor.
 */
import { Fault, type FormatError, type JsonObject, listAt, objectAt, shown } from './checks';
import { topLevelKeys } from './jsonKeys';
import {
  bytesOf,
  checkTensor,
  entriesOf,
  entryBytes,
  isTensorType,
  type Tensor,
  type TensorType,
  tensorFrom,
  tensorTypes,
} from './tensors';

/** Longest header that is read or written, in bytes. */
export const MAX_SAFETENSORS_HEADER = 1024 * 1024;

export interface NamedTensor extends Tensor {
  readonly name: string;
}

export type SafetensorsResult =
  | {
      readonly ok: true;
      /** In the order of the header. */
      readonly tensors: readonly NamedTensor[];
      /** Texts of the writer's own. */
      readonly metadata: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly error: FormatError };

const METADATA = '__metadata__';

/**
 * A safetensors file. Values of wider types come first, so that each tensor is aligned to its entries. Throws a RangeError
 * for a name that comes twice, the name `__metadata__`, a shape that does not fit, or a header beyond the limit.
 */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const places = new Map<NamedTensor, number>();
  let size = 0;
  for (const tensor of tensors.toSorted((a, b) => entryBytes[b.type] - entryBytes[a.type])) {
    checkTensor(tensor);
    places.set(tensor, size);
    size += tensor.data.byteLength;
  }
  if (new Set(tensors.map(({ name }) => name)).add(METADATA).size !== tensors.length + 1)
    throw new RangeError(`invalid names: one comes twice, or is ${METADATA}`);
  const fields = tensors.map((tensor) => {
    const begin = places.get(tensor) as number;
    const place = `[${begin},${begin + tensor.data.byteLength}]`;
    return `${JSON.stringify(tensor.name)}:{"dtype":"${tensor.type}","shape":[${tensor.shape.join(',')}],"data_offsets":${place}}`;
  });
  if (metadata.size > 0) fields.unshift(`"${METADATA}":${JSON.stringify(Object.fromEntries(metadata))}`);
  const header = new TextEncoder().encode(`{${fields.join(',')}}`);
  const start = 8 + Math.ceil(header.length / 8) * 8;
  if (start - 8 > MAX_SAFETENSORS_HEADER) throw new RangeError(`invalid header: ${header.length} bytes`);
  const file = new Uint8Array(start + size).fill(0x20, 8, start);
  new DataView(file.buffer).setUint32(0, start - 8, true);
  file.set(header, 8);
  for (const [tensor, begin] of places) file.set(bytesOf(tensor.data), start + begin);
  return file;
}

/** A file's header, checked against the file; no values are copied yet. */
export interface SafetensorsLayout {
  /** In the order of the header. */
  readonly places: readonly TensorPlace[];
  /** Texts of the writer's own. */
  readonly metadata: ReadonlyMap<string, string>;
  /** A view of the bytes that the places count in. */
  readonly values: Uint8Array;
}

/** Where a tensor lies: from byte `begin` up to byte `end` of the values. */
export interface TensorPlace {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** A tensor as messages name it. */
export const tensorLabel = (name: string): string => `tensor ${shown(name)}`;

/**
 * Reads tensors of the types that `tensorTypes` lists. The values are copied. Refused are headers of more than 1 MB, names
 * that come twice, places outside the file, places that overlap or leave bytes over. Cost: linear in the file.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsResult {
  try {
    const layout = safetensorsLayout(bytes);
    return { ok: true, tensors: layout.places.map((place) => tensorAt(layout, place)), metadata: layout.metadata };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

/** What `readSafetensors` checks, without the values. Throws a `Fault`. Cost: linear in the header. */
export function safetensorsLayout(bytes: Uint8Array): SafetensorsLayout {
  const { header, keys, values } = headerOf(bytes);
  const places = keys.filter((name) => name !== METADATA).map((name) => placeOf(name, header[name], values.length));
  checkCover(places, values.length);
  return { places, metadata: metadataOf(header[METADATA]), values };
}

/** A tensor of a file, its values copied. Throws a `Fault` for truth values that are none. */
export const tensorAt = ({ values }: SafetensorsLayout, place: TensorPlace): NamedTensor => {
  const { name, type, shape, begin, end } = place;
  return { name, ...tensorFrom(type, shape, values.subarray(begin, end), tensorLabel(name)) };
};

function headerOf(bytes: Uint8Array): { header: JsonObject; keys: string[]; values: Uint8Array } {
  if (bytes.length < 8) throw new Fault('', 'not a safetensors file: shorter than 8 bytes');
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > MAX_SAFETENSORS_HEADER)
    throw new Fault('', `a header of ${length} bytes; at most ${MAX_SAFETENSORS_HEADER} are read`);
  if (8 + length > bytes.length) throw new Fault('', `the file ends within its header of ${length} bytes`);
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, 8 + length));
    header = JSON.parse(text);
  } catch (error) {
    throw new Fault('', `the header is not valid JSON: ${(error as Error).message}`);
  }
  if (!text.startsWith('{')) throw new Fault('', `the header is no object: ${shown(header)}`);
  const keys = topLevelKeys(text);
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new Fault(tensorLabel(key), 'named twice');
    seen.add(key);
  }
  return { header: objectAt(header, ''), keys, values: bytes.subarray(8 + length) };
}

function placeOf(name: string, value: unknown, available: number): TensorPlace {
  const where = tensorLabel(name);
  const entry = objectAt(value, where);
  const type = entry.dtype;
  if (!isTensorType(type)) throw new Fault(where, `dtype ${shown(type)} is not supported; ${tensorTypes} are`);
  const shape = listAt(entry.shape, `${where}, shape`);
  const bytes = entriesOf(shape, where) * entryBytes[type];
  const offsets = listAt(entry.data_offsets, `${where}, data_offsets`);
  const [begin, end] = offsets;
  const whole = offsets.every((offset) => Number.isSafeInteger(offset));
  if (
    offsets.length !== 2 ||
    !whole ||
    typeof begin !== 'number' ||
    typeof end !== 'number' ||
    begin < 0 ||
    end < begin
  )
    throw new Fault(where, `data_offsets ${shown(JSON.stringify(offsets))} are no two places in order`);
  if (end > available) throw new Fault(where, `ends at byte ${end}; the file holds ${available} bytes of values`);
  if (end - begin !== bytes)
    throw new Fault(where, `has ${end - begin} bytes, expected ${bytes} for ${shape.join(' × ') || 'one value'}`);
  return { name, type, shape: shape as readonly number[], begin, end };
}

/** Places must follow one another from the first byte to the last. */
function checkCover(places: readonly TensorPlace[], available: number): void {
  let covered = 0;
  let before = '';
  for (const { name, begin, end } of places.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < covered) throw new Fault(tensorLabel(name), `overlaps ${tensorLabel(before)}`);
    if (begin > covered) throw new Fault(tensorLabel(name), `${begin - covered} bytes before it belong to no tensor`);
    covered = end;
    before = name;
  }
  if (covered < available) throw new Fault('', `${available - covered} bytes at the end belong to no tensor`);
}

function metadataOf(value: unknown): Map<string, string> {
  if (value === undefined) return new Map();
  const entries = Object.entries(objectAt(value, METADATA));
  for (const [key, text] of entries)
    if (typeof text !== 'string') throw new Fault(METADATA, `${shown(key)}: expected a text, found ${shown(text)}`);
  return new Map(entries as [string, string][]);
}
