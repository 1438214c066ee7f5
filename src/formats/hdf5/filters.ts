/** What packs chunks: deflate, shuffle, check sums (IV.A.2.l). */
import { Unzlib } from 'fflate';
import { Fault } from '../checks';
import { damaged, type FileBytes } from './bytes';

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER = 3;
/** Packed bytes that are unpacked at a time. */
const PIECE = 8192;

/** Ids of the filters in the order in which they were applied. */
export function filtersAt(file: FileBytes, offset: number): number[] {
  const [version, count] = [file.u8(offset), file.u8(offset + 1)];
  if (version !== 1 && version !== 2) throw damaged('filters of an unknown version');
  let at = offset + (version === 1 ? 8 : 2);
  return Array.from({ length: count }, () => {
    const id = file.u16(at);
    const named = version === 1 || id >= 256;
    const name = named ? file.u16(at + 2) : 0;
    const values = file.u16(at + (named ? 6 : 4));
    const head = named ? 8 : 6;
    at += head + (version === 1 ? Math.ceil(name / 8) * 8 + (values + (values % 2)) * 4 : name + values * 4);
    return id;
  });
}

/** A chunk as it was before the filters; `size`: of its bytes then, `entry`: of one value. Throws a `Fault`. */
export function unfiltered(packed: Uint8Array, filters: readonly number[], size: number, entry: number): Uint8Array {
  let bytes = packed;
  for (const id of filters.toReversed()) {
    if (id === DEFLATE) bytes = inflated(bytes, size + 4);
    else if (id === SHUFFLE) bytes = unshuffled(bytes, entry);
    else if (id === FLETCHER) bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
    else throw new Fault('', `values are packed by filter ${id}; gzip and shuffle are read`);
  }
  if (bytes.length !== size) throw damaged(`a chunk has ${bytes.length} bytes, expected ${size}`);
  return bytes;
}

/** Inflates piece by piece, and stops as soon as there are more than `most` bytes. */
function inflated(packed: Uint8Array, most: number): Uint8Array {
  const bytes = new Uint8Array(most);
  let length = 0;
  const inflate = new Unzlib((part) => {
    if (length + part.length > most) throw damaged('a chunk unpacks to more than it should');
    bytes.set(part, length);
    length += part.length;
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw damaged(`a chunk cannot be unpacked (${(error as Error).message})`);
  }
  return bytes.subarray(0, length);
}

/** First bytes of all values, second bytes, …, put back together. */
function unshuffled(bytes: Uint8Array, entry: number): Uint8Array {
  const count = Math.floor(bytes.length / entry);
  const out = bytes.slice();
  for (let part = 0; part < entry; part++)
    for (let i = 0; i < count; i++) out[i * entry + part] = bytes[part * count + i] as number;
  return out;
}
