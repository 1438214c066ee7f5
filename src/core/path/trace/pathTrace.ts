import { f64, u8 } from '../../math/typed';
import { type CodeLayout, codeLayout, type Network, unitAt } from '../../network/network';
import { atOnce, type Steps } from '../../partition/steps';
import { MERGE_TOLERANCE } from '../../partition/tolerance';
import { ChangeList } from './changes';
import { LiveCode } from './liveCode';
import { OutputRows } from './outputs';
import { traceStretch } from './stretch';
import type { LongTrace, Stretch, StretchLimits, TracedCrossings } from './types';

/** Changes of one layer along a stretch: with more the stretch is halved. Each begins with a forward pass, so that rounding cannot build up. */
const MOST_CHANGES = 1024;

/** 256 MB while they are put in order. */
const MOST_ENTRIES = 8e6;

/** Stretches of legs are not made shorter than this, and then hold what they hold. */
const SHORTEST = 2 ** -30;
const NO_LIMITS: StretchLimits = { cuts: Infinity, changes: Infinity, entries: Infinity };

/** Changes that are taken to be at one parameter. */
interface Cluster {
  /** Its parameter, and the last of the changes'. */
  t: number;
  end: number;
  isVertex: boolean;
  /** Piece that each unit that changes goes to. */
  readonly pieces: Map<number, number>;
}

/**
 * A polyline's pieces, found stretch by stretch. The stretches are cut so that each holds a bounded number of changes; what
 * lies on their borders is told from the pieces on both sides.
 */
export class PathTrace {
  readonly layout: CodeLayout;
  /** Where each piece starts. */
  readonly knots: number[] = [];
  readonly offsets: number[] = [0];
  readonly crossings: TracedCrossings = { t: [], layer: [], unit: [], before: [], after: [] };
  crossingCount = 0;
  readonly outputs: OutputRows;
  /** Pieces × words; none of a long trace. */
  codes = new Uint32Array(0);
  /** Of a long trace: the code of the first piece, and for each piece how many units differ from it. */
  firstCode = new Uint32Array(0);
  readonly distances: number[] = [];
  merged = 0;
  undecided = 0;
  /** Up to where all crossings are known, and by how many stretches. */
  reached = 0;
  stretches = 0;
  private readonly gap: number;
  private readonly legs: number;
  private live: LiveCode | null = null;
  /** The pieces in force behind `cluster`. */
  private pieces = new Uint8Array(0);
  private cluster: Cluster | null = null;
  /** Length of the next stretch. */
  private length: number;
  private stretch: Stretch | null = null;

  /** `vertices`: one after the other. `mostChanges`: of one layer along a stretch. A long trace is left to `steps`. */
  constructor(
    private readonly network: Network,
    private readonly vertices: Float64Array,
    private readonly mostChanges = MOST_CHANGES,
    private readonly long: LongTrace | null = null,
  ) {
    this.layout = codeLayout(network);
    this.outputs = new OutputRows(network.outputSize);
    this.legs = vertices.length / network.inputSize - 1;
    this.gap = MERGE_TOLERANCE * Math.max(1, this.legs);
    this.length = long?.firstLength ?? 1;
    if (!long) atOnce(this.steps());
  }

  /** The code where the trace is. */
  get code(): Uint32Array {
    return this.live?.words ?? new Uint32Array(this.layout.words);
  }

  /** Share of the stretch at hand that is done; it begins again where the stretch is shortened. */
  get stretchDone(): number {
    return this.stretch?.done ?? 1;
  }

  /** Walks leg by leg, to the end or to as many pieces as there may be. */
  *steps(): Steps<void> {
    const most = this.long?.mostPieces ?? Infinity;
    for (let leg = 0; leg < this.legs && this.knots.length <= most; leg++) yield* this.walkLeg(leg, most);
    this.stretch = null;
    this.codes = this.codes.slice(0, this.long ? 0 : this.knots.length * this.layout.words);
  }

  private *walkLeg(leg: number, mostPieces: number): Steps<void> {
    const d = this.network.inputSize;
    const from = this.vertices.subarray(leg * d, (leg + 1) * d);
    const direction = from.map((value, k) => f64(this.vertices, (leg + 1) * d + k) - value);
    for (let start = leg; start < leg + 1 && this.knots.length <= mostPieces; ) {
      // What would be left as a crumb is taken along.
      const end = start + 1.25 * this.length < leg + 1 ? start + this.length : leg + 1;
      const stretch = this.begin(start, end);
      const x = from.map((value, k) => value + (start - leg) * f64(direction, k));
      const trace = yield* traceStretch(this.network, this.layout, x, direction, stretch);
      if (!trace) {
        this.length = (end - start) * this.shrinkage(stretch);
        continue;
      }
      this.stretches++;
      if (!this.long?.countsOnly) this.outputs.extend({ start, end, outputs: trace.outputs });
      this.add(stretch, trace.first, start === leg);
      this.length = Math.min(1, (end - start) * this.growth(stretch));
      start = end;
    }
  }

  private begin(start: number, end: number): Stretch {
    const most = end - start > SHORTEST ? this.limits : NO_LIMITS;
    const counts = { merged: 0, undecided: 0, entries: 0, done: 0 };
    this.stretch = { start, end, gap: this.gap, changes: new ChangeList(), most, ...counts };
    return this.stretch;
  }

  private get limits(): StretchLimits {
    const { long, mostChanges: cuts } = this;
    if (!long) return { cuts, changes: Infinity, entries: MOST_ENTRIES };
    const changes = this.knots.length === 0 ? long.firstChanges : long.mostChanges;
    return { cuts, changes, entries: MOST_ENTRIES };
  }

  /** How much shorter a stretch that holds too much becomes: by the changes that were found before it was given up. */
  private shrinkage({ changes, most }: Stretch): number {
    return this.long ? Math.max(2 ** -12, Math.min(0.5, most.changes / 2 / changes.times.length)) : 0.5;
  }

  /** How much longer the next stretch is, by the changes of the last one: half of what it may hold is aimed at. */
  private growth({ changes, entries }: Stretch): number {
    const most = this.long?.mostChanges ?? this.mostChanges;
    const byChanges = Math.max(1, most / 2) / Math.max(0.5, changes.times.length);
    return Math.min(2, Math.max(0.5, Math.min(byChanges, MOST_ENTRIES / 2 / Math.max(1, entries))));
  }

  private add({ start, end, changes, merged, undecided }: Stretch, first: Uint8Array, isVertex: boolean): void {
    this.merged += merged;
    this.undecided += undecided;
    if (!this.live) this.open(first);
    else {
      if (isVertex) this.reach(start, true);
      for (let unit = 0; unit < first.length; unit++)
        if (u8(first, unit) !== u8(this.pieces, unit)) this.change(start, unit, u8(first, unit));
    }
    for (const i of changes.order())
      this.change(changes.times[i] as number, changes.units[i] as number, changes.after[i] as number);
    // What comes behind is not at the same parameter any more, and at the path's end nothing comes.
    if (this.cluster && end - this.cluster.t > this.gap) this.flush();
    this.reached = this.cluster && end < this.legs ? this.cluster.t : end;
  }

  private open(first: Uint8Array): void {
    this.pieces = first.slice();
    this.live = new LiveCode(this.layout, first);
    this.startPiece(0, 0);
    this.markStart(this.live);
  }

  private markStart(live: LiveCode): void {
    if (!this.long || this.long.countsOnly) return;
    live.mark();
    this.firstCode = live.words.slice();
  }

  private change(t: number, unit: number, piece: number): void {
    this.pieces[unit] = piece;
    const cluster = this.reach(t, false);
    cluster.end = t;
    cluster.pieces.set(unit, piece);
  }

  /** The cluster that t belongs to. */
  private reach(t: number, isVertex: boolean): Cluster {
    const { cluster } = this;
    if (cluster && t - cluster.t <= this.gap) {
      if (t > cluster.t && !isVertex) this.merged++;
      if (isVertex) Object.assign(cluster, { t, end: t, isVertex });
      return cluster;
    }
    this.flush();
    this.cluster = { t, end: t, isVertex, pieces: new Map() };
    return this.cluster;
  }

  /** Begins a piece where the changes of the cluster leave any. */
  private flush(): void {
    const { cluster, live, layout, crossings } = this;
    this.cluster = null;
    if (!cluster || !live) return;
    const moved = [...cluster.pieces].filter(([unit, piece]) => piece !== u8(live.pieces, unit));
    moved.sort(([a], [b]) => a - b);
    const units = moved.map(([unit]) => unit);
    const before = units.map((unit) => u8(live.pieces, unit));
    const after = moved.map(([, piece]) => piece);
    const atStart = cluster.t <= this.gap;
    for (const i of live.move(units, after)) {
      if (atStart) continue;
      this.crossingCount++;
      if (this.long?.countsOnly) continue;
      const { layer, unit } = unitAt(layout, units[i] as number);
      crossings.t.push(cluster.t);
      crossings.layer.push(layer);
      crossings.unit.push(unit);
      crossings.before.push(before[i] as number);
      crossings.after.push(after[i] as number);
    }
    if (atStart) {
      if (!this.long) this.codes.set(live.words, 0);
      this.markStart(live);
    } else if (cluster.isVertex || this.crossingCount > (this.offsets[this.offsets.length - 1] as number))
      this.startPiece(cluster.t, cluster.end);
  }

  private startPiece(t: number, end: number): void {
    const { live, long, layout } = this;
    if (long?.countsOnly) return;
    const piece = this.knots.length;
    this.knots.push(t);
    this.outputs.add(t, end);
    this.offsets.push(this.crossingCount);
    if (long) {
      this.distances.push(live?.distance ?? 0);
      return;
    }
    const { words } = layout;
    if ((piece + 1) * words > this.codes.length) {
      const codes = new Uint32Array(2 * (piece + 1) * words);
      codes.set(this.codes);
      this.codes = codes;
    }
    this.codes.set((live as LiveCode).words, piece * words);
  }
}
