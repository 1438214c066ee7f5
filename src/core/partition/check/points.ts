import { f64, u8 } from '../../math/typed';
import type { PiecewiseLinear } from '../../network/activation';
import { ForwardMany } from '../../network/forwardMany';
import { FREE, unitPiece } from '../../network/held';
import type { GatedLayer, Network } from '../../network/network';
import type { Slice } from '../../slice/slice';
import type { CellComplex } from '../complex';
import type { FaceCode } from './faceCode';

/** Forward passes at the centroids of faces, some neighbours in order together. */
export class CentroidPasses {
  /** The first face of those that `values` are of, and one more than the last. */
  private first = 0;
  private end = 0;
  /** Each layer's pre-activations, and last the outputs; entry k of face i is at k·count + i. */
  private values: readonly Float64Array[] = [];
  private readonly passes: ForwardMany;
  /** Of each layer: whether none of its gated units is clamped. */
  private readonly isFree: readonly boolean[];
  private readonly inputs: Float64Array;

  constructor(
    private readonly network: Network,
    private readonly slice: Slice,
    private readonly complex: CellComplex,
    private readonly most: number,
  ) {
    this.isFree = network.layers.map(({ held, gated }) => !held?.subarray(0, gated).some((piece) => piece !== FREE));
    this.passes = new ForwardMany(network, most);
    this.inputs = new Float64Array(network.inputSize * most);
  }

  private get count(): number {
    return this.end - this.first;
  }

  /** Takes the pass of a face, if it is not there, with those of the faces after it before `end`. */
  reach(face: number, end: number): void {
    if (face >= this.first && face < this.end) return;
    const count = Math.min(this.most, end - face);
    const { network, slice, complex } = this;
    const x = this.inputs.subarray(0, network.inputSize * count);
    for (let c = 0; c < count; c++) {
      const p = f64(complex.centroids, 2 * (face + c));
      const q = f64(complex.centroids, 2 * (face + c) + 1);
      for (let i = 0; i < network.inputSize; i++)
        x[i * count + c] = f64(slice.origin, i) + p * f64(slice.e1, i) + q * f64(slice.e2, i);
    }
    this.values = this.passes.run(x, count);
    this.first = face;
    this.end = face + count;
  }

  /** f at the centroid of a face. */
  output(face: number): Float64Array {
    const all = this.values[this.values.length - 1] as Float64Array;
    return Float64Array.from({ length: this.network.outputSize }, (_, k) =>
      f64(all, k * this.count + face - this.first),
    );
  }

  /** Whether a face's code, which `code` is at, is that of its pass; a unit within its rounding noise of a threshold may be on either side. */
  agree(face: number, code: FaceCode, noise: readonly Float64Array[]): boolean {
    const { matters } = code;
    return this.complex.layout.gated.every((gated) => this.layerAgrees(face, gated, code.pieces, matters, noise));
  }

  private layerAgrees(
    face: number,
    { layer, size, firstUnit, activation, held }: GatedLayer,
    pieces: Uint8Array,
    matters: Uint8Array | null,
    noise: readonly Float64Array[],
  ): boolean {
    const z = this.values[layer - 1] as Float64Array;
    const slack = noise[layer - 1] as Float64Array;
    const { count } = this;
    // Of two pieces nearly every unit is well inside its own.
    const plain = activation.thresholds.length === 1 && this.isFree[layer - 1] === true;
    const threshold = plain ? (activation.thresholds[0] as number) : Number.NaN;
    for (let j = 0, at = face - this.first; j < size; j++, at += count) {
      const value = f64(z, at);
      const piece = u8(pieces, firstUnit + j);
      if (piece === 1 ? value > threshold : piece === 0 && value < threshold) continue;
      if (matters && u8(matters, firstUnit + j) === 0) continue;
      if (!mayBeOn(activation, held, j, piece, value, f64(slack, j))) return false;
    }
    return true;
  }
}

/** Whether a unit may be on a piece at a value that has this noise. */
function mayBeOn(
  activation: PiecewiseLinear,
  held: Int8Array | undefined,
  unit: number,
  piece: number,
  value: number,
  slack: number,
): boolean {
  return (
    piece >= unitPiece(activation, held, unit, value - slack) &&
    piece <= unitPiece(activation, held, unit, value + slack)
  );
}
