/** The directory of a zip archive: what is in it, where, and how large it says it is. Nothing is inflated here. */
import { Fault, shown } from '../checks';

/** A file in an archive, as the directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

/** Most files of an archive. */
export const MAX_ZIP_ENTRIES = 10_000;

const END = 0x06054b50;
const END_SIZE = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
/** Stands where a size is in a zip64 field instead. */
const ELSEWHERE = 0xffffffff;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A file of an archive as messages name it. */
export const entryLabel = (name: string): string => `file ${shown(name)}`;

/**
 * Entries in the order of the directory; folders are left out. Throws a `Fault` for what is no archive, is cut off, has too
 * many files, one twice, one that is encrypted, or sizes of 4 GB and more. Cost: linear in the directory.
 */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] {
  const { view, start, count } = endOf(bytes);
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_SIZE > bytes.length || view.getUint32(at, true) !== CENTRAL)
      throw new Fault('', `a damaged zip archive: entry ${i} of its directory is not there`);
    const nameLength = view.getUint16(at + 28, true);
    const length = CENTRAL_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength));
    const entry = entryAt(view, at, name);
    if (seen.has(name)) throw new Fault(entryLabel(name), 'is in the archive twice');
    seen.add(name);
    if (!name.endsWith('/')) entries.push(entry);
    at += length;
  }
  return entries;
}

/** The record at the archive's end; a comment of at most 64 kB may follow it. */
function endOf(bytes: Uint8Array): { view: DataView; start: number; count: number } {
  const view = viewOf(bytes);
  const last = bytes.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (count > MAX_ZIP_ENTRIES || start === ELSEWHERE)
      throw new Fault('', `a zip archive of ${count} files; at most ${MAX_ZIP_ENTRIES} are read, and none of 4 GB`);
    return { view, start, count };
  }
  throw new Fault('', 'no zip archive, or one that is cut off: the end of its directory is missing');
}

function entryAt(view: DataView, at: number, name: string): ZipEntry {
  const where = entryLabel(name);
  if (view.getUint16(at + 8, true) & 1) throw new Fault(where, 'is encrypted');
  const [compressedSize, size, offset] = [20, 24, 42].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ];
  if ([compressedSize, size, offset].includes(ELSEWHERE)) throw new Fault(where, 'is said to have 4 GB or more');
  return {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    compressedSize,
    size,
    offset,
  };
}
