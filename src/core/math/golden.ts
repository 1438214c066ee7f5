/** The largest value of a function of one variable. */

const RATIO = (Math.sqrt(5) - 1) / 2;
const STEPS = 80;

export interface Maximum {
  readonly at: number;
  readonly value: number;
}

/**
 * Golden-section search between the neighbours of the best of `places` (rising, at least two): exact to about the root of
 * float64's precision where the function has one maximum between those, else a value that it takes.
 */
export function largestNear(f: (x: number) => number, places: ArrayLike<number>): Maximum {
  let best = 0;
  for (let i = 1; i < places.length; i++) if (f(places[i] as number) > f(places[best] as number)) best = i;
  const middle = places[best] as number;
  let lo = places[Math.max(0, best - 1)] as number;
  let hi = places[Math.min(places.length - 1, best + 1)] as number;
  for (let step = 0; step < STEPS; step++) {
    const [a, b] = [hi - RATIO * (hi - lo), lo + RATIO * (hi - lo)];
    if (f(a) < f(b)) lo = a;
    else hi = b;
  }
  const found = (lo + hi) / 2;
  return f(found) >= f(middle) ? { at: found, value: f(found) } : { at: middle, value: f(middle) };
}
