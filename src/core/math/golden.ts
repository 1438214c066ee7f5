/** The largest value of a function of one variable. */

const RATIO = (Math.sqrt(5) - 1) / 2;
/** The bracket is then 1e-8 of what it was: closer, float64 does not tell values near a maximum apart. */
const STEPS = 38;

export interface Maximum {
  readonly at: number;
  readonly value: number;
}

/**
 * Golden-section search between the neighbours of the best of `places` (rising, at least two): exact to about the root of
 * float64's precision where the function has one maximum between those, else a value that it takes.
 */
export function largestNear(f: (x: number) => number, places: ArrayLike<number>): Maximum {
  const values = Float64Array.from(places, f);
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  let lo = places[Math.max(0, best - 1)] as number;
  let hi = places[Math.min(places.length - 1, best + 1)] as number;
  let [a, b] = [hi - RATIO * (hi - lo), lo + RATIO * (hi - lo)];
  let [atA, atB] = [f(a), f(b)];
  for (let step = 0; step < STEPS; step++)
    if (atA < atB) {
      [lo, a, atA] = [a, b, atB];
      b = lo + RATIO * (hi - lo);
      atB = f(b);
    } else {
      [hi, b, atB] = [b, a, atA];
      a = hi - RATIO * (hi - lo);
      atA = f(a);
    }
  const found = atA < atB ? { at: b, value: atB } : { at: a, value: atA };
  const coarse = { at: places[best] as number, value: values[best] as number };
  return found.value >= coarse.value ? found : coarse;
}
