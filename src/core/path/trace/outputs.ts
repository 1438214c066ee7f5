import { f64, i32 } from '../../math/typed';
import type { Events } from './events';
import type { OutputStretch } from './pathTrace';

/** Outputs at a parameter that only grows, along one stretch. */
class OutputCursor {
  readonly slopes: Float64Array;
  private readonly values: Float64Array;
  private readonly at: Float64Array;
  private readonly events: Events;
  private next = 0;

  constructor({ start, outputs }: OutputStretch) {
    this.events = outputs.events;
    this.values = outputs.values.slice();
    this.slopes = outputs.slopes.slice();
    this.at = new Float64Array(this.values.length).fill(start);
  }

  /** Takes all changes up to t over. */
  advance(t: number): void {
    const { events, values, slopes, at } = this;
    const { times, starts, units, changes } = events;
    for (; this.next < times.length && f64(times, this.next) <= t; this.next++) {
      const now = f64(times, this.next);
      for (let e = i32(starts, this.next); e < i32(starts, this.next + 1); e++) {
        const unit = i32(units, e);
        values[unit] = f64(values, unit) + (now - f64(at, unit)) * f64(slopes, unit);
        at[unit] = now;
        slopes[unit] = f64(slopes, unit) + f64(changes, e);
      }
    }
  }

  write(t: number, out: Float64Array, start: number): void {
    for (let j = 0; j < this.values.length; j++)
      out[start + j] = f64(this.values, j) + (t - f64(this.at, j)) * f64(this.slopes, j);
  }
}

/**
 * Outputs at the starts of pieces and their slopes on them, pieces × outputs each; `values` has room for the path's end, which
 * is left to the caller. `changesEnd`: where the changes at each start are over.
 */
export function outputsAlong(
  stretches: readonly OutputStretch[],
  knots: readonly number[],
  changesEnd: readonly number[],
  outputs: number,
): { readonly values: Float64Array; readonly slopes: Float64Array } {
  const values = new Float64Array((knots.length + 1) * outputs);
  const slopes = new Float64Array(knots.length * outputs);
  let s = 0;
  let cursor = new OutputCursor(stretches[0] as OutputStretch);
  knots.forEach((t, p) => {
    while (s + 1 < stretches.length && (stretches[s + 1] as OutputStretch).start <= t)
      cursor = new OutputCursor(stretches[++s] as OutputStretch);
    cursor.advance(t);
    cursor.write(t, values, p * outputs);
    cursor.advance(changesEnd[p] as number);
    slopes.set(cursor.slopes, p * outputs);
  });
  return { values, slopes };
}
