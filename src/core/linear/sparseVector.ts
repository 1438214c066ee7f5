import { f64, i32, u8 } from '../math/typed';

/** A vector of which only the places in `touched` (the first `count`, each once, in no order) may differ from 0. */
export class SparseVector {
  readonly values: Float64Array;
  touched = new Int32Array(64);
  count = 0;
  private readonly marks: Uint8Array;

  constructor(readonly size: number) {
    this.values = new Float64Array(size);
    this.marks = new Uint8Array(size);
  }

  add(at: number, value: number): void {
    this.values[at] = f64(this.values, at) + value;
    if (u8(this.marks, at) === 1) return;
    this.marks[at] = 1;
    if (this.count === this.touched.length) {
      const larger = new Int32Array(2 * this.count);
      larger.set(this.touched);
      this.touched = larger;
    }
    this.touched[this.count++] = at;
  }

  clear(): void {
    for (let t = 0; t < this.count; t++) {
      const at = i32(this.touched, t);
      this.values[at] = 0;
      this.marks[at] = 0;
    }
    this.count = 0;
  }
}
