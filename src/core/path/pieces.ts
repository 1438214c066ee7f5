import { layerDistance } from '../analysis/codeDistance';
import { f64, i32, u8, u32 } from '../math/typed';
import { separates } from '../network/contestLinks';
import { readEntry } from '../network/entries';
import type { CodeLayout } from '../network/network';
import type { Sweep } from './sweep';
import type { Crossings } from './types';

/** The pieces of a sweep: segments with one code between two vertices joined. */
export interface SweptPieces {
  /** The knot of the sweep at which each piece starts. */
  readonly starts: Int32Array;
  /** Pieces × layout.words. */
  readonly codes: Uint32Array;
  readonly crossings: Crossings;
  /** As in `PathWalk`. */
  readonly crossingOffsets: Uint32Array;
}

/** Joins the segments of a sweep and lists what changes between neighbouring pieces. Cost: segments × words, and the crossings. */
export function sweptPieces(sweep: Sweep): SweptPieces {
  const { layout, codes, times } = sweep;
  const { words } = layout;
  const starts = new Int32Array(sweep.segments);
  const offsets = new Uint32Array(sweep.segments + 1);
  const list = new CrossingList(layout);
  let pieces = 0;
  let last = 0;
  for (let s = 0; s < sweep.segments; s++) {
    // Between the two copies of a knot (`Sweep.step`) there is no piece.
    if (s + 1 < times.length && f64(times, s + 1) === f64(times, s)) continue;
    const before = list.count;
    if (s > 0) list.addChanges(codes, last * words, s * words, f64(times, s));
    last = s;
    if (s > 0 && list.count === before && u8(sweep.isVertex, s) === 0) continue;
    starts[pieces] = s;
    offsets[++pieces] = list.count;
  }
  const kept = new Uint32Array(pieces * words);
  for (let p = 0; p < pieces; p++) {
    const from = i32(starts, p) * words;
    for (let w = 0; w < words; w++) kept[p * words + w] = u32(codes, from + w);
  }
  return {
    starts: starts.slice(0, pieces),
    codes: kept,
    crossings: list.finish(),
    crossingOffsets: offsets.slice(0, pieces + 1),
  };
}

/** What separates one packed code from another, as crossings at parameter t. */
export function codeChanges(layout: CodeLayout, before: Uint32Array, after: Uint32Array, t: number): Crossings {
  const both = new Uint32Array(2 * layout.words);
  both.set(before);
  both.set(after, layout.words);
  const list = new CrossingList(layout);
  list.addChanges(both, 0, layout.words, t);
  return list.finish();
}

/** Crossings as they are found: by parameter, then layer, then unit. */
class CrossingList {
  private readonly t: number[] = [];
  private readonly layer: number[] = [];
  private readonly unit: number[] = [];
  private readonly before: number[] = [];
  private readonly after: number[] = [];

  constructor(private readonly layout: CodeLayout) {}

  get count(): number {
    return this.t.length;
  }

  /** The units that separate the code at `start` from the one at `before`. */
  addChanges(codes: Uint32Array, before: number, start: number, t: number): void {
    for (const gated of this.layout.gated) {
      const { size, bits, firstBit, firstUnit } = gated;
      if (layerDistance(this.layout, gated, codes, before, codes, start) === 0) continue;
      for (let j = 0; j < size; j++) {
        const bit = firstBit + j * bits;
        const old = readEntry(codes, before, bit, bits);
        const now = readEntry(codes, start, bit, bits);
        if (old !== now && separates(this.layout, firstUnit + j, codes, before, start))
          this.add(t, gated.layer, j, old, now);
      }
    }
  }

  private add(t: number, layer: number, unit: number, before: number, after: number): void {
    this.t.push(t);
    this.layer.push(layer);
    this.unit.push(unit);
    this.before.push(before);
    this.after.push(after);
  }

  finish(): Crossings {
    return {
      t: Float64Array.from(this.t),
      layer: Int32Array.from(this.layer),
      unit: Int32Array.from(this.unit),
      before: Uint8Array.from(this.before),
      after: Uint8Array.from(this.after),
    };
  }
}
