/** A single text as .npy: NumPy's `<U…`, four bytes a character. */
import { Fault } from '../checks';

const MAGIC = String.fromCharCode(0x93, ...Array.from('NUMPY', (letter) => letter.charCodeAt(0)), 1, 0);
const HEADER = /^\{'descr': '<U(\d+)', 'fortran_order': False, 'shape': \(\), *\} *\n?$/;

/** Header and the place of the values; null for another version, or where the file is too short. */
function headerOf(bytes: Uint8Array): { text: string; start: number } | null {
  const latin = new TextDecoder('latin1');
  if (bytes.length < 10 || !MAGIC.endsWith(latin.decode(bytes.subarray(1, 8)))) return null;
  const start = 10 + (bytes[8] as number) + 256 * (bytes[9] as number);
  return start > bytes.length ? null : { text: latin.decode(bytes.subarray(10, start)), start };
}

/** Whether a .npy file holds one text. */
export const isTextNpy = (bytes: Uint8Array): boolean => HEADER.test(headerOf(bytes)?.text ?? '');

/** The text of a file that `isTextNpy`. Throws a `Fault` where its length does not fit or a value is no character. */
export function readTextNpy(bytes: Uint8Array, where: string): string {
  const { text = '', start = 0 } = headerOf(bytes) ?? {};
  const length = Number(HEADER.exec(text)?.[1]);
  if (bytes.length - start !== 4 * length)
    throw new Fault(where, `${bytes.length - start} bytes of text, expected ${4 * length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const characters: string[] = [];
  for (let i = 0; i < length; i++) {
    const code = view.getUint32(4 * i, true);
    if (code > 0x10ffff) throw new Fault(where, `character ${i} is ${code}, which is none`);
    characters.push(String.fromCodePoint(code));
  }
  // NumPy fills up with zeros.
  return characters.join('').replace(/\0+$/, '');
}

/** A .npy file, version 1.0, of one text. Zeros at its end are lost, as NumPy has it. */
export function writeTextNpy(text: string): Uint8Array {
  const characters = Array.from(text);
  const head = `{'descr': '<U${characters.length}', 'fortran_order': False, 'shape': (), }`;
  const start = Math.ceil((10 + head.length + 1) / 64) * 64;
  const file = new Uint8Array(start + 4 * characters.length);
  const view = new DataView(file.buffer);
  for (let i = 0; i < MAGIC.length; i++) file[i] = MAGIC.charCodeAt(i);
  view.setUint16(8, start - 10, true);
  file.set(new TextEncoder().encode(`${head.padEnd(start - 11)}\n`), 10);
  for (const [i, character] of characters.entries())
    view.setUint32(start + 4 * i, character.codePointAt(0) as number, true);
  return file;
}
