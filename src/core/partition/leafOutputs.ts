import { f64, u8 } from '../math/typed';
import type { Cutter } from './cutter';
import type { Level } from './level';

/**
 * The network's outputs at the centroids of the faces, taken as the walk leaves each face: the columns of the last layer
 * are at hand there, so a face costs three multiplications an output.
 */
export class LeafOutputs {
  private values: Float64Array;
  private faces = 0;

  constructor(private readonly outputs: number) {
    this.values = new Float64Array(256 * outputs);
  }

  /** Adds the outputs of the next face; `last` holds the columns of the read-out layer there. */
  add(face: number, cutter: Cutter, last: Level): void {
    const { outputs: k } = this;
    const { z } = last;
    const start = this.faces++ * k;
    if (start + k > this.values.length) {
      const larger = new Float64Array(2 * this.values.length);
      larger.set(this.values);
      this.values = larger;
    }
    cutter.measureCentroid(face);
    const { centroidX, centroidY } = cutter;
    for (let j = 0; j < k; j++)
      this.values[start + j] = f64(z, j) * centroidX + f64(z, k + j) * centroidY + f64(z, 2 * k + j);
    if (last.gated) this.activate(start, last);
  }

  /** A gated read-out: each output by its own piece, whichever side rounding puts it on. */
  private activate(start: number, { pieces, activation }: Level): void {
    for (let j = 0; j < this.outputs; j++) {
      const slope = activation.slopes[u8(pieces, j)] as number;
      const offset = activation.offsets[u8(pieces, j)] as number;
      this.values[start + j] = slope === 0 ? offset : slope * f64(this.values, start + j) + offset;
    }
  }

  /** Faces × outputs. */
  finish(): Float64Array {
    return this.values.slice(0, this.faces * this.outputs);
  }
}
