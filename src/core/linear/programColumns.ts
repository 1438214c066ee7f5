import { f64, i32 } from '../math/typed';
import { kernelOf } from './kernel';
import type { LinearProgram, ProgramStep } from './program';
import { type Kernel, newEntries } from './types';

/** Places of a vector, each once. */
export interface Places {
  readonly at: Int32Array;
  count: number;
}

/** Above this share of changed inputs all is computed anew. */
const MOST_CHANGED = 1 / 8;

interface Step extends ProgramStep {
  readonly kernel: Kernel;
}

/**
 * y = M x + b for three columns, kept up to date as x changes in places: each sum that a changed place goes into is taken
 * anew from all its terms, so that y is what x gives and carries nothing over from before. Columns lie one after the
 * other. Cost: the terms of those sums, by the structure of the program.
 */
export class ProgramColumns {
  /** Of the places of y that changed in the last `update`. */
  readonly changed: Places;
  private readonly steps: readonly Step[];
  private readonly last: number;
  private readonly buffers: readonly Float64Array[];
  private readonly dirty: readonly Places[];
  private readonly marks: readonly Uint8Array[];
  private readonly entries = newEntries();
  private fresh = true;

  constructor(
    program: LinearProgram,
    private readonly bias: Float64Array,
    x: Float64Array,
    y: Float64Array,
  ) {
    const { sizes } = program;
    this.steps = program.steps.map((step) => ({ ...step, kernel: kernelOf(step.map) }));
    this.last = sizes.length - 1;
    this.buffers = sizes.map((size, b) => (b === 0 ? x : b === this.last ? y : new Float64Array(3 * size)));
    this.dirty = sizes.map((size) => ({ at: new Int32Array(size), count: 0 }));
    this.marks = sizes.map((size) => new Uint8Array(size));
    this.changed = this.dirty[this.last] as Places;
  }

  /** Brings y up to date; `inputs`: where x differs from the call before (of no matter in the first). */
  update(inputs: Places): void {
    this.changed.count = 0;
    if (this.fresh || inputs.count > MOST_CHANGED * inputs.at.length) {
      this.all();
      return;
    }
    for (let b = 0; b <= this.last; b++) {
      if (b > 0) this.settle(b);
      const places = b === 0 ? inputs : (this.dirty[b] as Places);
      if (b < this.last) {
        for (const step of this.steps) if (step.from === b) this.mark(step, places);
        if (b > 0) places.count = 0;
      }
    }
  }

  private all(): void {
    const { buffers, last, bias, changed } = this;
    for (let b = 1; b <= last; b++) (buffers[b] as Float64Array).fill(0);
    for (const { from, fromStart, to, toStart, kernel } of this.steps) {
      const [x, y] = [buffers[from] as Float64Array, buffers[to] as Float64Array];
      for (let c = 0; c < 3; c++) kernel.forward(x, (c * x.length) / 3 + fromStart, y, (c * y.length) / 3 + toStart);
    }
    const y = buffers[last] as Float64Array;
    for (let j = 0; j < bias.length; j++) {
      y[2 * bias.length + j] = f64(y, 2 * bias.length + j) + f64(bias, j);
      changed.at[j] = j;
    }
    changed.count = bias.length;
    this.fresh = false;
  }

  /** Marks what a step brings places to. */
  private mark({ kernel, fromStart, to, toStart }: Step, { at, count }: Places): void {
    const marks = this.marks[to] as Uint8Array;
    const dirty = this.dirty[to] as Places;
    const { entries } = this;
    for (let i = 0; i < count; i++) {
      const within = i32(at, i) - fromStart;
      if (within < 0 || within >= kernel.inputs) continue;
      kernel.column(within, entries);
      for (let e = 0; e < entries.count; e++) {
        const place = toStart + i32(entries.index, e);
        if (marks[place] === 1) continue;
        marks[place] = 1;
        dirty.at[dirty.count++] = place;
      }
    }
  }

  /** Takes the marked sums of a buffer anew and leaves those marked that differ. */
  private settle(b: number): void {
    const dirty = this.dirty[b] as Places;
    const marks = this.marks[b] as Uint8Array;
    const y = this.buffers[b] as Float64Array;
    const n = y.length / 3;
    let kept = 0;
    for (let i = 0; i < dirty.count; i++) {
      const place = i32(dirty.at, i);
      marks[place] = 0;
      const [p, q, r] = [f64(y, place), f64(y, n + place), f64(y, 2 * n + place)];
      y[place] = 0;
      y[n + place] = 0;
      y[2 * n + place] = 0;
      for (const step of this.steps) if (step.to === b) this.take(step, place, y);
      if (b === this.last) y[2 * n + place] = f64(y, 2 * n + place) + f64(this.bias, place);
      if (f64(y, place) !== p || f64(y, n + place) !== q || f64(y, 2 * n + place) !== r) dirty.at[kept++] = place;
    }
    dirty.count = kept;
  }

  /** y[place] += what a step brings there. */
  private take({ kernel, from, fromStart, toStart }: Step, place: number, y: Float64Array): void {
    const within = place - toStart;
    if (within < 0 || within >= kernel.outputs) return;
    const x = this.buffers[from] as Float64Array;
    const [n, m] = [x.length / 3, y.length / 3];
    const { index, weight, count } = this.rowOf(kernel, within);
    let [a, b, c] = [0, 0, 0];
    for (let e = 0; e < count; e++) {
      const at = fromStart + i32(index, e);
      const w = f64(weight, e);
      a += w * f64(x, at);
      b += w * f64(x, n + at);
      c += w * f64(x, 2 * n + at);
    }
    y[place] = f64(y, place) + a;
    y[m + place] = f64(y, m + place) + b;
    y[2 * m + place] = f64(y, 2 * m + place) + c;
  }

  private rowOf(kernel: Kernel, output: number) {
    kernel.row(output, this.entries);
    return this.entries;
  }
}
