import { Fault } from '../checks';

/** Reads of structure of one file: enough for some 10⁵ objects, and an end for whatever goes round in circles. */
const MAX_STEPS = 4_000_000;
/** An address that stands for none. */
export const NOWHERE = -1;

/** A fault of the file's structure. */
export const damaged = (what: string): Fault => new Fault('', `a damaged HDF5 file: ${what}`);

/**
 * The bytes of an HDF5 file, little endian, every read within them. Each read is counted, and so is each byte of values:
 * whatever the file says, reading ends.
 */
export class FileBytes {
  readonly length: number;
  private readonly view: DataView;
  private steps = MAX_STEPS;

  constructor(
    private readonly bytes: Uint8Array,
    private values: number,
  ) {
    this.length = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Takes so many bytes of values from what the file may have. Throws a `Fault` where it is more. */
  spend(values: number): void {
    this.values -= values;
    if (!(this.values >= 0)) throw new Fault('', 'the file holds more values than are read');
  }

  private at(offset: number, length: number): number {
    if (--this.steps < 0) throw damaged('it goes round in circles, or has too many parts');
    if (!(offset >= 0 && length >= 0 && offset + length <= this.length)) throw damaged('it ends too early');
    return offset;
  }

  u8(offset: number): number {
    return this.view.getUint8(this.at(offset, 1));
  }

  u16(offset: number): number {
    return this.view.getUint16(this.at(offset, 2), true);
  }

  u32(offset: number): number {
    return this.view.getUint32(this.at(offset, 4), true);
  }

  /** A number of so many bytes, at most 8. Throws a `Fault` beyond 2⁵³. */
  uint(offset: number, size: number): number {
    this.at(offset, size);
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this.view.getUint8(offset + i);
    if (!Number.isSafeInteger(value)) throw damaged('a size or an address is too large');
    return value;
  }

  /** An address, or `NOWHERE`. */
  address(offset: number): number {
    this.at(offset, 8);
    if (this.view.getUint32(offset, true) === 0xffffffff && this.view.getUint32(offset + 4, true) === 0xffffffff)
      return NOWHERE;
    return this.uint(offset, 8);
  }

  /** Bytes as they are: a view. */
  part(offset: number, length: number): Uint8Array {
    this.at(offset, length);
    return this.bytes.subarray(offset, offset + length);
  }

  /** Text in UTF-8 up to the first zero. */
  text(offset: number, length: number): string {
    const part = this.part(offset, length);
    const end = part.indexOf(0);
    return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
  }

  /** Throws a `Fault` unless these letters stand there. */
  expect(offset: number, letters: string): void {
    if (this.text(offset, letters.length) !== letters) throw damaged(`${letters} is not where it should be`);
  }
}
