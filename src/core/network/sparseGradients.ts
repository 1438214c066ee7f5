import { SparseVector } from '../linear/sparseVector';
import { f64, i32 } from '../math/typed';
import { affineOp } from './affine';
import type { Boundary } from './boundaryGradient';
import type { Gates } from './localMap';
import type { Layer, Network } from './network';
import type { ProgramOp } from './programOp';

/** Gradients of single boundaries in R^d, from the unit back to the inputs through what reaches it: in convolutions that is little. */
export class SparseGradients {
  /** By layer (from 0): what a layer takes, the network's inputs first; and behind the last one what it gives. */
  private readonly vectors: SparseVector[] = [];

  constructor(
    private readonly network: Network,
    private readonly gates: readonly Gates[],
  ) {}

  /** ‖∇z‖ of a boundary's unit, or of the difference of the two that are equal on it. Cost: what reaches the unit. */
  norm(boundary: Pick<Boundary, 'layer' | 'unit' | 'between'>): number {
    const row = this.row(boundary);
    const norm = lengthOf(row);
    row.clear();
    return norm;
  }

  /** The same as a vector of all inputs. */
  gradient(boundary: Pick<Boundary, 'layer' | 'unit' | 'between'>): Float64Array<ArrayBuffer> {
    const row = this.row(boundary);
    const gradient = row.values.slice();
    row.clear();
    return gradient;
  }

  /** ∇z, or the difference's. `clear` it when it has been read. */
  private row({ layer, unit, between }: Pick<Boundary, 'layer' | 'unit' | 'between'>): SparseVector {
    const at = between?.at ?? layer;
    const top = this.vector(at);
    top.add(between?.winner ?? unit, 1);
    if (between) top.add(between.other, -1);
    for (let l = at - 1; l >= 0; l--) {
      const from = this.vector(l + 1);
      const to = this.vector(l);
      pull(this.network.layers[l] as Layer, from, to);
      from.clear();
      if (l > 0) through(to, (this.gates[l - 1] as Gates).slopes);
    }
    return this.vector(0);
  }

  private vector(l: number): SparseVector {
    const { layers, inputSize } = this.network;
    const size = l === 0 ? inputSize : (layers[l - 1]?.outputSize as number);
    this.vectors[l] ??= new SparseVector(size);
    return this.vectors[l] as SparseVector;
  }
}

/** x += Wᵀ y, by the rows of what is touched in y. */
function pull(layer: Layer, y: SparseVector, x: SparseVector): void {
  if (layer.kind === 'program') {
    (affineOp(layer) as ProgramOp).pull(y, x);
    return;
  }
  const { weights, inputSize: n } = layer;
  for (let t = 0; t < y.count; t++) {
    const unit = i32(y.touched, t);
    const value = f64(y.values, unit);
    if (value === 0) continue;
    for (let k = 0, w = unit * n; k < n; k++, w++) x.add(k, f64(weights, w) * value);
  }
}

function through({ values, touched, count }: SparseVector, slopes: Float64Array): void {
  for (let t = 0; t < count; t++) {
    const at = i32(touched, t);
    values[at] = f64(values, at) * f64(slopes, at);
  }
}

/** Scaled by the largest entry, so that squares neither vanish nor overflow. */
function lengthOf({ values, touched, count }: SparseVector): number {
  let largest = 0;
  for (let t = 0; t < count; t++) largest = Math.max(largest, Math.abs(f64(values, i32(touched, t))));
  if (largest === 0) return 0;
  let sum = 0;
  for (let t = 0; t < count; t++) sum += (f64(values, i32(touched, t)) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
