import { f64, i32 } from '../math/typed';
import type { EntrantPair, UnitRef } from '../network/boundaryGradient';
import { beginsContest } from '../network/contest';
import { contestBoundaries } from '../network/entrants';
import { readEntry } from '../network/entries';
import { isHeld } from '../network/held';
import type { CodeLayout, GatedLayer } from '../network/network';

/** A bound of a unit's piece: crossing z = threshold leads to the piece `step` further on. */
export interface UnitBound extends UnitRef {
  readonly threshold: number;
  readonly step: 1 | -1;
  /** Of a match in a contest: the winner and the one that wins behind the bound, of whose values z is the difference. */
  readonly between?: EntrantPair;
}

/** Numbers of layers one behind the other: z, their slopes along a direction, bounds of their gradients. One array a layer. */
export type PerLayer = readonly Float64Array[];

/**
 * The bounds of a code's polytope, flat, without their gradients: bound i is the half-space step · (z_unit − threshold) ≤ 0, or
 * z_other − z_winner ≤ 0 where a contest decides. 29 bytes a bound.
 */
export class BoundList {
  readonly count: number;
  /** The layer (from 1) whose values are compared, and the two units: z_other has the sign +1, z_winner −1; −1: there is none. */
  private readonly at: Int32Array;
  private readonly units: Int32Array;
  private readonly others: Int32Array;
  /** Of a contest: the match at which they meet. */
  private readonly layers: Int32Array;
  private readonly thresholds: Float64Array;
  private readonly steps: Int8Array;
  private readonly matches: Int32Array;

  constructor(layout: CodeLayout, code: Uint32Array) {
    const rows: number[] = [];
    for (const gated of layout.gated) {
      if (beginsContest(gated)) addContest(layout, gated, code, rows);
      else if (!gated.contest) addLayer(gated, code, rows);
    }
    this.count = rows.length / FIELDS;
    const column = <T extends Int32Array | Float64Array | Int8Array>(field: number, values: T): T => {
      for (let i = 0; i < this.count; i++) values[i] = rows[i * FIELDS + field] as number;
      return values;
    };
    this.at = column(0, new Int32Array(this.count));
    this.units = column(1, new Int32Array(this.count));
    this.others = column(2, new Int32Array(this.count));
    this.thresholds = column(3, new Float64Array(this.count));
    this.steps = column(4, new Int8Array(this.count));
    this.layers = column(5, new Int32Array(this.count));
    this.matches = column(6, new Int32Array(this.count));
  }

  /** Last layer (from 1) with a bound; 0: there are none. */
  get lastLayer(): number {
    return this.at.reduce((last, at) => Math.max(last, at), 0);
  }

  /** As a bound of a unit: of a contest of the match at which the two meet. */
  bound(i: number): UnitBound {
    const step = this.steps[i] as 1 | -1;
    const [at, unit, other] = [i32(this.at, i), i32(this.units, i), i32(this.others, i)];
    if (other < 0) return { layer: at, unit, threshold: f64(this.thresholds, i), step };
    const between = { at, winner: unit, other };
    return { layer: i32(this.layers, i), unit: i32(this.matches, i), threshold: 0, step, between };
  }

  /** How far inside z is, in units of z. */
  slack(i: number, z: PerLayer): number {
    const values = z[i32(this.at, i) - 1] as Float64Array;
    const value = f64(values, i32(this.units, i));
    const other = i32(this.others, i);
    return other < 0 ? (this.steps[i] as number) * (f64(this.thresholds, i) - value) : value - f64(values, other);
  }

  /** How fast bound i is neared where z changes by so much. */
  speed(i: number, change: PerLayer): number {
    const values = change[i32(this.at, i) - 1] as Float64Array;
    const value = f64(values, i32(this.units, i));
    const other = i32(this.others, i);
    return other < 0 ? (this.steps[i] as number) * value : f64(values, other) - value;
  }

  /** Outward normal, as long as the gradient is, from the gradients of all layers: units × columns each. */
  normal(i: number, gradients: PerLayer, columns: number): Float64Array {
    const rows = gradients[i32(this.at, i) - 1] as Float64Array;
    const row = (unit: number): Float64Array => rows.subarray(unit * columns, (unit + 1) * columns);
    const own = row(i32(this.units, i));
    const other = i32(this.others, i);
    if (other < 0) return own.map((value) => (this.steps[i] as number) * value);
    return row(other).map((value, k) => value - f64(own, k));
  }

  /** The sum of what stands at its one or two units: of bounds and noise. */
  sum(i: number, positive: PerLayer): number {
    const values = positive[i32(this.at, i) - 1] as Float64Array;
    const other = i32(this.others, i);
    return f64(values, i32(this.units, i)) + (other < 0 ? 0 : f64(values, other));
  }

  /** What rounding may make of a slack, given the noise of each z. */
  noise(i: number, noise: PerLayer): number {
    return this.sum(i, noise) + 2 ** -50 * Math.abs(f64(this.thresholds, i));
  }

  /** Whether the outward normal is the gradient of what `boundaryGradient` takes, or its negative. */
  outward(i: number): 1 | -1 {
    return i32(this.others, i) < 0 ? (this.steps[i] as 1 | -1) : -1;
  }
}

const FIELDS = 7;

function addLayer(
  { layer, size, activation, bits, firstBit, held }: GatedLayer,
  code: Uint32Array,
  rows: number[],
): void {
  for (let unit = 0; unit < size; unit++) {
    if (isHeld(held, unit)) continue;
    const piece = readEntry(code, 0, firstBit + unit * bits, bits);
    const below = activation.thresholds[piece - 1];
    const above = activation.thresholds[piece];
    if (below !== undefined) rows.push(layer, unit, -1, below, -1, layer, unit);
    if (above !== undefined) rows.push(layer, unit, -1, above, 1, layer, unit);
  }
}

function addContest(layout: CodeLayout, gated: GatedLayer, code: Uint32Array, rows: number[]): void {
  const { at, count, winner, other, layer, unit, side } = contestBoundaries(layout, gated, code);
  for (let i = 0; i < count; i++) {
    const step = side[i] === 0 ? 1 : -1;
    rows.push(at, i32(winner, i), i32(other, i), 0, step, i32(layer, i), i32(unit, i));
  }
}
