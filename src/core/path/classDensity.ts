import { layerDistance } from '../analysis/codeDistance';
import { euclideanNorm } from '../analysis/norms';
import { createRandom, type Random } from '../math/random';
import { f64, i32 } from '../math/typed';
import { codeOf } from '../network/code';
import { preActivations } from '../network/forward';
import { activated } from '../network/held';
import { type CodeLayout, codeLayout, type Layer, type Network, tailNetwork } from '../network/network';
import { EngineError } from '../partition/errors';
import type { Steps } from '../partition/steps';
import { type Contrast, contrastOf, type PairClasses, splitPairs } from './classContrast';
import { classPairs, type LabelledPoints, type PairStream } from './classPairs';
import { countCrossings } from './crossingCount';

export interface ClassDensityOptions {
  /** Layers l in whose activations distances are measured; 0: the inputs. By default all that have gated layers after them. */
  readonly layers?: readonly number[];
  /** Pairs to draw, half of them within a class and half between two. */
  readonly pairs: number;
  readonly seed: number;
  /** Those of the layers in which exact crossings are counted, too: by default all. They take most of the time. */
  readonly crossings?: readonly number[];
  /**
   * Crossings are counted on one of the equal parts of each line that have about so many units of its Hamming distance each;
   * which one is drawn by the seed, so that the means are of the same lines and scatter more. By default on whole lines.
   */
  readonly walkedUnits?: number;
}

/** One layer's answer. Lengths are Euclidean in its activations; crossings and codes are of the layers after it. */
export interface LayerContrast {
  /** 0: the inputs. */
  readonly layer: number;
  /** Units of layers after it on different pieces at the two points, per distance: a lower bound of the next. */
  readonly hamming: Contrast;
  /** Exact crossings of the straight segment per length; null where they were not asked for. */
  readonly crossings: Contrast | null;
  /** Share of the lines' length on which crossings were counted; 1: whole lines. NaN where there were none. */
  readonly walked: number;
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
  /**
   * Goes on for at most so many more pairs, or until `pause` says so, which is asked every few milliseconds or after a pass.
   * Returns true when all are done.
   */
  advance(pairs: number, pause?: () => boolean): boolean;
  readonly done: number;
  readonly total: number;
  /** The answer of the pairs done so far; the same bits for the same seed and number of them. */
  summary(): ClassDensity;
}

/**
 * Do boundaries lie thicker between classes than within them? For sampled pairs of points, Hamming(codes of the layers > l) /
 * ‖h_l(a) − h_l(b)‖ and exact crossings / length, for each layer l. Pairs at distance 0 are left out and counted. Throws an
 * EngineError for a layer without gated units after it or points of another size, and a RangeError as `pairsFault` says. Cost
 * a pair: two forward passes and, with crossings, a walk for each layer. Nothing is kept of a pair but its counts.
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
  readonly lengths: Float64Array;
  readonly hamming: Float64Array;
  /** Null where they are not counted. */
  readonly crossings: Float64Array | null;
  /** Into how many parts the line was cut, of which one was walked. */
  readonly parts: Float64Array;
}

class Run implements ClassDensityRun {
  done = 0;
  readonly total: number;
  private readonly layout: CodeLayout;
  private readonly classes: readonly number[];
  private readonly stream: PairStream;
  private readonly places: Random;
  private readonly records: readonly LayerRecord[];
  /** For each pair the places of its two classes in `classes`. */
  private readonly firsts: Int32Array;
  private readonly seconds: Int32Array;
  private pair: Steps<void> | null = null;

  constructor(
    private readonly network: Network,
    private readonly points: LabelledPoints,
    private readonly options: ClassDensityOptions,
  ) {
    const { pairs, seed } = options;
    this.total = pairs;
    this.layout = codeLayout(network);
    this.stream = classPairs(points, seed);
    // Another stream than that of the pairs.
    this.places = createRandom(~seed >>> 0);
    this.classes = [...new Set(Array.from({ length: points.count }, (_, i) => points.labels[i] as number))].sort(
      (a, b) => a - b,
    );
    this.firsts = new Int32Array(pairs);
    this.seconds = new Int32Array(pairs);
    const layers = this.layersAsked();
    const { crossings = layers } = options;
    this.records = layers.map((layer) => ({
      layer,
      tail: layer === 0 ? network : tailNetwork(network, layer + 1),
      lengths: new Float64Array(pairs),
      hamming: new Float64Array(pairs),
      crossings: crossings.includes(layer) ? new Float64Array(pairs) : null,
      parts: new Float64Array(pairs),
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

  advance(pairs: number, pause: () => boolean = () => false): boolean {
    const target = Math.min(this.total, this.done + pairs);
    while (this.done < target) {
      this.pair ??= this.addPair(this.done);
      if (this.pair.next().done) {
        this.pair = null;
        this.done++;
      }
      if (pause()) break;
    }
    return this.done === this.total;
  }

  private *addPair(pair: number): Steps<void> {
    const { a, b } = this.stream.next();
    const first = this.pass(a);
    yield this.layout.units;
    const second = this.pass(b);
    yield this.layout.units;
    this.firsts[pair] = this.classes.indexOf(this.points.labels[a] as number);
    this.seconds[pair] = this.classes.indexOf(this.points.labels[b] as number);
    const differing = this.differingAfter(first.code, second.code);
    for (const record of this.records) {
      const { layer, lengths, hamming, crossings } = record;
      const [from, to] = [first.activations[layer], second.activations[layer]] as [Float64Array, Float64Array];
      const length = euclideanNorm(to.map((value, k) => value - f64(from, k)));
      const units = i32(differing, layer);
      lengths[pair] = length;
      hamming[pair] = length === 0 ? Number.NaN : units / length;
      if (crossings) crossings[pair] = length === 0 ? Number.NaN : yield* this.walk(record, pair, [from, to], units);
    }
  }

  /** Crossings per length, of a whole line or of one of its parts. */
  private *walk(
    { tail, lengths, parts }: LayerRecord,
    pair: number,
    [from, to]: readonly [Float64Array, Float64Array],
    units: number,
  ): Steps<number> {
    const count = Math.max(1, Math.floor(units / (this.options.walkedUnits ?? Infinity)));
    const part = count === 1 ? 0 : this.places.below(count);
    const at = (i: number): Float64Array =>
      i === 0 ? from : i === count ? to : from.map((value, k) => value + (i / count) * (f64(to, k) - value));
    parts[pair] = count;
    return ((yield* countCrossings(tail, at(part), at(part + 1))) * count) / f64(lengths, pair);
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

  /** For each layer from 0: units of the layers after it that are on different pieces. */
  private differingAfter(a: Uint32Array, b: Uint32Array): Int32Array {
    const { layout } = this;
    const after = new Int32Array(this.network.layers.length);
    for (const gated of layout.gated) after[gated.layer - 1] = layerDistance(layout, gated, a, 0, b, 0);
    for (let layer = after.length - 2; layer >= 0; layer--) after[layer] = i32(after, layer) + i32(after, layer + 1);
    return after;
  }

  summary(): ClassDensity {
    const { done, classes } = this;
    const pairs: PairClasses = {
      classes: classes.length,
      firsts: this.firsts.subarray(0, done),
      seconds: this.seconds.subarray(0, done),
    };
    return { classes, pairs: done, layers: this.records.map((record) => this.contrastsOf(record, pairs)) };
  }

  private contrastsOf(record: LayerRecord, pairs: PairClasses): LayerContrast {
    const { seed } = this.options;
    const hamming = record.hamming.subarray(0, this.done);
    const crossings = record.crossings?.subarray(0, this.done);
    const [within, between] = splitPairs(hamming, pairs);
    return {
      layer: record.layer,
      hamming: contrastOf(hamming, pairs, seed),
      crossings: crossings ? contrastOf(crossings, pairs, seed) : null,
      walked: crossings ? this.walkedShare(record) : Number.NaN,
      counted: { within: within.length, between: between.length },
      leftOut: this.done - within.length - between.length,
    };
  }

  private walkedShare({ lengths, parts }: LayerRecord): number {
    let [walked, all] = [0, 0];
    for (let pair = 0; pair < this.done; pair++) {
      const length = f64(lengths, pair);
      all += length;
      if (length > 0) walked += length / f64(parts, pair);
    }
    return walked / all;
  }
}
