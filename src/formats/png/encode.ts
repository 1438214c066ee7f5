/** Small images as PNG, without compression: for pictures inside a drawing. */
import { writeChunks } from './chunks';

/** Bytes of a stored block of deflate. */
const BLOCK = 65_535;

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

/** A zlib stream of stored blocks. */
function stored(bytes: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const out = new Uint8Array(2 + 5 * blocks + bytes.length + 4);
  const view = new DataView(out.buffer);
  out.set([0x78, 0x01]);
  let at = 2;
  for (let block = 0; block < blocks; block++) {
    const part = bytes.subarray(block * BLOCK, (block + 1) * BLOCK);
    out[at] = Number(block === blocks - 1);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    out.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, adler32(bytes));
  return out;
}

/** width × height pixels (RGBA from the top row, taken as opaque) as an 8-bit RGB PNG; about 3 bytes a pixel. */
export function encodePng(width: number, height: number, rgba: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const row = 1 + 3 * width;
  const lines = new Uint8Array(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) lines[y * row + 1 + 3 * x + c] = rgba[4 * (y * width + x) + c] as number;
  return writeChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: stored(lines) },
    { type: 'IEND', data: new Uint8Array() },
  ]);
}
