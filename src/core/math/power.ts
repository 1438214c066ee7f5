/**
 * x^y from + − × ÷ √ alone, the same bits everywhere. Whole exponents up to 1024 are multiplied out, all others are
 * exp(y log x), both in pairs of float64 numbers (Dekker, "A floating-point technique for extending the available
 * precision"), so that the error is within 2 units in the last place.
 */
import { exponential, LN2_HIGH, LN2_LOW, powerOfTwo, splitExponent } from './elementary';

/** The sum of two numbers, the second at most half a unit in the last place of the first. */
interface Pair {
  readonly high: number;
  readonly low: number;
}

/** Largest whole exponent that is multiplied out: mantissas between √½ and √2 stay within 2^±512. */
const MOST_FACTORS = 1024;

/** 2^27 + 1: a times it, less itself, keeps the upper 26 bits of a. */
const SPLITTER = 134217729;

/** 1/3 = THIRD + THIRD_LOW to 107 bits. */
const THIRD = 1 / 3;
const THIRD_LOW = 1.850371707708594e-17;

/** 1/5, 1/7, …: log m = 2s (1 + s² (1/3 + s² (1/5 + …))). */
const INVERSE_ODD = Array.from({ length: 12 }, (_, n) => 1 / (2 * n + 5));

/** a + b, exact. */
function sum(a: number, b: number): Pair {
  const high = a + b;
  const taken = high - a;
  return { high, low: a - (high - taken) + (b - taken) };
}

/** a b, exact while neither overflows and the product stays far from the subnormal numbers. */
function product(a: number, b: number): Pair {
  const high = a * b;
  const aUpper = SPLITTER * a - (SPLITTER * a - a);
  const bUpper = SPLITTER * b - (SPLITTER * b - b);
  const aLower = a - aUpper;
  const bLower = b - bUpper;
  return { high, low: aLower * bLower - (high - aUpper * bUpper - aLower * bUpper - aUpper * bLower) };
}

function times(a: Pair, b: Pair): Pair {
  const { high, low } = product(a.high, b.high);
  return sum(high, low + (a.high * b.low + a.low * b.high));
}

/** The reciprocal, by one step of Newton's from the rounded one. */
function inverse(a: Pair): Pair {
  const high = 1 / a.high;
  const { high: near, low } = product(high, a.high);
  return sum(high, high * (1 - near - low - high * a.low));
}

/** log x of a positive finite x, relative error below 2⁻⁶³. */
function logarithm(x: number): Pair {
  const { m, k } = splitExponent(x);
  const f = m - 1;
  const d = sum(1, m);
  const ratio = f / d.high;
  const back = product(ratio, d.high);
  const s: Pair = { high: ratio, low: (f - back.high - back.low - ratio * d.low) / d.high };
  const square = times(s, s);
  let rest = 0;
  for (let i = INVERSE_ODD.length - 1; i >= 0; i--) rest = square.high * (rest + (INVERSE_ODD[i] as number));
  const cubic = times(s, times(square, sum(THIRD, rest + THIRD_LOW)));
  const mantissa = sum(2 * s.high, 2 * cubic.high);
  const lead = sum(k * LN2_HIGH, mantissa.high);
  return sum(lead.high, lead.low + (mantissa.low + 2 * s.low + 2 * cubic.low + k * LN2_LOW));
}

/** value · 2^exponent in steps that all go the same way, so that nothing overflows which does not have to. */
function scaled(value: number, exponent: number): number {
  let left = Math.max(-2200, Math.min(2200, exponent));
  let result = value;
  for (; left > 1023; left -= 1023) result *= powerOfTwo(1023);
  for (; left < -1022; left += 1022) result *= powerOfTwo(-1022);
  return result * powerOfTwo(left);
}

/** x^n of a positive finite x and a whole n, |n| ≤ MOST_FACTORS. */
function multiplied(x: number, n: number): number {
  const { m, k } = splitExponent(x);
  let factor: Pair = { high: m, low: 0 };
  let result: Pair = { high: 1, low: 0 };
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = times(result, factor);
    factor = times(factor, factor);
  }
  return scaled((n < 0 ? inverse(result) : result).high, k * n);
}

/** x^y of a positive finite x and a finite y. */
function positivePower(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= MOST_FACTORS) return multiplied(x, y);
  if (y === 0.5) return Math.sqrt(x);
  if (x === 1) return 1;
  const exponent = logarithm(x);
  // Out of range by far: the products below would overflow.
  if (Math.abs(y * exponent.high) > 800) return y > 0 === x > 1 ? Number.POSITIVE_INFINITY : 0;
  const { high, low } = product(y, exponent.high);
  return exponential(high, low + y * exponent.low);
}

const isOdd = (y: number): boolean => Math.abs(y % 2) === 1;

/** x^y where x is 0 or infinite, or y is infinite; y ≠ 0. */
function powerAtEnds(x: number, y: number): number {
  const size = Math.abs(x);
  if (size === 1) return Number.NaN;
  const value = size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const negative = isOdd(y) && (x < 0 || Object.is(x, -0));
  return negative ? -value : value;
}

/**
 * x to the power y, with the special values of ECMAScript's `**`: x^0 = 1 even for NaN, NaN for a negative x and an exponent
 * that is not whole, NaN for (±1)^±Infinity. x² is x·x to the last bit, x^½ is √x.
 */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return powerAtEnds(x, y);
  if (x > 0) return positivePower(x, y);
  if (!Number.isInteger(y)) return Number.NaN;
  const value = positivePower(-x, y);
  return isOdd(y) ? -value : value;
}
