/** Balls and boxes of R^d that an attack stays in. */
import { euclideanNorm, largestMagnitude } from '../analysis/norms';
import { power } from '../math/power';
import type { Random } from '../math/random';
import { f64 } from '../math/typed';

/** Which length a perturbation is measured by: the largest entry, or the Euclidean one. */
export type BallNorm = 'inf' | '2';

export interface Ball {
  readonly centre: Float64Array;
  readonly radius: number;
  readonly norm: BallNorm;
  /** Least and largest value of every input; null: none. Where the centre lies outside, it reaches to the centre. */
  readonly box: readonly [number, number] | null;
}

export const lengthOf = (x: Float64Array, norm: BallNorm): number =>
  norm === 'inf' ? largestMagnitude(x) : euclideanNorm(x);

/**
 * The nearest point of the ball, then clipped to the box, in place. Clipping brings every entry nearer to the centre's, so that
 * the result lies in both; for the largest entry as the norm it is the nearest point of the two.
 */
export function projectOnBall(x: Float64Array, { centre, radius, norm, box }: Ball): Float64Array {
  if (norm === 'inf')
    for (let i = 0; i < x.length; i++) {
      const c = f64(centre, i);
      x[i] = Math.min(c + radius, Math.max(c - radius, f64(x, i)));
    }
  else {
    const length = euclideanNorm(x.map((value, i) => value - f64(centre, i)));
    if (length > radius)
      for (let i = 0; i < x.length; i++) x[i] = f64(centre, i) + (f64(x, i) - f64(centre, i)) * (radius / length);
  }
  if (box)
    for (let i = 0; i < x.length; i++) {
      const c = f64(centre, i);
      x[i] = Math.min(Math.max(box[1], c), Math.max(Math.min(box[0], c), f64(x, i)));
    }
  return x;
}

/** Adds a step of length `size` along a direction that is not zero, in place: its signs, or its unit vector. */
export function stepAlong(x: Float64Array, direction: Float64Array, size: number, norm: BallNorm): void {
  if (norm === 'inf') for (let i = 0; i < x.length; i++) x[i] = f64(x, i) + size * Math.sign(f64(direction, i));
  else {
    // Scaled first, so that tiny directions are not lost.
    const top = largestMagnitude(direction);
    const scaled = direction.map((value) => value / top);
    const factor = size / euclideanNorm(scaled);
    for (let i = 0; i < x.length; i++) x[i] = f64(x, i) + factor * f64(scaled, i);
  }
}

/** A vector of length `length` whose direction is uniform on the sphere of R^d. */
export function randomDirection(size: number, length: number, random: Random): Float64Array {
  const vector = new Float64Array(size);
  do for (let i = 0; i < size; i++) vector[i] = random.normal();
  while (largestMagnitude(vector) === 0);
  const factor = length / euclideanNorm(vector);
  return vector.map((value) => factor * value);
}

/** A point that is uniform in the ball, then clipped to the box. */
export function randomInBall(ball: Ball, random: Random): Float64Array {
  const { centre, radius, norm } = ball;
  const d = centre.length;
  const offset =
    norm === 'inf'
      ? new Float64Array(d).map(() => random.between(-radius, radius))
      : randomDirection(d, radius * power(random.uniform(), 1 / d), random);
  return projectOnBall(
    centre.map((value, i) => value + f64(offset, i)),
    ball,
  );
}
