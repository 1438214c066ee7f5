/** Pixels in memory, four bytes each, red first. Whatever the machine's byte order, a colour is packed and mixed alike. */
import type { Rgb } from '../../palette';

export interface Surface {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top, opaque. Signed, since 32-bit signed integers are what the machine computes with. */
  readonly pixels: Int32Array<ArrayBuffer>;
}

const bytes = new Uint8Array(4);
const word = new Int32Array(bytes.buffer);

/** An opaque colour as one pixel. */
export function packed([red, green, blue]: Rgb): number {
  bytes[0] = red;
  bytes[1] = green;
  bytes[2] = blue;
  bytes[3] = 255;
  return word[0] as number;
}

/** `over` laid on `under` with a share of 0 … 256 (integer), each byte rounded to the nearest. */
export function blend(under: number, over: number, share: number): number {
  // Two bytes at a time, each with room above it for its product. Written out, since a constant of the module would be
  // read anew for every pixel.
  const low = under & 0x00ff00ff;
  const high = (under >>> 8) & 0x00ff00ff;
  const lowMixed = Math.imul((over & 0x00ff00ff) - low, share) + (low << 8) + 0x00800080;
  const highMixed = Math.imul(((over >>> 8) & 0x00ff00ff) - high, share) + (high << 8) + 0x00800080;
  return ((lowMixed >>> 8) & 0x00ff00ff) | (highMixed & 0xff00ff00);
}

/** The first row or column whose centre lies beyond `at`, clamped to 0 … `count`. */
export const firstAfter = (at: number, count: number): number =>
  at > -0.5 ? (at < count ? (at + 0.5) | 0 : count) : 0;
