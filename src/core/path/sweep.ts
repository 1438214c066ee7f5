import { f64, i32, u8, u32 } from '../math/typed';
import { isContinuous, type PiecewiseLinear, piecewiseLinear } from '../network/activation';
import { affineOp, applyDirection } from '../network/affine';
import { settleContests } from '../network/contest';
import { unitEntry, writeEntry } from '../network/entries';
import { isHeld, layerPieces, unitPiece } from '../network/held';
import { type CodeLayout, codeLayout, type GatedLayer, type Layer, type Network } from '../network/network';
import { MERGE_TOLERANCE } from '../partition/tolerance';
import { Cuts, doubleKnots, refineRows } from './cuts';
import { applyAlong } from './product';
import { SweepNoise } from './sweepNoise';

/** What a sweep begins with: the inputs at given parameters, affine between them. */
export interface SweepStart {
  /** Rising parameters of the vertices, at least one. */
  readonly times: Float64Array;
  /** The vertices, one after the other. */
  readonly values: Float64Array;
  /** Change of the input per unit of the parameter after the last vertex, where the line goes on for ever; else null. */
  readonly direction: Float64Array | null;
}

/**
 * Walks a piecewise-affine curve through a network, layer by layer: between two successive knots every pre-activation is
 * affine, so its values at the two say where a unit changes its piece. There a new knot is put, with the values that lie on
 * the chord. Both segments at a knot share its values, so a crossing is neither missed nor counted twice. With a direction,
 * the last segment has no end, and values per unit of the parameter stand for those at its end.
 */
export class Sweep {
  readonly layout: CodeLayout;
  times: Float64Array;
  /** 1 at the vertices that the sweep began with. */
  isVertex: Uint8Array;
  /** Knots × size of the layer at hand: after the sweep the network's output at each knot. */
  values: Float64Array;
  /** Change of the values along the segment without end. */
  direction: Float64Array | null;
  /** Segments × layout.words. */
  codes: Uint32Array;
  /** Crossings that were put at a knot nearer than the merge tolerance. */
  merged = 0;
  /** Times that a unit stayed within rounding of a threshold along a segment, but not exactly on it. */
  undecided = 0;
  private readonly noise: SweepNoise;

  constructor(network: Network, start: SweepStart) {
    this.layout = codeLayout(network);
    this.times = start.times;
    this.values = start.values;
    this.direction = start.direction;
    this.isVertex = new Uint8Array(start.times.length).fill(1);
    this.noise = new SweepNoise(start.direction !== null);
    this.codes = new Uint32Array(this.segments * this.layout.words);
    const gated = new Map(this.layout.gated.map((entry) => [entry.layer, entry]));
    network.layers.forEach((layer, index) => {
      this.pass(layer, index);
      const entry = gated.get(index + 1);
      if (entry) this.cut(entry);
      this.activate(layer, entry);
    });
    for (let s = 0; s < this.segments; s++) settleContests(this.layout, this.codes, s * this.layout.words);
  }

  get segments(): number {
    return this.times.length - (this.direction ? 0 : 1);
  }

  /** Bounds of the rounding of the outputs' change along the segment without end. */
  get directionNoise(): Float64Array {
    return this.noise.direction;
  }

  /** Knots nearer to each other than this are one, at parameter t. */
  private gap(t: number): number {
    const last = this.direction ? t : f64(this.times, this.times.length - 1);
    return MERGE_TOLERANCE * Math.max(1, last);
  }

  /** From the values before a layer to its pre-activations. */
  private pass(layer: Layer, index: number): void {
    const { times, values, direction } = this;
    this.noise.enter(layer, index, values, direction);
    this.values = applyAlong(layer, values, times.length);
    if (direction) this.direction = applyDirection(affineOp(layer), direction);
  }

  private cut(gated: GatedLayer): void {
    const cuts = new Cuts();
    for (let segment = 0; segment < this.segments; segment++) {
      cuts.begin(segment);
      for (const threshold of gated.activation.thresholds)
        if (segment + 1 < this.times.length) this.findCuts(segment, gated, threshold, cuts);
        else this.findCutsBeyond(segment, gated, threshold, cuts);
      cuts.end((t) => this.gap(t));
    }
    if (cuts.count > 0) this.insert(cuts, gated.width);
    for (let segment = 0; segment < this.segments; segment++) this.setPieces(segment, gated);
    for (let unit = gated.size; unit < gated.width; unit++) this.noise.visit(unit, 1);
  }

  /** Where units go through a threshold between two knots. */
  private findCuts(segment: number, { size, width, held }: GatedLayer, threshold: number, cuts: Cuts): void {
    const { values, times, noise } = this;
    const t = f64(times, segment);
    const length = f64(times, segment + 1) - t;
    if (length === 0) return;
    const share = this.gap(f64(times, segment + 1)) / length;
    for (let j = 0, i = segment * width; j < size; j++, i++) {
      const from = f64(values, i) - threshold;
      const to = f64(values, i + width) - threshold;
      if (from > 0 === to > 0 || from === 0 || to === 0) continue;
      if (isHeld(held, j)) continue;
      const near = share * Math.abs(to - from);
      const first = noise.at(segment, j);
      const second = noise.at(segment + 1, j);
      if (Math.abs(from) <= first || Math.abs(to) <= second) continue;
      if (Math.abs(from) <= near || Math.abs(to) <= near) this.merged++;
      else cuts.add(t + (from / (from - to)) * length);
    }
  }

  /** The same along the segment without end. */
  private findCutsBeyond(segment: number, { size, width, held }: GatedLayer, threshold: number, cuts: Cuts): void {
    const { values, times, noise } = this;
    const slopes = this.direction as Float64Array;
    const t = f64(times, segment);
    const gap = this.gap(t);
    for (let j = 0, i = segment * width; j < size; j++, i++) {
      const from = f64(values, i) - threshold;
      const slope = f64(slopes, j);
      if (from > 0 === slope > 0 || from === 0 || slope === 0 || isHeld(held, j)) continue;
      if (Math.abs(slope) <= f64(noise.direction, j) || Math.abs(from) <= noise.at(segment, j)) continue;
      if (Math.abs(from) <= gap * Math.abs(slope)) this.merged++;
      else cuts.add(t - from / slope);
    }
  }

  /** Puts knots at the cuts. Their values lie between those of the knots around them. */
  private insert(cuts: Cuts, size: number): void {
    const { times: old, isVertex, codes, layout, direction, noise } = this;
    const { times, before } = cuts.merge(old);
    const refinement = { old, times, before };
    this.values = refineRows(this.values, size, refinement, direction);
    if (direction) noise.rows = refineRows(noise.rows, size, refinement, noise.direction);
    this.times = times;
    this.isVertex = Uint8Array.from(before, (from, to) => (f64(times, to) === f64(old, from) ? u8(isVertex, from) : 0));
    this.codes = new Uint32Array(this.segments * layout.words);
    for (let s = 0; s < this.segments; s++) {
      const from = i32(before, s) * layout.words;
      for (let w = 0; w < layout.words; w++) this.codes[s * layout.words + w] = u32(codes, from + w);
    }
  }

  /** Writes the pieces of a layer's units on a segment. The code's bits of that layer are still 0. */
  private setPieces(segment: number, gated: GatedLayer): void {
    const { codes, layout } = this;
    const start = segment * layout.words;
    for (let j = 0; j < gated.size; j++) {
      const piece = isHeld(gated.held, j) ? (gated.held?.[j] as number) : this.pieceOn(segment, gated, j);
      this.noise.visit(j, gated.activation.slopes[piece] as number);
      if (piece === 0) continue;
      const bit = gated.firstBit + j * gated.bits;
      if (gated.bits > 1) writeEntry(codes, start, bit, gated.bits, piece);
      else codes[start + (bit >>> 5)] = u32(codes, start + (bit >>> 5)) | (1 << (bit & 31));
    }
  }

  private pieceOn(segment: number, gated: GatedLayer, unit: number): number {
    const { thresholds, atThreshold } = gated.activation;
    const i = segment * gated.width + unit;
    const open = segment + 1 === this.times.length;
    let piece = 0;
    for (let r = 0; r < thresholds.length; r++) {
      const threshold = thresholds[r] as number;
      const from = f64(this.values, i) - threshold;
      // Along the segment without end what grows decides in the end.
      const slope = open ? f64(this.direction as Float64Array, unit) : 0;
      const grows = open && Math.abs(slope) > f64(this.noise.direction, unit);
      const value = grows ? slope : open ? from : from / 2 + (f64(this.values, i + gated.width) - threshold) / 2;
      const noise = grows ? 0 : this.noise.at(open ? segment : segment + 1, unit);
      if (Math.abs(value) <= noise) {
        if (value !== 0) this.undecided++;
        if (atThreshold === 'above') piece++;
      } else if (value > 0) piece++;
    }
    return piece;
  }

  /** From pre-activations to activations. */
  private activate(layer: Layer, gated: GatedLayer | undefined): void {
    const f: PiecewiseLinear = gated?.activation ?? layerPieces(layer);
    const { values, direction } = this;
    const size = layer.outputSize;
    if (f.slopes.length === 1) for (let j = 0; j < size; j++) this.noise.visit(j, f.slopes[0] as number);
    if (f.slopes.length === 1 && f.slopes[0] === 1 && f.offsets[0] === 0) return;
    if (direction) this.turn(layer, f, direction);
    if (gated && !isContinuous(piecewiseLinear(layer.activation))) {
      this.step(gated);
      return;
    }
    for (let i = 0, j = 0; i < values.length; i++, j = j + 1 === size ? 0 : j + 1) {
      const z = f64(values, i);
      const piece = unitPiece(f, layer.held, j, z);
      values[i] = (f.slopes[piece] as number) * z + (f.offsets[piece] as number);
    }
  }

  /**
   * From pre-activations to steps: where a unit jumps, a knot has a value on either side. So each knot between two segments
   * becomes two at one parameter, and the segment between those has no length and no code of its own.
   */
  private step(gated: GatedLayer): void {
    const { width, activation } = gated;
    const { codes, layout, segments } = this;
    const two = doubleKnots(this.times, this.isVertex, this.direction !== null);
    const values = new Float64Array(two.times.length * width);
    const doubled = new Uint32Array((two.times.length - (this.direction ? 0 : 1)) * layout.words);
    for (let s = 0; s < segments; s++) {
      const ends = this.direction && s + 1 === segments ? [2 * s] : [2 * s, 2 * s + 1];
      for (let j = 0; j < width; j++) {
        const piece = unitEntry(gated, codes, s * layout.words, j);
        for (const knot of ends)
          values[knot * width + j] =
            (activation.slopes[piece] as number) * f64(this.values, ((knot + 1) >> 1) * width + j) +
            (activation.offsets[piece] as number);
      }
      for (let copy = 2 * s; copy <= 2 * s + 1 && copy * layout.words < doubled.length; copy++)
        doubled.set(codes.subarray(s * layout.words, (s + 1) * layout.words), copy * layout.words);
    }
    this.times = two.times;
    this.isVertex = two.isVertex;
    this.codes = doubled;
    this.values = values;
    this.noise.double(two.times.length);
  }

  /** The change along the segment without end, behind the activation: by the pieces far out. */
  private turn({ held, outputSize }: Layer, f: PiecewiseLinear, direction: Float64Array): void {
    const last = (this.times.length - 1) * outputSize;
    for (let j = 0; j < outputSize; j++) {
      const slope = f64(direction, j);
      const grows = Math.abs(slope) > f64(this.noise.direction, j);
      const z = grows ? (slope > 0 ? Infinity : -Infinity) : f64(this.values, last + j);
      direction[j] = (f.slopes[unitPiece(f, held, j, z)] as number) * slope;
    }
  }
}
