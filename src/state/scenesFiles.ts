/** Bytes from public/, with their sizes checked before they are used. Every failure says which file and why. */

/** Reads a file below public/ (`digits/weights.bin`), at most `cap` bytes of it. */
export type ReadFile = (path: string, cap: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Who hears of the bytes of a scene's files, and may call it off. */
export interface LoadWatch {
  readonly signal: AbortSignal;
  /** Of the file that has most to come still. `total`: null where the server does not say it. */
  fetched(file: string, done: number, total: number | null): unknown;
}

/** All bytes of a stream; fails as soon as there are more than `cap`. */
async function readCapped(
  stream: ReadableStream<Uint8Array>,
  path: string,
  cap: number,
  onLength: (length: number) => void = () => undefined,
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
    onLength(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The length that the server says the body has; null: unknown, or that of what is compressed on the way. */
function lengthOf({ headers }: Response): number | null {
  const said = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(said) && said > 0 && !headers.get('content-encoding') ? said : null;
}

/** Tells of the file that has most to come still. */
function watchedLengths(watch: LoadWatch | null): (file: string, done: number, total: number | null) => void {
  const files = new Map<string, { file: string; done: number; total: number | null }>();
  const rest = ({ done, total }: { done: number; total: number | null }): number => (total ?? done) - done;
  return (file, done, total) => {
    files.set(file, { file, done, total: total !== null && done > total ? null : total });
    const longest = [...files.values()].reduce((a, b) => (rest(b) > rest(a) ? b : a));
    watch?.fetched(longest.file, longest.done, longest.total);
  };
}

/** Fetches from beside the page, so that any sub-path of a host will do. `watch` hears of the bytes, and may call it off. */
export function fetchWith(watch: LoadWatch | null): ReadFile {
  const tell = watchedLengths(watch);
  return async (path, cap) => {
    const base = new URL(import.meta.env.BASE_URL, document.baseURI);
    let response: Response;
    tell(path, 0, null);
    try {
      response = await fetch(new URL(path, base), { signal: watch?.signal ?? null });
    } catch (error) {
      throw new Error(`${path}: could not be fetched (${messageOf(error)})`);
    }
    if (!response.ok)
      throw new Error(`${path}: the server answered ${response.status} ${response.statusText}`.trimEnd());
    if (!response.body) throw new Error(`${path}: the server's answer is empty`);
    const total = lengthOf(response);
    tell(path, 0, total);
    try {
      return await readCapped(response.body, path, cap, (done) => tell(path, done, total));
    } catch (error) {
      const reason = messageOf(error);
      throw new Error(reason.startsWith(path) ? reason : `${path}: the connection ended early (${reason})`);
    }
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
    const reason = messageOf(error);
    throw new Error(reason.startsWith(path) ? reason : `${path}: damaged gzip data (${reason})`);
  }
}
