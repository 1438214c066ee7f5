/** Values of a dataset, in one piece or in chunks (IV.A.2.i). */
import { Fault } from '../checks';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { type Tensor, tensorFrom } from '../tensors';
import { damaged, type FileBytes, NOWHERE } from './bytes';
import { filtersAt, unfiltered } from './filters';
import { MESSAGE, type Message } from './objectHeader';
import { leaves } from './trees';
import { dataTypeAt, shapeAt } from './types';

const CHUNK_TREE = 1;
const COMPACT = 0;
const CONTIGUOUS = 1;

interface Values {
  readonly shape: readonly number[];
  /** Bytes of one value. */
  readonly entry: number;
  readonly filters: readonly number[];
  /** All of them, in order. */
  readonly bytes: Uint8Array;
}

/** The tensor of a dataset. Throws a `Fault` at `where` for values of other types and for too many. */
export function tensorOf(file: FileBytes, messages: readonly Message[], where: string): Tensor {
  const typeMessage = the(messages, MESSAGE.datatype);
  if (typeMessage.shared) throw new Fault(where, 'its type is kept elsewhere, which is not read here');
  const type = dataTypeAt(file, typeMessage.offset);
  if (type.kind !== 'number')
    throw new Fault(where, `holds values of type ${type.kind === 'other' ? type.name : 'text'}, not numbers`);
  const shape = shapeAt(file, the(messages, MESSAGE.dataspace).offset);
  const count = shape.reduce((product, length) => product * length, 1);
  if (count > MAX_GRAPH_PARAMETERS)
    throw new Fault(where, `${count} values; at most ${MAX_GRAPH_PARAMETERS} are taken`);
  file.spend(count * type.size);
  const filterMessage = messages.find((message) => message.type === MESSAGE.filters);
  const filters = filterMessage ? filtersAt(file, filterMessage.offset) : [];
  const values = { shape, entry: type.size, filters, bytes: new Uint8Array(count * type.size) };
  fill(file, the(messages, MESSAGE.layout).offset, values);
  if (type.bigEndian) reverseEntries(values.bytes, type.size);
  return tensorFrom(type.type, shape, values.bytes, where);
}

function the(messages: readonly Message[], type: number): Message {
  const message = messages.find((each) => each.type === type);
  if (!message) throw damaged('a dataset has no type, shape or place');
  return message;
}

function fill(file: FileBytes, layout: number, values: Values): void {
  const [version, kind] = [file.u8(layout), file.u8(layout + 1)];
  if (version !== 3 && version !== 4) throw new Fault('', `values in a layout of version ${version}; 3 and 4 are read`);
  const { bytes } = values;
  if (kind === COMPACT) {
    bytes.set(file.part(layout + 4, bytes.length));
  } else if (kind === CONTIGUOUS) {
    const address = file.address(layout + 2);
    // Values that were never written are 0.
    if (address !== NOWHERE) bytes.set(file.part(address, bytes.length));
  } else if (version === 3) fillFromTree(file, layout, values);
  else fillFromOne(file, layout, values);
}

/** Chunks in a tree. */
function fillFromTree(file: FileBytes, layout: number, values: Values): void {
  const rank = file.u8(layout + 2) - 1;
  const tree = file.address(layout + 3);
  const chunk = chunkShape(values, rank, (i) => file.u32(layout + 11 + 4 * i));
  for (const { key, child } of leaves(file, tree, CHUNK_TREE, 8 + 8 * (rank + 1))) {
    const start = chunk.map((_, i) => file.uint(key + 8 + 8 * i, 8));
    place(file, values, { chunk, start, mask: file.u32(key + 4), packed: file.part(child, file.u32(key)) });
  }
}

/** The newer layout, where all values are in one chunk. */
function fillFromOne(file: FileBytes, layout: number, values: Values): void {
  const [flags, rank, width] = [file.u8(layout + 2), file.u8(layout + 3) - 1, file.u8(layout + 4)];
  if (width < 1 || width > 8) throw damaged('chunks have no size');
  const index = layout + 5 + width * (rank + 1);
  if (file.u8(index) !== 1) throw new Fault('', 'values in an index of chunks that is not read here');
  const chunk = chunkShape(values, rank, (i) => file.uint(layout + 5 + width * i, width));
  const size = chunk.reduce((product, length) => product * length, values.entry);
  const filtered = (flags & 2) !== 0;
  const [length, mask] = filtered ? [file.uint(index + 1, 8), file.u32(index + 9)] : [size, 0];
  const address = file.address(index + (filtered ? 13 : 1));
  if (address === NOWHERE) return;
  place(file, values, { chunk, start: chunk.map(() => 0), mask, packed: file.part(address, length) });
}

function chunkShape({ shape, entry }: Values, rank: number, length: (i: number) => number): number[] {
  if (rank !== shape.length) throw damaged('chunks have another number of axes than the values');
  const chunk = shape.map((_, i) => length(i));
  const size = chunk.reduce((product, each) => product * each, entry);
  if (chunk.includes(0) || size > 8 * MAX_GRAPH_PARAMETERS) throw damaged('chunks have no usable size');
  return chunk;
}

interface Chunk {
  readonly chunk: readonly number[];
  readonly start: readonly number[];
  /** Bits of filters that were left out. */
  readonly mask: number;
  readonly packed: Uint8Array;
}

/** Copies what of a chunk lies within the values, row by row. */
function place(file: FileBytes, values: Values, { chunk, start, mask, packed }: Chunk): void {
  const { shape, entry, filters, bytes } = values;
  const size = chunk.reduce((product, length) => product * length, entry);
  file.spend(size);
  const used = filters.filter((_, i) => (mask & (1 << i)) === 0);
  const content = unfiltered(packed, used, size, entry);
  const last = shape.length - 1;
  const rowLength = Math.min(chunk[last] ?? 1, (shape[last] ?? 1) - (start[last] ?? 0)) * entry;
  const rows = size / entry / (chunk[last] ?? 1);
  for (let row = 0; row < rows && rowLength > 0; row++) {
    let [rest, target, stride, inside] = [row, start[last] ?? 0, shape[last] ?? 1, true];
    for (let axis = last - 1; axis >= 0; axis--) {
      const at = (start[axis] as number) + (rest % (chunk[axis] as number));
      rest = Math.floor(rest / (chunk[axis] as number));
      inside &&= at < (shape[axis] as number);
      target += at * stride;
      stride *= shape[axis] as number;
    }
    const from = row * (chunk[last] ?? 1) * entry;
    if (inside) bytes.set(content.subarray(from, from + rowLength), target * entry);
  }
}

function reverseEntries(bytes: Uint8Array, size: number): void {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
