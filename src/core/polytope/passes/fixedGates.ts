import { f64 } from '../../math/typed';
import { affineOp } from '../../network/affine';
import type { Gates } from '../../network/localMap';
import type { Layer, Network } from '../../network/network';
import type { PerLayer } from '../boundList';
import type { PassCount } from '../passCount';
import { throughSlopes, valueNoise } from '../sumNoise';

/** z of layers 1 … `upTo` at a place, and how far each may be off by rounding. */
export interface NoisyValues {
  readonly values: PerLayer;
  readonly noise: PerLayer;
}

/** A network under fixed gates, which is affine: what passes through it tell, without any matrix. Cost of each: one pass. */
export class FixedGates {
  constructor(
    readonly network: Network,
    readonly gates: readonly Gates[],
    readonly upTo: number,
    readonly count: PassCount,
  ) {}

  /** z of layers 1 … `upTo`, one array a layer. */
  values(x: Float64Array, upTo = this.upTo): PerLayer {
    const all: Float64Array[] = [];
    let input = x;
    for (const [index, layer] of this.layers(upTo)) {
      const z = new Float64Array(layer.outputSize);
      affineOp(layer).apply(input, z, 1);
      all.push(z);
      input = this.through(index, z);
    }
    return all;
  }

  /** How z changes along a direction. */
  slopes(direction: Float64Array, upTo = this.upTo): PerLayer {
    const all: Float64Array[] = [];
    for (const [index, layer] of this.layers(upTo)) {
      const change = new Float64Array(layer.outputSize);
      const before = all[index - 1];
      affineOp(layer).applyRows(before ?? direction, 1, before ? this.slopesOf(index - 1) : null, change);
      all.push(change);
    }
    return all;
  }

  /** z, and what rounding may make of it: three passes. Yields between layers. */
  *noisyValues(x: Float64Array): Generator<undefined, NoisyValues, undefined> {
    const [all, noise]: [Float64Array[], Float64Array[]] = [[], []];
    let input = x;
    let inputNoise: Float64Array = new Float64Array(x.length);
    for (const [index, layer] of this.layers(this.upTo)) {
      const z = new Float64Array(layer.outputSize);
      affineOp(layer).apply(input, z, 1);
      const off = valueNoise(layer, input, inputNoise);
      all.push(z);
      noise.push(off);
      input = this.through(index, z);
      inputNoise = throughSlopes(off, this.slopesOf(index));
      yield;
    }
    this.count.taken += 2;
    return { values: all, noise };
  }

  /** At most what z can differ from its value at a box's middle, of which `half` is half the width of each side. */
  spread(half: Float64Array): PerLayer {
    const all: Float64Array[] = [];
    let input = half;
    for (const [index, layer] of this.layers(this.upTo)) {
      const spread = new Float64Array(layer.outputSize);
      affineOp(layer).applyMagnitudes(input, spread);
      all.push(spread);
      input = throughSlopes(spread, this.slopesOf(index));
    }
    return all;
  }

  /** What the network gives: the last z, through its own gates. */
  output(z: PerLayer): Float64Array {
    const last = this.network.layers.length - 1;
    return this.through(last, z[last] as Float64Array);
  }

  slopesOf(index: number): Float64Array {
    return (this.gates[index] as Gates).slopes;
  }

  private layers(upTo: number): IterableIterator<[number, Layer]> {
    this.count.taken++;
    return this.network.layers.slice(0, upTo).entries();
  }

  private through(index: number, z: Float64Array): Float64Array {
    const { slopes, offsets } = this.gates[index] as Gates;
    const h = new Float64Array(z.length);
    for (let j = 0; j < h.length; j++) h[j] = f64(slopes, j) * f64(z, j) + f64(offsets, j);
    return h;
  }
}
