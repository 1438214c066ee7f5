/** Float32 values out of bytes, with their number checked before they are used. */

/** Little-endian float32 values; fails unless there are exactly `count`, all finite. */
export function float32Values(bytes: Uint8Array, path: string, count: number): Float32Array {
  if (bytes.length !== 4 * count) throw new Error(`${path}: ${bytes.length} bytes, ${4 * count} are needed`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`${path}: value ${bad} is ${values[bad]}`);
  return values;
}

/** Bytes of a base64 string. */
export const base64Bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
