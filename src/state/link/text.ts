/** Values of a link as text: numbers, lists, floats in base64url, the check sum. */

export class LinkFault extends Error {}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

const quoted = (text: string): string => `"${text.length > 24 ? `${text.slice(0, 24)}…` : text}"`;

/** Shortest decimal that reads back as the same float64; −0 is 0. */
export const numberText = (x: number): string => String(x + 0);

export function readNumber(text: string): number {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new LinkFault(`${quoted(text)} is not a finite number`);
  return value + 0;
}

export const listText = (numbers: readonly number[]): string => numbers.map(numberText).join(',');

export const readList = (text: string): number[] => text.split(',').map(readNumber);

/** A list of pairs from `a,b,c,d`. */
export function readPairs(text: string): [number, number][] {
  const numbers = readList(text);
  if (numbers.length % 2 !== 0) throw new LinkFault(`${numbers.length} numbers make no pairs`);
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] as number, numbers[2 * i + 1] as number]);
}

export function readPair(text: string): [number, number] {
  const [pair, more] = readPairs(text);
  if (!pair || more) throw new LinkFault(`${quoted(text)} is not a pair of numbers`);
  return pair;
}

export const flagText = (on: boolean): string => (on ? '1' : '0');

export function readFlag(text: string): boolean {
  if (text !== '0' && text !== '1') throw new LinkFault(`${quoted(text)} is neither 0 nor 1`);
  return text === '1';
}

/** Bytes in base64url. */
export const bytesText = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

export function readBytes(text: string): Uint8Array {
  const wrong = text.search(/[^A-Za-z0-9_-]/);
  if (wrong >= 0) throw new LinkFault(`${quoted(text.slice(wrong, wrong + 1))} at ${wrong} is no base64url`);
  if (text.length % 4 === 1) throw new LinkFault(`${text.length} base64url characters hold no whole bytes`);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Bytes of one value: 4 for float32, 8 for float64. */
export type FloatBytes = 4 | 8;

/** Little-endian floats in base64url, exact. */
export function floatsText(values: readonly number[], bytes: FloatBytes): string {
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  for (const [i, value] of values.entries())
    if (bytes === 4) view.setFloat32(i * 4, value, true);
    else view.setFloat64(i * 8, value, true);
  return bytesText(new Uint8Array(view.buffer));
}

export function readFloats(text: string, bytes: FloatBytes): number[] {
  const data = readBytes(text);
  if (data.length % bytes !== 0) throw new LinkFault(`${data.length} bytes hold no whole float${bytes * 8} values`);
  const view = new DataView(data.buffer);
  return Array.from({ length: data.length / bytes }, (_, i) => {
    const value = bytes === 4 ? view.getFloat32(i * 4, true) : view.getFloat64(i * 8, true);
    if (!Number.isFinite(value)) throw new LinkFault(`value ${i} is ${value}, not a finite number`);
    return value + 0;
  });
}

/**
 * Seven characters over all keys and values (FNV-1a, 32 bits, base 36). Each step is one-to-one, so that one changed
 * character always shows.
 */
export function checkSum(pairs: Iterable<readonly [string, string]>): string {
  let hash = 0x811c9dc5;
  for (const [key, value] of pairs)
    for (const character of `${key}=${value}\n`)
      hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
