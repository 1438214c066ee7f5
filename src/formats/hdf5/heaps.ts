/** Heaps: names of links (local), texts of any length (global), links and attributes of large objects (fractal). */
import { Fault } from '../checks';
import { damaged, type FileBytes, NOWHERE } from './bytes';

/** The name at an offset of a local heap (III.D). */
export function localName(file: FileBytes, heap: number, offset: number): string {
  file.expect(heap, 'HEAP');
  const [size, data] = [file.uint(heap + 8, 8), file.uint(heap + 24, 8)];
  if (offset >= size) throw damaged('a name lies outside its heap');
  return file.text(data + offset, Math.min(size - offset, 1024));
}

/** An object of a global heap (III.E); null where there is none of this index. */
export function globalObject(file: FileBytes, heap: number, index: number): Uint8Array | null {
  file.expect(heap, 'GCOL');
  const end = heap + file.uint(heap + 8, 8);
  for (let at = heap + 16; at + 16 <= end; ) {
    const [own, size] = [file.u16(at), file.uint(at + 8, 8)];
    if (own === 0) return null;
    if (own === index) return file.part(at + 16, size);
    at += 16 + Math.ceil(size / 8) * 8;
  }
  return null;
}

/** A fractal heap (III.G), of which objects are found by their ids. */
export class FractalHeap {
  private readonly offsetBytes: number;
  private readonly lengthBytes: number;
  private readonly width: number;
  private readonly startSize: number;
  private readonly directRows: number;
  private readonly root: number;
  private readonly rows: number;

  constructor(
    private readonly file: FileBytes,
    address: number,
  ) {
    file.expect(address, 'FRHP');
    if (file.u16(address + 7) > 0) throw new Fault('', 'a group is packed in a way that is not read here');
    const [largest, managed] = [file.uint(address + 120, 8), file.u32(address + 10)];
    this.width = file.u16(address + 110);
    this.startSize = file.uint(address + 112, 8);
    this.offsetBytes = Math.ceil(file.u16(address + 128) / 8);
    this.lengthBytes = bytesFor(Math.min(largest, managed));
    this.directRows = Math.log2(largest / this.startSize) + 2;
    this.root = file.address(address + 132);
    this.rows = file.u16(address + 140);
    if (!(this.width > 0 && this.startSize > 0 && Number.isInteger(this.directRows) && this.offsetBytes <= 7))
      throw damaged('a heap has no sizes');
  }

  /** Where the object with the id at `id` begins. */
  place(id: number): number {
    const kind = (this.file.u8(id) >> 4) & 3;
    // Tiny objects are in the id itself.
    if (kind === 2) return id + 1;
    if (kind !== 0) throw new Fault('', 'an object is stored in a way that is not read here');
    const offset = this.file.uint(id + 1, this.offsetBytes);
    this.file.uint(id + 1 + this.offsetBytes, this.lengthBytes);
    if (this.root === NOWHERE) throw damaged('a heap is empty');
    return this.rows === 0 ? this.root + offset : this.within(this.root, this.rows, offset);
  }

  /** Place of an offset from the beginning of an indirect block. */
  private within(block: number, rows: number, offset: number): number {
    this.file.expect(block, 'FHIB');
    let entry = block + 13 + this.offsetBytes;
    let before = 0;
    for (let row = 0; row < rows; row++) {
      const size = this.startSize * 2 ** Math.max(row - 1, 0);
      const column = Math.floor((offset - before) / size);
      if (column < this.width) return this.child(entry + 8 * column, row, size, offset - before - column * size);
      before += size * this.width;
      entry += 8 * this.width;
    }
    throw damaged('an object lies outside its heap');
  }

  private child(entry: number, row: number, size: number, offset: number): number {
    const address = this.file.address(entry);
    if (address === NOWHERE) throw damaged('a block of a heap is missing');
    if (row < this.directRows) return address + offset;
    const rows = Math.log2(size / (this.startSize * this.width)) + 1;
    if (!(Number.isInteger(rows) && rows > 0)) throw damaged('a heap has no rows');
    return this.within(address, rows, offset);
  }
}

/** Bytes that hold numbers up to a limit. */
export const bytesFor = (limit: number): number => Math.max(1, Math.ceil(Math.log2(limit + 1) / 8));
