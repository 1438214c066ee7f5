import { f64, i32 } from '../math/typed';

/** New knots of one layer: their parameters, segment by segment, rising. */
export class Cuts {
  count = 0;
  private times = new Float64Array(64);
  private segments = new Int32Array(64);
  private start = 0;
  private segment = 0;

  begin(segment: number): void {
    this.segment = segment;
    this.start = this.count;
  }

  add(t: number): void {
    if (this.count === this.times.length) this.grow();
    this.times[this.count] = t;
    this.segments[this.count++] = this.segment;
  }

  private grow(): void {
    const times = new Float64Array(2 * this.count);
    const segments = new Int32Array(2 * this.count);
    times.set(this.times);
    segments.set(this.segments);
    this.times = times;
    this.segments = segments;
  }

  /** Sorts what the segment at hand got; those within `gap` of the one before become one. */
  end(gap: (t: number) => number): void {
    const { start, count, times } = this;
    if (count - start < 2) return;
    times.subarray(start, count).sort();
    let kept = start + 1;
    for (let i = start + 1; i < count; i++)
      if (f64(times, i) - f64(times, kept - 1) > gap(f64(times, i))) times[kept++] = f64(times, i);
    this.count = kept;
  }

  /**
   * The knots with the new ones among them: for each, the old one at or before it, and its parameter. Cost: linear.
   */
  merge(knots: Float64Array): { readonly times: Float64Array; readonly before: Int32Array } {
    const all = knots.length + this.count;
    const times = new Float64Array(all);
    const before = new Int32Array(all);
    let cut = 0;
    let to = 0;
    for (let from = 0; from < knots.length; from++) {
      times[to] = f64(knots, from);
      before[to++] = from;
      for (; cut < this.count && i32(this.segments, cut) === from; cut++) {
        times[to] = f64(this.times, cut);
        before[to++] = from;
      }
    }
    return { times, before };
  }
}

/** What the rows of a matrix are at knots among which new ones were put. */
export interface Refinement {
  /** Knots before. */
  readonly old: Float64Array;
  readonly times: Float64Array;
  readonly before: Int32Array;
}

/**
 * Rows at the new knots: on the chord between the old ones around them, or, behind the last one, as far along `direction`
 * as the parameter has grown.
 */
export function refineRows(
  rows: Float64Array,
  size: number,
  { old, times, before }: Refinement,
  direction: Float64Array | null,
): Float64Array {
  const refined = new Float64Array(times.length * size);
  for (let to = 0; to < times.length; to++) {
    const from = i32(before, to);
    const distance = f64(times, to) - f64(old, from);
    const i = from * size;
    const k = to * size;
    if (distance === 0) refined.set(rows.subarray(i, i + size), k);
    else if (from + 1 < old.length) {
      const share = distance / (f64(old, from + 1) - f64(old, from));
      for (let j = 0; j < size; j++)
        refined[k + j] = f64(rows, i + j) + share * (f64(rows, i + size + j) - f64(rows, i + j));
    } else
      for (let j = 0; j < size; j++) refined[k + j] = f64(rows, i + j) + distance * f64(direction as Float64Array, j);
  }
  return refined;
}

/**
 * The knots, each between two segments twice: segment s then begins at knot 2s and ends at knot 2s + 1, where it has an end.
 * A vertex stays one at its second copy.
 */
export function doubleKnots(
  knots: Float64Array,
  isVertex: Uint8Array,
  open: boolean,
): { readonly times: Float64Array; readonly isVertex: Uint8Array } {
  const segments = knots.length - (open ? 0 : 1);
  const count = 2 * segments - (open ? 1 : 0);
  const times = new Float64Array(count);
  const flags = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const from = (i + 1) >> 1;
    times[i] = f64(knots, from);
    if (i % 2 === 0 || i + 1 === count) flags[i] = isVertex[from] as number;
  }
  return { times, isVertex: flags };
}
