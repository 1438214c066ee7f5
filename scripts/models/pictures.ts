import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 3 or 4. */
  readonly channels: number;
  /** Row by row, channels last. */
  readonly bytes: Uint8Array;
}

/** The value that a PNG filter predicts from the entries to the left, above, and above to the left. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

function unfiltered(rows: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  const bytes = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)] as number;
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const left = i >= channels ? (bytes[at - channels] as number) : 0;
      const above = y > 0 ? (bytes[at - stride] as number) : 0;
      const corner = i >= channels && y > 0 ? (bytes[at - stride - channels] as number) : 0;
      bytes[at] = (rows[y * (stride + 1) + 1 + i] as number) + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

/** A PNG of 8-bit colours, with or without transparency, not interlaced. Throws an Error for others. */
export function decodePng(file: Uint8Array): Picture {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour, interlace] = [file[24], file[25], file[28]];
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0) throw new Error('not a plain 8-bit colour PNG');
  const parts: Uint8Array[] = [];
  for (let at = 8; at < file.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === 0x49444154) parts.push(file.subarray(at + 8, at + 8 + view.getUint32(at)));
  const channels = colour === 2 ? 3 : 4;
  return { width, height, channels, bytes: unfiltered(inflateSync(Buffer.concat(parts)), width, height, channels) };
}

/** The first three channels of a square part of a picture, row by row, channels last. */
export function crop({ width, channels, bytes }: Picture, left: number, top: number, size: number): Uint8Array {
  const part = new Uint8Array(size * size * 3);
  for (let y = 0, to = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < 3; c++, to++) part[to] = bytes[((top + y) * width + left + x) * channels + c] as number;
  return part;
}
