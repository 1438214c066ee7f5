import { f64, i32 } from '../math/typed';
import { kernelOf } from './kernel';
import { SparseVector } from './sparseVector';
import { type Entries, type Kernel, type LinearMap, newEntries } from './types';

/** One map from a stretch of one buffer to a stretch of a later one; what steps bring to the same place adds up. */
export interface ProgramStep {
  readonly from: number;
  readonly fromStart: number;
  readonly to: number;
  readonly toStart: number;
  readonly map: LinearMap;
}

/**
 * A linear map as a composition, as plain data: buffer 0 is what it takes, the last buffer what it gives. Steps are in the
 * order of the buffers that they take from, so that a buffer is full when it is read.
 */
export interface LinearProgram {
  readonly sizes: readonly number[];
  readonly steps: readonly ProgramStep[];
}

/** Computes with a program: products of vectors buffer by buffer, single columns by what they touch. */
export class Program {
  readonly inputs: number;
  readonly outputs: number;
  private readonly kernels: readonly Kernel[];
  private readonly last: number;
  private buffers: Float64Array[] | null = null;
  private many: Float64Array[] = [];
  private scratch: SparseVector[] | null = null;
  private single: readonly [SparseVector, SparseVector] | null = null;
  private readonly entries = newEntries();

  constructor(private readonly program: LinearProgram) {
    this.kernels = program.steps.map(({ map }) => kernelOf(map));
    this.last = program.sizes.length - 1;
    this.inputs = program.sizes[0] as number;
    this.outputs = program.sizes[this.last] as number;
  }

  /** y = M x; `x` and `y` are columns that begin at the given places. */
  forward(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    y.fill(0, yStart, yStart + this.outputs);
    this.run(x, xStart, y, yStart, (kernel, from, fromStart, to, toStart) =>
      kernel.forward(from, fromStart, to, toStart),
    );
  }

  /** The same for vectors side by side (`Kernel.forwardMany`). */
  forwardMany(x: Float64Array, y: Float64Array, columns: number): void {
    y.fill(0);
    const buffers = [x, ...this.roomFor(columns), y];
    this.program.steps.forEach(({ from, fromStart, to, toStart }, i) => {
      const [source, target] = [buffers[from] as Float64Array, buffers[to] as Float64Array];
      (this.kernels[i] as Kernel).forwardMany(source, fromStart, target, toStart, columns);
    });
  }

  /** y = |M| x, or of squares, buffer by buffer: a bound where maps are composed. */
  magnitude(x: Float64Array, y: Float64Array, power: 1 | 2): void {
    y.fill(0);
    this.run(x, 0, y, 0, (kernel, from, fromStart, to, toStart) =>
      kernel.magnitude(from, fromStart, to, toStart, power),
    );
  }

  private run(
    x: Float64Array,
    xStart: number,
    y: Float64Array,
    yStart: number,
    apply: (kernel: Kernel, from: Float64Array, fromStart: number, to: Float64Array, toStart: number) => void,
  ): void {
    this.buffers ??= this.program.sizes.slice(1, -1).map((size) => new Float64Array(size));
    const { buffers, last } = this;
    for (const buffer of buffers) buffer.fill(0);
    this.program.steps.forEach((step, i) => {
      const from = step.from === 0 ? x : (buffers[step.from - 1] as Float64Array);
      const to = step.to === last ? y : (buffers[step.to - 1] as Float64Array);
      const toStart = step.to === last ? yStart + step.toStart : step.toStart;
      apply(this.kernels[i] as Kernel, from, step.from === 0 ? xStart + step.fromStart : step.fromStart, to, toStart);
    });
  }

  /** The buffers between, for vectors side by side: full of zeros. */
  private roomFor(columns: number): Float64Array[] {
    const sizes = this.program.sizes.slice(1, -1).map((size) => size * columns);
    if (this.many.some((buffer, i) => buffer.length < (sizes[i] as number)) || this.many.length !== sizes.length)
      this.many = sizes.map((size) => new Float64Array(size));
    return sizes.map((size, i) => (this.many[i] as Float64Array).subarray(0, size).fill(0));
  }

  /** x = Mᵀ y for vectors side by side. */
  transposedMany(y: Float64Array, x: Float64Array, columns: number): void {
    x.fill(0);
    const buffers = [x, ...this.roomFor(columns), y];
    for (let i = this.program.steps.length - 1; i >= 0; i--) {
      const { from, fromStart, to, toStart } = this.program.steps[i] as ProgramStep;
      const [source, target] = [buffers[to] as Float64Array, buffers[from] as Float64Array];
      (this.kernels[i] as Kernel).transposedMany(source, toStart, target, fromStart, columns);
    }
  }

  /** x = Mᵀ y. */
  transposed(y: Float64Array, x: Float64Array): void {
    x.fill(0);
    this.buffers ??= this.program.sizes.slice(1, -1).map((size) => new Float64Array(size));
    const { buffers, last } = this;
    for (const buffer of buffers) buffer.fill(0);
    for (let i = this.program.steps.length - 1; i >= 0; i--) {
      const step = this.program.steps[i] as ProgramStep;
      const from = step.to === last ? y : (buffers[step.to - 1] as Float64Array);
      const to = step.from === 0 ? x : (buffers[step.from - 1] as Float64Array);
      (this.kernels[i] as Kernel).transposed(from, step.toStart, to, step.fromStart);
    }
  }

  /** y += M x, by the columns of what is touched in x. */
  push(x: SparseVector, y: SparseVector): void {
    this.scratch ??= this.program.sizes.slice(1, -1).map((size) => new SparseVector(size));
    const { scratch, last } = this;
    this.program.steps.forEach((step, i) => {
      const from = step.from === 0 ? x : (scratch[step.from - 1] as SparseVector);
      const to = step.to === last ? y : (scratch[step.to - 1] as SparseVector);
      pushThrough(this.kernels[i] as Kernel, step, from, to, this.entries);
    });
    for (const vector of scratch) vector.clear();
  }

  /** x += Mᵀ y, by the rows of what is touched in y. */
  pull(y: SparseVector, x: SparseVector): void {
    this.scratch ??= this.program.sizes.slice(1, -1).map((size) => new SparseVector(size));
    const { scratch, last } = this;
    for (let i = this.program.steps.length - 1; i >= 0; i--) {
      const step = this.program.steps[i] as ProgramStep;
      const from = step.to === last ? y : (scratch[step.to - 1] as SparseVector);
      const to = step.from === 0 ? x : (scratch[step.from - 1] as SparseVector);
      pullThrough(this.kernels[i] as Kernel, step, from, to, this.entries);
    }
    for (const vector of scratch) vector.clear();
  }

  /** The column of one input; `clear` it when it has been read. */
  column(input: number): SparseVector {
    this.single ??= [new SparseVector(this.inputs), new SparseVector(this.outputs)];
    const [x, y] = this.single;
    x.add(input, 1);
    this.push(x, y);
    x.clear();
    return y;
  }
}

function pushThrough(kernel: Kernel, step: ProgramStep, from: SparseVector, to: SparseVector, entries: Entries): void {
  for (let t = 0; t < from.count; t++) {
    const at = i32(from.touched, t);
    const within = at - step.fromStart;
    const value = f64(from.values, at);
    if (within < 0 || within >= kernel.inputs || value === 0) continue;
    kernel.column(within, entries);
    const { index, weight, count } = entries;
    for (let e = 0; e < count; e++) to.add(step.toStart + i32(index, e), f64(weight, e) * value);
  }
}

function pullThrough(kernel: Kernel, step: ProgramStep, from: SparseVector, to: SparseVector, entries: Entries): void {
  for (let t = 0; t < from.count; t++) {
    const at = i32(from.touched, t);
    const within = at - step.toStart;
    const value = f64(from.values, at);
    if (within < 0 || within >= kernel.outputs || value === 0) continue;
    kernel.row(within, entries);
    const { index, weight, count } = entries;
    for (let e = 0; e < count; e++) to.add(step.fromStart + i32(index, e), f64(weight, e) * value);
  }
}
