import { f64, i32 } from '../../math/typed';

/**
 * How the values of a layer change their slopes along a stretch of a line: at times[i] (rising) that of units[e] grows by
 * changes[e], for e from starts[i] to starts[i + 1] − 1. Between its own changes a value is affine.
 */
export interface Events {
  readonly times: Float64Array;
  readonly starts: Int32Array;
  readonly units: Int32Array;
  readonly changes: Float64Array;
}

export const NO_EVENTS: Events = {
  times: new Float64Array(0),
  starts: new Int32Array(1),
  units: new Int32Array(0),
  changes: new Float64Array(0),
};

/** The events behind a layer's activation as they are found, in no order: at the events before it, and at its own cuts. */
export class EventList {
  private count = 0;
  /** Index of the event before the layer; −1 − c: own cut c. */
  private places = new Int32Array(256);
  private units = new Int32Array(256);
  private changes = new Float64Array(256);
  private readonly cuts: number[] = [];

  /** How many cuts there are. */
  get cutCount(): number {
    return this.cuts.length;
  }

  /** How many changes of slopes there are. */
  get size(): number {
    return this.count;
  }

  addAt(place: number, unit: number, change: number): void {
    if (this.count === this.places.length) this.grow();
    this.places[this.count] = place;
    this.units[this.count] = unit;
    this.changes[this.count++] = change;
  }

  addCut(t: number, unit: number, change: number): void {
    this.cuts.push(t);
    if (change !== 0) this.addAt(-this.cuts.length, unit, change);
  }

  private grow(): void {
    const [places, units, changes] = [this.places, this.units, this.changes];
    this.places = new Int32Array(2 * this.count);
    this.units = new Int32Array(2 * this.count);
    this.changes = new Float64Array(2 * this.count);
    this.places.set(places);
    this.units.set(units);
    this.changes.set(changes);
  }

  /** All of them by parameter; `times` are those of the events before the layer. Cost: linear, and to sort the cuts. */
  finish(times: Float64Array): Events {
    const order = Int32Array.from(this.cuts.keys()).sort((a, b) => (this.cuts[a] as number) - (this.cuts[b] as number));
    const all = times.length + order.length;
    const merged = new Float64Array(all);
    const ofEvent = new Int32Array(times.length);
    const ofCut = new Int32Array(order.length);
    for (let i = 0, event = 0, cut = 0; i < all; i++) {
      const next = cut < order.length ? (this.cuts[i32(order, cut)] as number) : Infinity;
      if (event < times.length && f64(times, event) <= next) {
        merged[i] = f64(times, event);
        ofEvent[event++] = i;
      } else {
        merged[i] = next;
        ofCut[i32(order, cut++)] = i;
      }
    }
    return this.grouped(merged, ofEvent, ofCut);
  }

  private grouped(times: Float64Array, ofEvent: Int32Array, ofCut: Int32Array): Events {
    const { count, places } = this;
    const starts = new Int32Array(times.length + 1);
    const target = (e: number): number => {
      const place = i32(places, e);
      return place >= 0 ? i32(ofEvent, place) : i32(ofCut, -1 - place);
    };
    for (let e = 0; e < count; e++) starts[target(e) + 1] = i32(starts, target(e) + 1) + 1;
    for (let i = 0; i < times.length; i++) starts[i + 1] = i32(starts, i + 1) + i32(starts, i);
    const next = starts.slice();
    const units = new Int32Array(count);
    const changes = new Float64Array(count);
    for (let e = 0; e < count; e++) {
      const to = i32(next, target(e));
      next[target(e)] = to + 1;
      units[to] = i32(this.units, e);
      changes[to] = f64(this.changes, e);
    }
    return { times, starts, units, changes };
  }
}
