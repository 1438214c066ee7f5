/**
 * log, exp, sin, cos, tan and atan2 from + − × ÷ √ and exact operations only (floor, bit patterns), so that they give the
 * same bits everywhere: engines differ in the last bits of Math.log and its like. Errors are within 2 units in the last
 * place (tan, atan2: 4). Series are Taylor's; the range reductions carry constants in several parts, as Cody and Waite do
 * ("Software Manual for the Elementary Functions").
 */
const view = new DataView(new ArrayBuffer(8));

/** ln 2 = LN2_HIGH + LN2_LOW; the first has 32 bits, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

/** π/2 as three parts of 33 bits and a rest: k times a part is exact for k < 2²⁰. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_4 = 8.4784276603689e-32;
const HALF_PI = 1.5707963267948966;

/** Largest |x| that sin and cos take. */
export const MAX_ANGLE = 1_600_000;

/** 2^k for −1022 ≤ k ≤ 1023, exact. */
export function powerOfTwo(k: number): number {
  view.setUint32(0, (k + 1023) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** c[0] + c[1] x + c[2] x² + …, by Horner's rule. */
function polynomial(c: readonly number[], x: number): number {
  let sum = 0;
  for (let i = c.length - 1; i >= 0; i--) sum = sum * x + (c[i] as number);
  return sum;
}

/** 2/3, 2/5, 2/7, …: 2 artanh(s) = 2s + s·s²·(2/3 + 2/5 s² + …). */
const ARTANH = Array.from({ length: 11 }, (_, n) => 2 / (2 * n + 3));

/** Splits a positive finite x into m·2^k with √½ ≤ m < √2 (bit operations only). */
export function splitExponent(x: number): { m: number; k: number } {
  const subnormal = x < 2.2250738585072014e-308;
  view.setFloat64(0, subnormal ? x * 18014398509481984 : x);
  const high = view.getUint32(0);
  let k = (high >>> 20) - 1023 - (subnormal ? 54 : 0);
  view.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = view.getFloat64(0);
  if (m >= Math.SQRT2) {
    m /= 2;
    k++;
  }
  return { m, k };
}

/** Natural logarithm. NaN below 0, −Infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const { m, k } = splitExponent(x);
  // log(1 + f) = f − f²/2 + s (f²/2 + R) with s = f/(2 + f): f and its square are nearly exact, the rest is small.
  const f = m - 1;
  const s = f / (2 + f);
  const square = s * s;
  const rest = square * polynomial(ARTANH, square);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}

/** 1, 1, 1/2, 1/6, … and the odd and even coefficients of sine and cosine. */
const INVERSE_FACTORIALS: number[] = [1];
for (let n = 1; n < 20; n++) {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i; // exact up to 18!, rounded once at 19!
  INVERSE_FACTORIALS.push(1 / factorial);
}
const EXPONENTIAL = INVERSE_FACTORIALS.slice(2, 15);
const alternating = (from: number): number[] =>
  INVERSE_FACTORIALS.filter((_, n) => n >= from && (n - from) % 2 === 0).map((c, i) => (i % 2 === 0 ? c : -c));
/** 1/3! − x²/5! + …, and 1/4! − x²/6! + … */
const SINE = alternating(3);
const COSINE = alternating(4);

/** e^x. 0 below −745.2, Infinity above 709.78. */
export const exp = (x: number): number => exponential(x, 0);

/** e^(x + tail) for a tail of at most half a unit in the last place of x. Range as for exp. */
export function exponential(x: number, tail: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const reduced = high - low;
  const r = reduced + tail;
  const lost = high - reduced - low + (reduced - r + tail);
  const value = 1 + (r + (r * r * polynomial(EXPONENTIAL, r) + lost));
  // In two steps, so that neither factor leaves the range of normal numbers.
  const half = k >> 1;
  return value * powerOfTwo(half) * powerOfTwo(k - half);
}

/** x − k π/2 as r + tail with |r| ≤ π/4, and k mod 4. */
function reduceAngle(x: number): { r: number; tail: number; quadrant: number } {
  if (!(Math.abs(x) <= MAX_ANGLE)) throw new RangeError(`invalid angle: ${x} (at most ${MAX_ANGLE} in size)`);
  const k = Math.floor(x / HALF_PI + 0.5);
  let r = x - k * HALF_PI_1;
  let tail = 0;
  for (const part of [k * HALF_PI_2, k * HALF_PI_3, k * HALF_PI_4]) {
    const next = r - part;
    const taken = r - next;
    // Exact error of r − part (Knuth's two-sum).
    tail += r - (next + taken) + (taken - part);
    r = next;
  }
  const sum = r + tail;
  return { r: sum, tail: r - sum + tail, quadrant: ((k % 4) + 4) % 4 };
}

function sineKernel(r: number, tail: number): number {
  const square = r * r;
  return r + (tail * (1 - 0.5 * square) - r * square * polynomial(SINE, square));
}

function cosineKernel(r: number, tail: number): number {
  const square = r * r;
  const half = 0.5 * square;
  const lead = 1 - half;
  return lead + (1 - lead - half + (square * square * polynomial(COSINE, square) - r * tail));
}

/** sin x for |x| ≤ MAX_ANGLE; a RangeError beyond. */
export function sin(x: number): number {
  if (x === 0) return x;
  const { r, tail, quadrant } = reduceAngle(x);
  const value = quadrant % 2 === 0 ? sineKernel(r, tail) : cosineKernel(r, tail);
  return quadrant < 2 ? value : -value;
}

/** cos x for |x| ≤ MAX_ANGLE; a RangeError beyond. */
export function cos(x: number): number {
  const { r, tail, quadrant } = reduceAngle(x);
  const value = quadrant % 2 === 0 ? cosineKernel(r, tail) : sineKernel(r, tail);
  return quadrant === 0 || quadrant === 3 ? value : -value;
}

/** tan x for |x| ≤ MAX_ANGLE; a RangeError beyond. No float64 is a pole, so it is always finite. */
export function tan(x: number): number {
  if (x === 0) return x;
  const { r, tail, quadrant } = reduceAngle(x);
  const sine = sineKernel(r, tail);
  const cosine = cosineKernel(r, tail);
  return quadrant % 2 === 0 ? sine / cosine : -cosine / sine;
}

/** −1/3, 1/5, −1/7, … */
const ARCTANGENT = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? -1 : 1) / (2 * n + 3));

/** Angle of the vector (x, y) in (−π, π]; 0 for the zero vector. */
export function atan2(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  const a = Math.abs(x);
  const b = Math.abs(y);
  // tan of the smaller of the angles to the two axes, at most 1, then halved twice: tan(θ/2) = t/(1 + √(1 + t²)).
  const swap = b > a;
  let t = swap ? a / b : b / a;
  t /= 1 + Math.sqrt(1 + t * t);
  t /= 1 + Math.sqrt(1 + t * t);
  const square = t * t;
  const angle = 4 * (t + t * square * polynomial(ARCTANGENT, square));
  const inQuadrant = swap ? HALF_PI - angle : angle;
  const upper = x < 0 ? 2 * HALF_PI - inQuadrant : inQuadrant;
  return y < 0 ? -upper : upper;
}
