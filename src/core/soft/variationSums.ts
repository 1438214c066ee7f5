/** Soft codes summed up from look to look along a path. */
import { codeLayout, type Network } from '../network/network';
import { layerChange } from './layerChange';
import { codeEntropy, type SoftPass } from './pass';

export interface SoftVariation {
  /** Gated layers, from 1. */
  readonly layers: Int32Array;
  /** Rising parameters of the path at which it was looked. */
  readonly times: Float64Array;
  /** Layers × times: Σ_j ∫|dt_j| from the path's start; for units of more pieces half the sum over their pieces. */
  readonly variation: Float64Array;
  /** Layers × times: entropy of the layer's code in nats. */
  readonly entropy: Float64Array;
  /** Times × outputs: what the soft network gives, behind its `codeOutput`. */
  readonly outputs: Float64Array;
  /** Σ over layers at the path's end. A lower bound: what units do between two looks comes on top. */
  readonly total: number;
  /**
   * How much that is at most, by the tangents of the units that turn back between two looks; without what contests may do. Infinity
   * where it is not known.
   */
  readonly tolerance: number;
}

/** What is kept of looks at rising parameters: some numbers each. */
export class VariationSums {
  private readonly times: number[] = [];
  private readonly sums: number[][] = [];
  private readonly entropies: number[][] = [];
  private readonly outputs: Float64Array[] = [];
  private readonly layers: readonly number[];

  constructor(private readonly network: Network) {
    this.layers = codeLayout(network).gated.map(({ layer }) => layer);
  }

  /** The next look at t, and the one before it; null: it is the first. */
  add(t: number, pass: SoftPass, before: SoftPass | null): void {
    const sums = this.sums[this.sums.length - 1];
    this.times.push(t);
    this.sums.push(
      pass.codes.map((code, g) => (before ? (sums?.[g] as number) + layerChange(before.codes[g], code) : 0)),
    );
    this.entropies.push(codeEntropy(pass).layers);
    this.outputs.push(pass.output);
  }

  summary(tolerance: number): SoftVariation {
    const byLayer = (rows: readonly number[][]): Float64Array =>
      Float64Array.from(this.layers.flatMap((_, l) => rows.map((row) => row[l] as number)));
    const last = this.sums[this.sums.length - 1] as number[];
    const size = this.network.outputSize;
    const outputs = new Float64Array(this.times.length * size);
    this.outputs.forEach((output, i) => {
      outputs.set(output, i * size);
    });
    return {
      layers: Int32Array.from(this.layers),
      times: Float64Array.from(this.times),
      variation: byLayer(this.sums),
      entropy: byLayer(this.entropies),
      outputs,
      total: last.reduce((sum, value) => sum + value, 0),
      tolerance,
    };
  }
}
