/** A text inside a PNG, in a chunk of its own (iTXt, not compressed), which other programs leave alone. */
import { type Chunk, readChunks, writeChunks } from './chunks';

export type PngTextResult =
  /** Null: a whole PNG that holds no such text. */
  { readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly message: string };

/** Between keyword and text: end of the keyword, not compressed (2 bytes), no language, no translated keyword. */
const HEAD = 5;

const keywordEnd = (data: Uint8Array, keyword: string): number | null => {
  const end = data.indexOf(0);
  if (end !== keyword.length) return null;
  return [...keyword].every((letter, i) => data[i] === letter.charCodeAt(0)) ? end : null;
};

/**
 * The PNG with `text` in it under `keyword` (1 to 79 Latin letters), before the pixels. A text under the same keyword is
 * replaced. Throws a TypeError when `png` is none: it comes from a canvas.
 */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const read = readChunks(png);
  if (!read.ok) throw new TypeError(`invalid png: ${read.message}`);
  const body = new TextEncoder().encode(text);
  const data = new Uint8Array(keyword.length + HEAD + body.length);
  data.set(Uint8Array.from(keyword, (letter) => letter.charCodeAt(0)));
  data.set(body, keyword.length + HEAD);
  const others = read.chunks.filter((chunk) => chunk.type !== 'iTXt' || keywordEnd(chunk.data, keyword) === null);
  const [header, ...rest] = others;
  const chunk: Chunk = { type: 'iTXt', data };
  return writeChunks(header ? [header, chunk, ...rest] : [chunk]);
}

function textOf(data: Uint8Array, start: number): PngTextResult {
  if (data[start + 1] !== 0)
    return { ok: false, message: 'the state in this PNG is compressed: this page reads plain ones' };
  // Another program may have given a language and a translated keyword.
  const language = data.indexOf(0, start + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return { ok: false, message: 'the state in this PNG is cut off' };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(translated + 1)) };
  } catch {
    return { ok: false, message: 'the state in this PNG is damaged: it is no UTF-8' };
  }
}

/** The text under `keyword`, at most `cap` bytes of it. Never throws on bad input; the message says what is wrong. */
export function pngText(png: Uint8Array, keyword: string, cap: number): PngTextResult {
  const read = readChunks(png);
  if (!read.ok) return read;
  for (const { type, data } of read.chunks) {
    const start = type === 'iTXt' ? keywordEnd(data, keyword) : null;
    if (start === null) continue;
    if (data.length > cap)
      return {
        ok: false,
        message: `the state in this PNG has ${data.length} bytes, more than this page reads (${cap})`,
      };
    return textOf(data, start);
  }
  return { ok: true, text: null };
}
