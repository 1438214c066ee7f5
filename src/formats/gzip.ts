/** Gzip, unpacked as far as a limit allows. */
import { Gunzip } from 'fflate';
import { Fault } from './checks';
import { crc32 } from './png/chunks';

/** Compressed bytes that are taken at a time: one of them may become at most a thousand. */
const STEP = 16_384;

/** Check sum and length behind the data. */
const TRAILER = 8;

/** Whether bytes begin as gzip does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/**
 * The bytes of a gzip file with one member, at most `most` of them: what it says of its own length is not believed, so that a
 * small file cannot become a large one. Throws a `Fault` where it is longer, cut off or damaged (its check sum is held against
 * what came out). Cost: linear in what comes out.
 */
export function gunzip(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((part) => {
    length += part.length;
    if (length > most)
      throw new Fault('', `unpacked it has more than ${megabytes(most)}, which is the most that is read`);
    // Streams use their buffers again.
    if (part.length > 0) parts.push(part.slice());
  });
  stream.onmember = (at) => {
    if (at > 0) throw new Fault('', 'several gzip files in one; one is read');
  };
  try {
    for (let at = 0; at < bytes.length; at += STEP)
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      '',
      `the gzip file is cut off or damaged (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  checkTrailer(bytes, parts, length);
  return joined(parts, length);
}

function checkTrailer(bytes: Uint8Array, parts: readonly Uint8Array[], length: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - TRAILER;
  const whole =
    end > 0 && view.getUint32(end + 4, true) === length >>> 0 && view.getUint32(end, true) === crc32(...parts);
  if (!whole) throw new Fault('', 'the gzip file is cut off or damaged: its check sum does not fit');
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
