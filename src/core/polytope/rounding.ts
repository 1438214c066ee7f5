import type { Random } from '../math/random';
import { f64 } from '../math/typed';
import { type Body, bodyOf, pointOfBody, Walk } from './body';
import type { Region } from './region';

/** Rounds of walking and rescaling, and steps a dimension in each. */
const ROUNDS = 4;
const STEPS = 400;

/**
 * The region in coordinates in which it is about as wide in all directions, from the covariance of a random walk: walks mix
 * fast there. Any T is right, so that nothing rests on how good it is. Yields now and then.
 */
export function* roundedBody(
  region: Region,
  centre: Float64Array,
  radius: number,
  random: Random,
): Generator<undefined, Body, undefined> {
  const { size } = region;
  const scale = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? radius : 0));
  let body = bodyOf(region, centre, scale);
  for (let round = 0; round < ROUNDS; round++) {
    const walk = new Walk(body, random);
    const mean = new Float64Array(size);
    const products = new Float64Array(size * size);
    let count = 0;
    for (let step = 0; step < STEPS * size; step++) {
      walk.step(Number.POSITIVE_INFINITY, 0);
      if (step % 256 === 0) {
        walk.refresh();
        yield;
      }
      if (step < 20 * size) continue;
      count++;
      addSample(pointOfBody(body, walk.point), centre, mean, products);
    }
    const next = fromMoments(region, centre, mean, products, count);
    if (!next) return body;
    body = next;
  }
  return body;
}

function addSample(y: Float64Array, centre: Float64Array, mean: Float64Array, products: Float64Array): void {
  const n = y.length;
  for (let k = 0; k < n; k++) y[k] = f64(y, k) - f64(centre, k);
  for (let k = 0; k < n; k++) {
    mean[k] = f64(mean, k) + f64(y, k);
    for (let j = 0; j <= k; j++) products[k * n + j] = f64(products, k * n + j) + f64(y, k) * f64(y, j);
  }
}

/** The body about the mean with T = the Cholesky factor of the covariance; null where rounding leaves none. */
function fromMoments(
  region: Region,
  centre: Float64Array,
  sum: Float64Array,
  products: Float64Array,
  count: number,
): Body | null {
  const n = region.size;
  const mean = sum.map((value) => value / count);
  const T = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let j = 0; j <= k; j++) {
      let value = f64(products, k * n + j) / count - f64(mean, k) * f64(mean, j);
      for (let i = 0; i < j; i++) value -= f64(T, k * n + i) * f64(T, j * n + i);
      if (j === k && !(value > 0)) return null;
      T[k * n + j] = j === k ? Math.sqrt(value) : value / f64(T, j * n + j);
    }
  const body = bodyOf(
    region,
    centre.map((value, k) => value + f64(mean, k)),
    T,
  );
  return body.room.every((room) => room > 0) ? body : null;
}
