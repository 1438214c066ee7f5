import { f64, i32 } from '../../math/typed';
import type { Events } from './events';
import type { OutputStretch } from './types';

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

/** Outputs at the starts of pieces and their slopes on them, piece by piece as these are found. */
export class OutputRows {
  /** Pieces × outputs, with room for more. */
  values: Float64Array;
  slopes: Float64Array;
  /** How many pieces there are. */
  count = 0;
  private cursor: OutputCursor | null = null;
  private start = 0;
  private readonly rest: OutputStretch[] = [];

  constructor(private readonly outputs: number) {
    this.values = new Float64Array(64 * outputs);
    this.slopes = new Float64Array(64 * outputs);
  }

  /** The stretch that follows those given before. */
  extend(stretch: OutputStretch): void {
    this.rest.push(stretch);
  }

  /** Adds a piece that starts at t, where the changes are over at `end`; the stretch that holds t must be there. */
  add(t: number, end: number): void {
    const { outputs, count } = this;
    const cursor = this.cursorAt(t);
    if ((count + 2) * outputs > this.values.length) {
      this.values = grown(this.values);
      this.slopes = grown(this.slopes);
    }
    cursor.advance(t);
    cursor.write(t, this.values, count * outputs);
    cursor.advance(end);
    this.slopes.set(cursor.slopes, count * outputs);
    this.count++;
    this.start = t;
  }

  /** Outputs at a place on the last piece. */
  at(t: number): Float64Array {
    const { outputs, values, slopes, start } = this;
    const first = (this.count - 1) * outputs;
    const value = (_: unknown, j: number): number => f64(values, first + j) + (t - start) * f64(slopes, first + j);
    return Float64Array.from({ length: outputs }, value);
  }

  private cursorAt(t: number): OutputCursor {
    let { cursor } = this;
    for (let next = this.rest[0]; next && (!cursor || next.start <= t); next = this.rest[0]) {
      cursor = new OutputCursor(next);
      this.rest.shift();
    }
    if (!cursor) throw new RangeError('a piece was found before its stretch');
    this.cursor = cursor;
    return cursor;
  }
}

function grown(rows: Float64Array): Float64Array {
  const larger = new Float64Array(2 * rows.length);
  larger.set(rows);
  return larger;
}
