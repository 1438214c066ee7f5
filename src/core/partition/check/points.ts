import { f64, u8 } from '../../math/typed';
import type { PiecewiseLinear } from '../../network/activation';
import { preActivationsOfMany } from '../../network/forwardMany';
import { isHeld, unitPiece } from '../../network/held';
import type { GatedLayer, Network } from '../../network/network';
import type { Slice } from '../../slice/slice';
import type { CellComplex } from '../complex';
import type { FaceCode } from './faceCode';

/** Forward passes at the centroids of some faces in order, taken together. */
export class CentroidPasses {
  /** Each layer's pre-activations, and last the outputs; entry k of face i is at k·count + i. */
  private readonly values: readonly Float64Array[];

  constructor(
    private readonly network: Network,
    slice: Slice,
    private readonly complex: CellComplex,
    private readonly first: number,
    private readonly count: number,
  ) {
    const x = new Float64Array(network.inputSize * count);
    for (let c = 0; c < count; c++) {
      const p = f64(complex.centroids, 2 * (first + c));
      const q = f64(complex.centroids, 2 * (first + c) + 1);
      for (let i = 0; i < network.inputSize; i++)
        x[i * count + c] = f64(slice.origin, i) + p * f64(slice.e1, i) + q * f64(slice.e2, i);
    }
    this.values = preActivationsOfMany(network, x, count);
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
    for (let j = 0, at = face - this.first; j < size; j++, at += count) {
      if (matters && u8(matters, firstUnit + j) === 0) continue;
      if (!mayBeOn(activation, held, j, u8(pieces, firstUnit + j), f64(z, at), f64(slack, j))) return false;
    }
    return true;
  }
}

function mayBeOn(
  activation: PiecewiseLinear,
  held: Int8Array | undefined,
  unit: number,
  piece: number,
  value: number,
  slack: number,
): boolean {
  const { thresholds } = activation;
  const inside =
    !(piece > 0 && value <= (thresholds[piece - 1] as number)) &&
    !(piece < thresholds.length && value >= (thresholds[piece] as number));
  if (inside && value === value && !isHeld(held, unit) && piece <= thresholds.length) return true;
  return (
    piece >= unitPiece(activation, held, unit, value - slack) &&
    piece <= unitPiece(activation, held, unit, value + slack)
  );
}
