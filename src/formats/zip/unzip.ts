/** Files of a zip archive. Sizes are held against the cap before anything is inflated, and again while it is. */
import { Inflate } from 'fflate';
import { Fault } from '../checks';
import { crc32 } from '../png/chunks';
import { entryLabel, type ZipEntry, zipDirectory } from './directory';

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
/** Compressed bytes that are inflated at a time: they make at most a thousand times as many. */
const PIECE = 8192;

export interface UnzipOptions {
  /** Most bytes that all files that are read may have together. */
  readonly maxBytes: number;
  /** Which files are read, by their names; all without it. */
  readonly wanted?: (name: string) => boolean;
}

/**
 * Contents by name, in the order of the directory. Throws a `Fault`: as `zipDirectory`, for files that have more bytes than
 * the directory says or than the cap, unknown methods, and check sums that do not fit. Cost: linear in what comes out.
 */
export function unzip(bytes: Uint8Array, { maxBytes, wanted = () => true }: UnzipOptions): Map<string, Uint8Array> {
  const entries = zipDirectory(bytes).filter(({ name }) => wanted(name));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > maxBytes)
    throw new Fault('', `a zip archive whose files have ${total} bytes; at most ${maxBytes} are unpacked`);
  return new Map(entries.map((entry) => [entry.name, contentOf(bytes, entry)]));
}

function contentOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const where = entryLabel(entry.name);
  const packed = packedBytes(bytes, entry);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Fault(where, `is packed by method ${entry.method}; stored and deflated files are read`);
  const content = entry.method === STORED ? packed.slice() : inflated(packed, entry);
  if (content.length !== entry.size)
    throw new Fault(where, `has ${content.length} bytes, the directory says ${entry.size}`);
  if (crc32(content) !== entry.crc) throw new Fault(where, 'is damaged: its check sum does not fit');
  return content;
}

function packedBytes(bytes: Uint8Array, { name, offset, compressedSize }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const where = entryLabel(name);
  if (offset + LOCAL_SIZE > bytes.length || view.getUint32(offset, true) !== LOCAL)
    throw new Fault(where, 'is not where the directory says');
  const start = offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressedSize > bytes.length) throw new Fault(where, 'is cut off');
  return bytes.subarray(start, start + compressedSize);
}

/** Inflates piece by piece, and stops as soon as there is more than the directory says. */
function inflated(packed: Uint8Array, { name, size }: ZipEntry): Uint8Array {
  const content = new GrowingBytes();
  const inflate = new Inflate((part) => {
    if (content.length + part.length > size)
      throw new Fault(entryLabel(name), `has more than the ${size} bytes that the directory says`);
    content.add(part);
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(entryLabel(name), `is damaged: ${(error as Error).message}`);
  }
  return content.whole();
}

class GrowingBytes {
  length = 0;
  private readonly parts: Uint8Array[] = [];

  add(part: Uint8Array): void {
    this.parts.push(part);
    this.length += part.length;
  }

  whole(): Uint8Array {
    const bytes = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
