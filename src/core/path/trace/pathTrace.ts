import { f64, u8 } from '../../math/typed';
import { type CodeLayout, codeLayout, type Network, unitAt } from '../../network/network';
import { MERGE_TOLERANCE } from '../../partition/tolerance';
import { ChangeList } from './changes';
import type { Stretch, Traced } from './layerTrace';
import { LiveCode } from './liveCode';
import { traceStretch } from './stretch';

/** Changes of one layer along a stretch: with more the stretch is halved. Each begins with a forward pass, so that rounding cannot build up. */
const MOST_CHANGES = 1024;

/** Stretches of legs are not made shorter than this. */
const SHORTEST = 2 ** -30;

/** The outputs along a stretch. */
export interface OutputStretch {
  readonly start: number;
  readonly end: number;
  readonly outputs: Traced;
}

/** Crossings of a path as they are found. */
export interface TracedCrossings {
  readonly t: number[];
  readonly layer: number[];
  readonly unit: number[];
  readonly before: number[];
  readonly after: number[];
}

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
  /** Where each piece starts, and where the changes there end. */
  readonly knots: number[] = [];
  readonly changesEnd: number[] = [];
  readonly offsets: number[] = [0];
  readonly crossings: TracedCrossings = { t: [], layer: [], unit: [], before: [], after: [] };
  readonly stretches: OutputStretch[] = [];
  codes = new Uint32Array(0);
  merged = 0;
  undecided = 0;
  private readonly gap: number;
  private live: LiveCode | null = null;
  /** The pieces in force behind `cluster`. */
  private pieces = new Uint8Array(0);
  private cluster: Cluster | null = null;
  /** Length of the next stretch. */
  private length = 1;

  /** `vertices`: one after the other. `mostChanges`: of one layer along a stretch. */
  constructor(
    private readonly network: Network,
    private readonly vertices: Float64Array,
    private readonly mostChanges = MOST_CHANGES,
  ) {
    this.layout = codeLayout(network);
    const legs = vertices.length / network.inputSize - 1;
    this.gap = MERGE_TOLERANCE * Math.max(1, legs);
    for (let leg = 0; leg < legs; leg++) this.walkLeg(leg);
    if (this.cluster && legs - this.cluster.t > this.gap) this.flush();
    this.codes = this.codes.slice(0, this.knots.length * this.layout.words);
  }

  private walkLeg(leg: number): void {
    const d = this.network.inputSize;
    const from = this.vertices.subarray(leg * d, (leg + 1) * d);
    const direction = from.map((value, k) => f64(this.vertices, (leg + 1) * d + k) - value);
    for (let start = leg; start < leg + 1; ) {
      // What would be left as a crumb is taken along.
      const end = start + 1.25 * this.length < leg + 1 ? start + this.length : leg + 1;
      const stretch: Stretch = { start, end, gap: this.gap, changes: new ChangeList(), merged: 0, undecided: 0 };
      const x = from.map((value, k) => value + (start - leg) * f64(direction, k));
      const most = end - start > SHORTEST ? this.mostChanges : Infinity;
      const trace = traceStretch(this.network, this.layout, x, direction, stretch, most);
      if (!trace) {
        this.length = (end - start) / 2;
        continue;
      }
      this.stretches.push({ start, end, outputs: trace.outputs });
      this.add(stretch, trace.first, start === leg);
      this.length = Math.min(1, (end - start) * this.growth(stretch.changes.times.length));
      start = end;
    }
  }

  /** How much longer the next stretch is, by the changes of the last one: half of what it may hold is aimed at. */
  private growth(changes: number): number {
    return Math.min(2, Math.max(0.5, Math.max(1, this.mostChanges / 2) / Math.max(0.5, changes)));
  }

  private add({ start, changes, merged, undecided }: Stretch, first: Uint8Array, isVertex: boolean): void {
    this.merged += merged;
    this.undecided += undecided;
    if (!this.live) this.begin(first);
    else {
      if (isVertex) this.reach(start, true);
      for (let unit = 0; unit < first.length; unit++)
        if (u8(first, unit) !== u8(this.pieces, unit)) this.change(start, unit, u8(first, unit));
    }
    for (const i of changes.order())
      this.change(changes.times[i] as number, changes.units[i] as number, changes.after[i] as number);
  }

  private begin(first: Uint8Array): void {
    this.pieces = first.slice();
    this.live = new LiveCode(this.layout, first);
    this.startPiece(0, 0);
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
      const { layer, unit } = unitAt(layout, units[i] as number);
      crossings.t.push(cluster.t);
      crossings.layer.push(layer);
      crossings.unit.push(unit);
      crossings.before.push(before[i] as number);
      crossings.after.push(after[i] as number);
    }
    if (atStart) this.codes.set(live.words, 0);
    else if (cluster.isVertex || crossings.t.length > (this.offsets[this.offsets.length - 1] as number))
      this.startPiece(cluster.t, cluster.end);
  }

  private startPiece(t: number, end: number): void {
    const { words } = this.layout;
    const piece = this.knots.length;
    this.knots.push(t);
    this.changesEnd.push(end);
    this.offsets.push(this.crossings.t.length);
    if ((piece + 1) * words > this.codes.length) {
      const codes = new Uint32Array(2 * (piece + 1) * words);
      codes.set(this.codes);
      this.codes = codes;
    }
    this.codes.set((this.live as LiveCode).words, piece * words);
  }
}
