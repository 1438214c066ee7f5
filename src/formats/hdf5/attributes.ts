/** Attributes that are texts: all that Keras keeps what is not weights in. */
import { damaged, type FileBytes } from './bytes';
import { globalObject } from './heaps';
import { heapIds } from './links';
import { MESSAGE, type Message } from './objectHeader';
import { type DataType, dataTypeAt, shapeAt } from './types';

/** Most texts of one attribute. */
const MAX_TEXTS = 100_000;

/** Texts of an object's attribute of this name; null where it has none, or none of texts. Throws a `Fault`. */
export function textsOf(file: FileBytes, messages: readonly Message[], name: string): string[] | null {
  for (const { type, offset, shared } of messages) {
    if (type === MESSAGE.attribute && !shared) {
      const texts = textsAt(file, offset, name);
      if (texts) return texts;
    } else if (type === MESSAGE.attributeInfo) {
      const at = offset + 2 + (file.u8(offset + 1) & 1 ? 2 : 0);
      for (const place of heapIds(file, at, 0)) {
        const texts = textsAt(file, place, name);
        if (texts) return texts;
      }
    }
  }
  return null;
}

/** An attribute message (IV.A.2.m), if it is the one of this name. */
function textsAt(file: FileBytes, offset: number, wanted: string): string[] | null {
  const version = file.u8(offset);
  if (version < 1 || version > 3) throw damaged('an attribute of an unknown version');
  const [nameSize, typeSize, shapeSize] = [2, 4, 6].map((at) => file.u16(offset + at)) as [number, number, number];
  // Version 1 fills each part up to a multiple of 8.
  const padded = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const nameAt = offset + (version === 3 ? 9 : 8);
  if (file.text(nameAt, nameSize) !== wanted) return null;
  const typeAt = nameAt + padded(nameSize);
  const type = dataTypeAt(file, typeAt);
  const shape = shapeAt(file, typeAt + padded(typeSize));
  const first = typeAt + padded(typeSize) + padded(shapeSize);
  const count = shape.reduce((product, length) => product * length, 1);
  if (type.kind !== 'text' && type.kind !== 'vlenText') return null;
  if (count > MAX_TEXTS) throw damaged('an attribute has too many texts');
  return Array.from({ length: count }, (_, i) => textAt(file, type, first + i * type.size));
}

function textAt(file: FileBytes, type: DataType, offset: number): string {
  if (type.kind === 'text') {
    file.spend(type.size);
    return file.text(offset, type.size);
  }
  // A length, and where the text is.
  const bytes = globalObject(file, file.uint(offset + 4, 8), file.u32(offset + 12));
  if (!bytes) throw damaged('a text is missing');
  file.spend(bytes.length);
  return new TextDecoder().decode(bytes.subarray(0, file.u32(offset)));
}
