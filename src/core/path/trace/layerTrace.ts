import { SparseVector } from '../../linear/sparseVector';
import { f64, i32, u8 } from '../../math/typed';
import type { PiecewiseLinear } from '../../network/activation';
import { affineOp } from '../../network/affine';
import { activated, isHeld, layerPieces } from '../../network/held';
import type { GatedLayer, Layer } from '../../network/network';
import type { Steps } from '../../partition/steps';
import { rowNoise } from '../sweepNoise';
import { EventList } from './events';
import type { Stretch, Traced } from './types';

/** No unit has been on a piece yet. */
const NONE = 255;

/** Values that are touched between two steps: some milliseconds' worth. */
const STEP = 50_000;

/**
 * Takes one layer along a stretch. Each unit's pre-activation is followed by itself, from one of its own bends to the next: a
 * unit that an event does not touch costs nothing there.
 */
export class LayerTrace {
  /** The piece of each gated unit where the stretch starts. */
  readonly first: Uint8Array;
  private readonly f: PiecewiseLinear;
  private readonly gated: number;
  private readonly values: Float64Array;
  private readonly slopes: Float64Array;
  /** Where the unit's values stand for, and the event there, −1: the start. */
  private readonly at: Float64Array;
  private readonly places: Int32Array;
  private readonly pieces: Uint8Array;
  /** Slope behind the activation, as it was handed on so far. */
  private readonly handed: Float64Array;
  private readonly startSlopes: Float64Array;
  private readonly largest: Float64Array;
  private readonly steepness: Float64Array;
  private readonly noise: Float64Array;
  private readonly list = new EventList();

  constructor(
    private readonly layer: Layer,
    index: number,
    private readonly entry: GatedLayer | undefined,
    private readonly before: Traced,
    private readonly stretch: Stretch,
    /** Of the stretch's work. */
    private readonly share = 0,
  ) {
    const { inputSize: n, outputSize: m } = layer;
    const columns = new Float64Array(2 * n);
    columns.set(before.slopes);
    columns.set(before.values, n);
    const z = new Float64Array(2 * m);
    affineOp(layer).apply(columns, z, 2);
    this.f = entry?.activation ?? layerPieces(layer);
    this.gated = entry?.size ?? 0;
    this.first = new Uint8Array(this.gated).fill(NONE);
    this.slopes = z.subarray(0, m);
    this.values = z.subarray(m);
    this.at = new Float64Array(m).fill(stretch.start);
    this.places = new Int32Array(m).fill(-1);
    this.pieces = new Uint8Array(m).fill(NONE);
    this.handed = new Float64Array(m);
    this.startSlopes = new Float64Array(m);
    this.largest = new Float64Array(m);
    this.steepness = new Float64Array(m);
    this.noise = rowNoise(affineOp(layer), before.largest, before.errors, index);
  }

  /** The values behind the layer's activation; null once the stretch holds too much. A step gives the values that it touched. */
  *run(): Steps<Traced | null> {
    const { before, stretch, slopes, noise } = this;
    const values = activated(this.layer, this.values);
    const { times, starts, units, changes } = before.events;
    const op = affineOp(this.layer);
    const [x, y] = [new SparseVector(op.inputSize), new SparseVector(op.outputSize)];
    const begun = stretch.done;
    let touched = 0;
    for (let i = 0; i < times.length; i++) {
      if (i32(starts, i) === i32(starts, i + 1)) continue;
      for (let e = i32(starts, i); e < i32(starts, i + 1); e++) x.add(i32(units, e), f64(changes, e));
      op.push(x, y);
      this.bend(y, f64(times, i), i);
      touched += x.count + y.count;
      x.clear();
      y.clear();
      if (this.isFull) return null;
      if (touched < STEP) continue;
      stretch.done = begun + (this.share * i) / times.length;
      yield touched;
      touched = 0;
    }
    for (let unit = 0; unit < slopes.length; unit++) this.close(unit, stretch.end, times.length);
    stretch.entries = Math.max(stretch.entries, this.list.size);
    if (this.isFull) return null;
    const errors = noise.map((bound, j) => bound * f64(this.steepness, j));
    const events = this.list.finish(times);
    return { values, slopes: this.startSlopes, events, largest: this.largest, errors };
  }

  private get isFull(): boolean {
    const { list, stretch } = this;
    const { cuts, changes, entries } = stretch.most;
    return list.cutCount > cuts || stretch.changes.times.length > changes || list.size > entries;
  }

  /** Slopes change at t, where event `place` is. */
  private bend(by: SparseVector, t: number, place: number): void {
    const { slopes } = this;
    for (let k = 0; k < by.count; k++) {
      const unit = i32(by.touched, k);
      const change = f64(by.values, unit);
      if (change === 0) continue;
      this.close(unit, t, place);
      slopes[unit] = f64(slopes, unit) + change;
    }
  }

  /** Ends the affine stretch of a unit that it is on, at t, where event `place` is. */
  private close(unit: number, t: number, place: number): void {
    const length = t - f64(this.at, unit);
    if (length > 0) {
      const from = f64(this.values, unit);
      const to = from + length * f64(this.slopes, unit);
      if (unit >= this.gated || isHeld(this.layer.held, unit)) this.pass(unit, from);
      else if (this.f.thresholds.length === 1) this.crossOne(unit, from, to, length);
      else this.crossMany(unit, from, to, length);
      this.reach(unit, u8(this.pieces, unit), to);
      this.values[unit] = to;
    }
    this.at[unit] = t;
    this.places[unit] = place;
  }

  /** A unit that stays on its piece whatever its value. */
  private pass(unit: number, from: number): void {
    const piece = isHeld(this.layer.held, unit) ? (this.layer.held?.[unit] as number) : 0;
    if (unit < this.gated) this.first[unit] = piece;
    this.pieces[unit] = piece;
    this.enter(unit, piece, from);
  }

  private crossOne(unit: number, from: number, to: number, length: number): void {
    const threshold = this.f.thresholds[0] as number;
    const { above, cut } = this.side(unit, from - threshold, to - threshold, length);
    const piece = Number(above);
    this.turnTo(unit, piece);
    this.enter(unit, piece, from);
    if (cut >= 0) this.cutAt(unit, cut, 1 - piece, threshold);
  }

  private crossMany(unit: number, from: number, to: number, length: number): void {
    const cuts: { t: number; step: number; threshold: number }[] = [];
    let piece = 0;
    for (const threshold of this.f.thresholds) {
      const { above, cut } = this.side(unit, from - threshold, to - threshold, length);
      if (above) piece++;
      if (cut >= 0) cuts.push({ t: cut, step: above ? -1 : 1, threshold });
    }
    this.turnTo(unit, piece);
    this.enter(unit, piece, from);
    for (const { t, step, threshold } of cuts.sort((a, b) => a.t - b.t)) {
      piece += step;
      this.cutAt(unit, t, piece, threshold);
    }
  }

  private readonly answer = { above: false, cut: -1 };

  /** On which side of a threshold a unit starts, and where it goes to the other one; −1: nowhere. */
  private side(
    unit: number,
    from: number,
    to: number,
    length: number,
  ): { readonly above: boolean; readonly cut: number } {
    const { stretch, answer } = this;
    const noise = f64(this.noise, unit);
    answer.cut = -1;
    if (from > 0 !== to > 0 && Math.abs(from) > noise && Math.abs(to) > noise) {
      const near = (stretch.gap / length) * Math.abs(to - from);
      if (Math.abs(from) <= near || Math.abs(to) <= near) stretch.merged++;
      else {
        const start = f64(this.at, unit);
        answer.cut = Math.min(start + length, Math.max(start, start + (from / (from - to)) * length));
        answer.above = from > 0;
        return answer;
      }
    }
    const middle = from / 2 + to / 2;
    const open = Math.abs(middle) <= noise;
    if (open && middle !== 0) stretch.undecided++;
    answer.above = open ? this.f.atThreshold === 'above' : middle > 0;
    return answer;
  }

  /** The piece that a unit goes on with from its last bend. */
  private turnTo(unit: number, piece: number): void {
    const last = u8(this.pieces, unit);
    if (last === NONE) this.first[unit] = piece;
    else if (last !== piece) this.note(f64(this.at, unit), unit, last, piece);
    this.pieces[unit] = piece;
  }

  private note(t: number, unit: number, before: number, after: number): void {
    this.stretch.changes.add(t, (this.entry as GatedLayer).firstUnit + unit, before, after);
  }

  /** Hands the slope on from the unit's last bend. */
  private enter(unit: number, piece: number, from: number): void {
    const place = i32(this.places, unit);
    const before = f64(this.handed, unit);
    const now = this.slopeOn(unit, piece, from);
    if (place < 0) this.startSlopes[unit] = now;
    else if (now !== before) this.list.addAt(place, unit, now - before);
  }

  private cutAt(unit: number, t: number, piece: number, threshold: number): void {
    const old = u8(this.pieces, unit);
    this.note(t, unit, old, piece);
    this.reach(unit, old, threshold);
    this.pieces[unit] = piece;
    const before = f64(this.handed, unit);
    this.list.addCut(t, unit, this.slopeOn(unit, piece, threshold) - before);
  }

  /** The slope behind the activation on a piece that is entered at pre-activation z. */
  private slopeOn(unit: number, piece: number, z: number): number {
    const slope = this.f.slopes[piece] as number;
    if (Math.abs(slope) > f64(this.steepness, unit)) this.steepness[unit] = Math.abs(slope);
    this.reach(unit, piece, z);
    const now = slope === 0 ? 0 : slope * f64(this.slopes, unit);
    this.handed[unit] = now;
    return now;
  }

  private reach(unit: number, piece: number, z: number): void {
    const value = Math.abs((this.f.slopes[piece] as number) * z + (this.f.offsets[piece] as number));
    if (value > f64(this.largest, unit)) this.largest[unit] = value;
  }
}
