/** PNG as a list of chunks: length, type, data, check sum. */

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Bytes of a chunk besides its data. */
const FRAME = 12;

export interface Chunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

export type ChunksResult =
  | { readonly ok: true; readonly chunks: readonly Chunk[] }
  | { readonly ok: false; readonly message: string };

const fail = (message: string): ChunksResult => ({ ok: false, message });

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The CRC-32 of PNG and zlib (ISO 3309), of one list of bytes after another. */
export function crc32(...parts: readonly Uint8Array[]): number {
  let crc = 0xffffffff;
  for (const part of parts)
    for (let i = 0; i < part.length; i++) crc = (CRC_TABLE[(crc ^ (part[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const letters = (type: string): Uint8Array => Uint8Array.from(type, (letter) => letter.charCodeAt(0));

export const isPng = (bytes: Uint8Array): boolean =>
  bytes.length >= PNG_SIGNATURE.length && PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);

/**
 * Takes a PNG apart without looking at its pixels. The data are views of `bytes`. Every length is held against what is
 * there before it is used, and every check sum is checked. Stops at IEND; what comes after is not read.
 */
export function readChunks(bytes: Uint8Array): ChunksResult {
  if (!isPng(bytes)) return fail('this is no PNG');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (at + FRAME <= bytes.length) {
    const length = view.getUint32(at);
    if (length > bytes.length - at - FRAME) return fail(`the PNG is cut off in its chunk ${chunks.length}`);
    const name = bytes.subarray(at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(name, data) !== view.getUint32(at + 8 + length))
      return fail(`the PNG is damaged: the check sum of its chunk ${chunks.length} does not fit`);
    chunks.push({ type: String.fromCharCode(...name), data });
    at += FRAME + length;
    if (chunks.at(-1)?.type === 'IEND') return { ok: true, chunks };
  }
  return fail('the PNG is cut off: its last chunk is missing');
}

/** A PNG of these chunks, signature and check sums included. */
export function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const total = chunks.reduce((sum, { data }) => sum + FRAME + data.length, PNG_SIGNATURE.length);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  bytes.set(PNG_SIGNATURE);
  let at = PNG_SIGNATURE.length;
  for (const { type, data } of chunks) {
    const name = letters(type);
    view.setUint32(at, data.length);
    bytes.set(name, at + 4);
    bytes.set(data, at + 8);
    view.setUint32(at + 8 + data.length, crc32(name, data));
    at += FRAME + data.length;
  }
  return bytes;
}
