/** Bytes from public/, with their sizes checked before they are used. Every failure says which file and why. */

/** Reads a file below public/ (`digits/weights.bin`), at most `cap` bytes of it. */
export type ReadFile = (path: string, cap: number) => Promise<Uint8Array<ArrayBuffer>>;

/** All bytes of a stream; fails as soon as there are more than `cap`. */
async function readCapped(
  stream: ReadableStream<Uint8Array>,
  path: string,
  cap: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > cap) {
      await reader.cancel();
      throw new Error(`${path}: more than the ${cap} bytes that belong there`);
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Fetches from beside the page, so that any sub-path of a host will do. */
export const fetchFile: ReadFile = async (path, cap) => {
  const base = new URL(import.meta.env.BASE_URL, document.baseURI);
  let response: Response;
  try {
    response = await fetch(new URL(path, base));
  } catch (error) {
    throw new Error(`${path}: could not be fetched (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status} ${response.statusText}`.trimEnd());
  if (!response.body) throw new Error(`${path}: the server's answer is empty`);
  return readCapped(response.body, path, cap);
};

/** Inflates gzip to at most `cap` bytes. Bytes that a server has inflated already are returned as they are. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
  cap: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return await readCapped(stream, path, cap);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(reason.startsWith(path) ? reason : `${path}: damaged gzip data (${reason})`);
  }
}

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
