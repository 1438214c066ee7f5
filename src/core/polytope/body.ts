/** A bounded region in coordinates of its own, for random walks in it. */

import type { Random } from '../math/random';
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { normalOf, type Region, slacksAt } from './region';

/** { z : rows · z ≤ room }, with the region's y = centre + T z; T is lower triangular, size × size, row-major. */
export interface Body {
  readonly size: number;
  readonly rows: Float64Array;
  readonly room: Float64Array;
  readonly centre: Float64Array;
  readonly T: Float64Array;
}

/** The region seen from an interior point through y = centre + T z. */
export function bodyOf(region: Region, centre: Float64Array, T: Float64Array): Body {
  const { size, constraints } = region;
  const rows = new Float64Array(constraints * size);
  for (let i = 0; i < constraints; i++) {
    const normal = normalOf(region, i);
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let j = k; j < size; j++) sum += f64(normal, j) * f64(T, j * size + k);
      rows[i * size + k] = sum;
    }
  }
  return { size, rows, room: slacksAt(region, centre), centre, T };
}

/** Where z is in the region's coordinates. */
export function pointOfBody({ centre, T, size }: Body, z: Float64Array): Float64Array {
  return centre.map((value, k) => {
    let sum = value;
    for (let j = 0; j <= k; j++) sum += f64(T, k * size + j) * f64(z, j);
    return sum;
  });
}

/** The ball about 0 that fits. */
export function innerRadius({ rows, room, size }: Body): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < room.length; i++) {
    const length = norm(rows.subarray(i * size, (i + 1) * size));
    if (length > 0) least = Math.min(least, f64(room, i) / length);
  }
  return least;
}

/**
 * Hit and run: the uniform distribution on a body ∩ ball about 0 stays as it is under each step (Smith 1984). `step` goes to
 * a uniform point of a random chord, and returns the share of the chord within a smaller ball.
 */
export class Walk {
  readonly point: Float64Array;
  private readonly direction: Float64Array;
  private readonly speeds: Float64Array;
  private readonly slacks: Float64Array;

  constructor(
    private readonly body: Body,
    private readonly random: Random,
  ) {
    this.point = new Float64Array(body.size);
    this.direction = new Float64Array(body.size);
    this.speeds = new Float64Array(body.room.length);
    this.slacks = body.room.slice();
  }

  /** Distances anew from the point, so that rounding does not add up. */
  refresh(): void {
    const { rows, room, size } = this.body;
    for (let i = 0; i < room.length; i++) {
      let sum = f64(room, i);
      for (let k = 0, at = i * size; k < size; k++, at++) sum -= f64(rows, at) * f64(this.point, k);
      this.slacks[i] = sum;
    }
  }

  /** Back to 0, which is inside of every ball. */
  restart(): void {
    this.point.fill(0);
    this.refresh();
  }

  step(radius: number, inner: number): number {
    this.aim();
    let [back, ahead] = this.chord();
    const [enter, leave] = this.ballChord(radius);
    back = Math.max(back, enter);
    ahead = Math.min(ahead, leave);
    if (!(ahead > back)) return 0;
    const [from, to] = this.ballChord(inner);
    const share = Math.max(0, Math.min(ahead, to) - Math.max(back, from)) / (ahead - back);
    this.move(this.random.between(back, ahead));
    return share;
  }

  private aim(): void {
    const { direction, random } = this;
    let squares = 0;
    for (let k = 0; k < direction.length; k++) {
      const value = random.normal();
      direction[k] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < direction.length; k++) direction[k] = f64(direction, k) * scale;
  }

  private chord(): [back: number, ahead: number] {
    const { rows, size } = this.body;
    let back = Number.NEGATIVE_INFINITY;
    let ahead = Number.POSITIVE_INFINITY;
    for (let i = 0, at = 0; i < this.slacks.length; i++) {
      let speed = 0;
      for (let k = 0; k < size; k++, at++) speed += f64(rows, at) * f64(this.direction, k);
      this.speeds[i] = speed;
      const slack = Math.max(0, f64(this.slacks, i));
      if (speed > 0) ahead = Math.min(ahead, slack / speed);
      else if (speed < 0) back = Math.max(back, slack / speed);
    }
    return [back, ahead];
  }

  /** Where the line through the point is within a ball about 0; empty (0, 0) where it misses it. */
  private ballChord(radius: number): [enter: number, leave: number] {
    if (radius === Number.POSITIVE_INFINITY) return [-radius, radius];
    let along = 0;
    let squares = -radius * radius;
    for (let k = 0; k < this.point.length; k++) {
      along += f64(this.point, k) * f64(this.direction, k);
      squares += f64(this.point, k) ** 2;
    }
    const root = along * along - squares;
    if (root <= 0) return [0, 0];
    const half = Math.sqrt(root);
    return [-along - half, -along + half];
  }

  private move(t: number): void {
    for (let k = 0; k < this.point.length; k++) this.point[k] = f64(this.point, k) + t * f64(this.direction, k);
    for (let i = 0; i < this.slacks.length; i++) this.slacks[i] = f64(this.slacks, i) - t * f64(this.speeds, i);
  }
}
