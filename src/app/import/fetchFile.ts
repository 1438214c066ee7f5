/** A file from an address that a person gave. */

export interface FetchOptions {
  /** Bytes that are read at most. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Called with the bytes that have come, and with how many there are where the server says so. */
  readonly onProgress: (done: number, total: number | null) => void;
}

export type Fetched =
  /** `type`: as the server names it, without its parameters; empty where it does not. */
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }
  /** `message` is null when it was cancelled. */
  | { readonly ok: false; readonly message: string | null };

const fail = (message: string | null): Fetched => ({ ok: false, message });

/** Neither cookies nor this page's address, and with it its state, go to another server. */
const PRIVATE: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer' };

const REASONS: Readonly<Record<number, string>> = {
  401: 'it asks for a login',
  403: 'it may not be read',
  404: 'there is no such file',
  410: 'it is gone',
  429: 'too many requests',
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Fetches a file. Never rejects: what goes wrong comes back in words. Reading stops at `most` bytes. */
export async function fetchFile(url: string, options: FetchOptions): Promise<Fetched> {
  const { signal } = options;
  try {
    let response: Response;
    try {
      response = await fetch(url, { ...PRIVATE, signal });
    } catch {
      return fail(signal.aborted ? null : await whyNot(url, signal));
    }
    if (!response.ok) {
      const reason = REASONS[response.status] ?? response.statusText;
      return fail(`The server answers HTTP ${response.status}${reason ? `: ${reason}` : ''}`);
    }
    if (typeOf(response) === 'text/html') {
      await response.body?.cancel();
      return fail('This is the address of a web page, not of a file');
    }
    return await read(response, options);
  } catch {
    return fail(signal.aborted ? null : 'The connection broke off before the file had come');
  }
}

/**
 * Why there was no answer that this page may read. A browser does not tell; but where a request whose answer nobody reads
 * gets through, the server is there and only its permission is missing.
 */
async function whyNot(url: string, signal: AbortSignal): Promise<string | null> {
  const { origin, host } = new URL(url);
  const unreachable = `${host} cannot be reached: offline, a wrong name, or no valid certificate`;
  if (origin === location.origin) return unreachable;
  try {
    await fetch(url, { ...PRIVATE, signal, method: 'HEAD', mode: 'no-cors' });
  } catch {
    return signal.aborted ? null : unreachable;
  }
  return 'Blocked by CORS: the server does not allow other pages to read it. Download it and drop it here.';
}

/** The length that the server states, where it is that of what is read: compressed answers have another. */
function statedLength({ headers }: Response): number | null {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) && !headers.get('content-encoding') ? length : null;
}

const typeOf = ({ headers }: Response): string => headers.get('content-type')?.split(';')[0]?.trim() ?? '';

async function read(response: Response, { most, onProgress }: FetchOptions): Promise<Fetched> {
  const total = statedLength(response);
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const tooLarge = (bytes: number): boolean => bytes > most;
  while (reader && !tooLarge(total ?? 0)) {
    const { value } = await reader.read();
    if (!value) break;
    done += value.length;
    if (tooLarge(done)) break;
    chunks.push(value);
    onProgress(done, total);
  }
  if (tooLarge(total ?? done)) {
    await reader?.cancel();
    const size =
      total === null ? `more than ${megabytes(most)}` : `${megabytes(total)}, more than the ${megabytes(most)}`;
    return fail(total === null ? `The file has ${size}, which do not fit` : `The file has ${size} that fit`);
  }
  return joined(chunks, done, typeOf(response));
}

const LFS = 'version https://git-lfs.github.com/spec/';

function joined(chunks: readonly Uint8Array[], length: number, type: string): Fetched {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (new TextDecoder().decode(bytes.subarray(0, LFS.length)) === LFS)
    return fail('Only a pointer of Git LFS lies there; the file itself has another address (its download link)');
  return { ok: true, bytes, type };
}
