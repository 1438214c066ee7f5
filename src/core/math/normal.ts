/** The standard normal distribution in float64. */

/** 1/√(2π). */
const DENSITY_AT_0 = 0.3989422804014327;

/** Beyond this the continued fraction needs fewer terms than the series, and the series begins to cancel. */
const SERIES_END = 3;
/** Φ(−x) is below the least float64 from here on. */
const LAST = 39;

/** φ(x), the density. */
export const normalDensity = (x: number): number => DENSITY_AT_0 * Math.exp(-0.5 * x * x);

/**
 * Φ(x) = P(N(0, 1) ≤ x), to a relative error of some 10⁻¹⁵ in both tails. Sources: the series Φ(x) − ½ =
 * φ(x) Σ x^(2n+1)/(1·3·…·(2n+1)), and Laplace's continued fraction of the tail (Abramowitz & Stegun 26.2.11 and 26.2.14).
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (Math.abs(x) < SERIES_END) return x < 0 ? lowerBySeries(x) : 0.5 + centred(x);
  const beyond = tail(Math.abs(x));
  return x < 0 ? beyond : 1 - beyond;
}

/** ½ − |Φ − ½| cancels below −1, where the tail is taken instead. */
const lowerBySeries = (x: number): number => (x > -1 ? 0.5 + centred(x) : tail(-x));

function centred(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= square / (2 * n + 1);
    sum += term;
  }
  return normalDensity(x) * sum;
}

/** 1 − Φ(x) for x ≥ 1, by the continued fraction from its far end. */
function tail(x: number): number {
  if (x > LAST) return 0;
  const terms = Math.ceil(20 + 300 / (x * x));
  let fraction = x;
  for (let n = terms; n >= 1; n--) fraction = x + n / fraction;
  return normalDensity(x) / fraction;
}
