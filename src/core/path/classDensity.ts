import { layerDistance } from '../analysis/codeDistance';
import { euclideanNorm } from '../analysis/norms';
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { codeOf } from '../network/code';
import { preActivations } from '../network/forward';
import { activated } from '../network/held';
import { type CodeLayout, codeLayout, type Layer, type Network, tailNetwork } from '../network/network';
import { EngineError } from '../partition/errors';
import { type Interval, meanOf, percentileInterval, resampledMeans } from './bootstrap';
import { classPairs, type LabelledPoints, type PairStream } from './classPairs';
import { walkPath } from './walk';

export interface ClassDensityOptions {
  /** Layers l in whose activations distances are measured; 0: the inputs. By default all that have gated layers after them. */
  readonly layers?: readonly number[];
  /** Pairs to draw, half of them within a class and half between two. */
  readonly pairs: number;
  readonly seed: number;
  /** Whether the exact crossings are counted, too (default). They take most of the time. */
  readonly crossings?: boolean;
}

/** A measure within and between classes, each with its bootstrap interval of 99 %. */
export interface Contrast {
  readonly within: Interval;
  readonly between: Interval;
  /** Between / within. */
  readonly ratio: Interval;
  /** Classes × classes, row-major, symmetric: means over the pairs of each two; NaN where there was none. */
  readonly matrix: Float64Array;
}

/** One layer's answer. Lengths are Euclidean in its activations; crossings and codes are of the layers after it. */
export interface LayerContrast {
  /** 0: the inputs. */
  readonly layer: number;
  /** Units of layers after it on different pieces at the two points, per distance: a lower bound of the next. */
  readonly hamming: Contrast;
  /** Exact crossings of the straight segment per length; null where they were not asked for. */
  readonly crossings: Contrast | null;
  /** Pairs counted, and pairs left out since the two points have one activation. */
  readonly counted: { readonly within: number; readonly between: number };
  readonly leftOut: number;
}

export interface ClassDensity {
  /** The classes, in the order of the matrices. */
  readonly classes: readonly number[];
  /** Pairs done so far. */
  readonly pairs: number;
  readonly layers: readonly LayerContrast[];
}

/** The experiment in the making, so that a worker can show progress and stop. */
export interface ClassDensityRun {
  /** Goes on for at most so many more pairs. Returns true when all are done. */
  advance(pairs: number): boolean;
  readonly done: number;
  readonly total: number;
  /** The answer of the pairs done so far; the same bits for the same seed and number of them. */
  summary(): ClassDensity;
}

/**
 * Do boundaries lie thicker between classes than within them? For sampled pairs of points, Hamming(codes of the layers > l) /
 * ‖h_l(a) − h_l(b)‖ and exact crossings / length, for each layer l. Pairs at distance 0 are left out and counted. Throws an
 * EngineError for a layer without gated units after it or points of another size, and a RangeError as `pairsFault` says. Cost
 * a pair: two forward passes and, with crossings, a walk for each layer.
 */
export function startClassDensity(
  network: Network,
  points: LabelledPoints,
  options: ClassDensityOptions,
): ClassDensityRun {
  if (points.inputSize !== network.inputSize)
    throw new EngineError(`the points have ${points.inputSize} numbers, the network takes ${network.inputSize} inputs`);
  return new Run(network, points, options);
}

/** The densities of one layer, pair by pair; NaN where the pair is left out. */
interface LayerRecord {
  readonly layer: number;
  readonly tail: Network;
  readonly hamming: Float64Array;
  readonly crossings: Float64Array;
}

class Run implements ClassDensityRun {
  done = 0;
  readonly total: number;
  private readonly layout: CodeLayout;
  private readonly classes: readonly number[];
  private readonly stream: PairStream;
  private readonly records: readonly LayerRecord[];
  private readonly withCrossings: boolean;
  /** For each pair the places of its two classes in `classes`. */
  private readonly firsts: Int32Array;
  private readonly seconds: Int32Array;

  constructor(
    private readonly network: Network,
    private readonly points: LabelledPoints,
    private readonly options: ClassDensityOptions,
  ) {
    const { pairs, seed } = options;
    this.total = pairs;
    this.withCrossings = options.crossings ?? true;
    this.layout = codeLayout(network);
    this.stream = classPairs(points, seed);
    this.classes = [...new Set(Array.from({ length: points.count }, (_, i) => points.labels[i] as number))].sort(
      (a, b) => a - b,
    );
    this.firsts = new Int32Array(pairs);
    this.seconds = new Int32Array(pairs);
    this.records = this.layersAsked().map((layer) => ({
      layer,
      tail: layer === 0 ? network : tailNetwork(network, layer + 1),
      hamming: new Float64Array(pairs),
      crossings: new Float64Array(pairs),
    }));
  }

  private layersAsked(): readonly number[] {
    const last = this.layout.gated[this.layout.gated.length - 1]?.layer ?? 0;
    const { layers = Array.from({ length: last }, (_, l) => l) } = this.options;
    for (const layer of layers)
      if (!(Number.isInteger(layer) && layer >= 0 && layer < last))
        throw new EngineError(
          last === 0 ? 'the network has no gated units' : `layer ${layer}: a layer from 0 to ${last - 1} is needed`,
        );
    return layers;
  }

  advance(pairs: number): boolean {
    const target = Math.min(this.total, this.done + pairs);
    for (; this.done < target; this.done++) this.addPair(this.done);
    return this.done === this.total;
  }

  private addPair(pair: number): void {
    const { a, b } = this.stream.next();
    const [first, second] = [this.pass(a), this.pass(b)];
    this.firsts[pair] = this.classes.indexOf(this.points.labels[a] as number);
    this.seconds[pair] = this.classes.indexOf(this.points.labels[b] as number);
    for (const { layer, tail, hamming, crossings } of this.records) {
      const [from, to] = [first.activations[layer], second.activations[layer]] as [Float64Array, Float64Array];
      const distance = euclideanNorm(to.map((value, k) => value - f64(from, k)));
      const left = distance === 0;
      hamming[pair] = left ? Number.NaN : this.hammingAfter(layer, first.code, second.code) / distance;
      if (!this.withCrossings) continue;
      crossings[pair] = left ? Number.NaN : walkPath(tail, [from, to], { slopes: false }).crossings.t.length / distance;
    }
  }

  /** A forward pass: the activations of layers 0 … L − 1, and the code. */
  private pass(point: number): { readonly activations: Float64Array[]; readonly code: Uint32Array } {
    const { network, points, layout } = this;
    const start = point * points.inputSize;
    const x = Float64Array.from(points.inputs.subarray(start, start + points.inputSize));
    const z = preActivations(network, x);
    const hidden = z.slice(0, -1).map((values, l) => activated(network.layers[l] as Layer, values));
    return { activations: [x, ...hidden], code: codeOf(layout, z) };
  }

  private hammingAfter(layer: number, a: Uint32Array, b: Uint32Array): number {
    return this.layout.gated
      .filter((gated) => gated.layer > layer)
      .reduce((sum, gated) => sum + layerDistance(this.layout, gated, a, 0, b, 0), 0);
  }

  summary(): ClassDensity {
    const layers = this.records.map(({ layer, hamming, crossings }): LayerContrast => {
      const [within, between] = this.split(hamming);
      return {
        layer,
        hamming: this.contrast(hamming),
        crossings: this.withCrossings ? this.contrast(crossings) : null,
        counted: { within: within.length, between: between.length },
        leftOut: this.done - within.length - between.length,
      };
    });
    return { classes: this.classes, pairs: this.done, layers };
  }

  /** Values of the pairs done, within a class and between two, without those left out. */
  private split(values: Float64Array): readonly [within: Float64Array, between: Float64Array] {
    const done = values.subarray(0, this.done);
    const kind = (same: boolean) => (value: number, pair: number) =>
      !Number.isNaN(value) && (this.firsts[pair] === this.seconds[pair]) === same;
    return [done.filter(kind(true)), done.filter(kind(false))];
  }

  private contrast(values: Float64Array): Contrast {
    const [within, between] = this.split(values);
    const random = createRandom(this.options.seed);
    const [meanWithin, meanBetween] = [meanOf(within), meanOf(between)];
    const fromWithin = resampledMeans(within, random);
    const fromBetween = resampledMeans(between, random);
    const ratios = fromWithin.map((mean, i) => f64(fromBetween, i) / mean);
    return {
      within: percentileInterval(meanWithin, fromWithin),
      between: percentileInterval(meanBetween, fromBetween),
      ratio: percentileInterval(meanBetween / meanWithin, ratios),
      matrix: this.matrix(values),
    };
  }

  private matrix(values: Float64Array): Float64Array {
    const n = this.classes.length;
    const sums = new Float64Array(n * n);
    const counts = new Float64Array(n * n);
    for (let pair = 0; pair < this.done; pair++) {
      if (Number.isNaN(values[pair])) continue;
      const [i, j] = [this.firsts[pair] as number, this.seconds[pair] as number];
      for (const at of new Set([i * n + j, j * n + i])) {
        sums[at] = f64(sums, at) + f64(values, pair);
        counts[at] = f64(counts, at) + 1;
      }
    }
    return sums.map((sum, at) => sum / f64(counts, at));
  }
}
