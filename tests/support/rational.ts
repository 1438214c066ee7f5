/**
 * Exact arithmetic for the slow second implementation: float64 numbers as dyadic rationals, points of the plane in
 * homogeneous integer coordinates, lines as integer forms. Nothing is rounded until `ratioToNumber`.
 */

const view = new DataView(new ArrayBuffer(8));

/** Zeros at the low end of a 32-bit word that is not 0. */
const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** The finite float64 `x` as m·2^e with m an integer, odd or 0. Throws a RangeError for NaN and infinities. */
export function dyadic(x: number): { m: bigint; e: number } {
  if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
  if (x === 0) return { m: 0n, e: 0 };
  view.setFloat64(0, x);
  const [upper, low] = [view.getUint32(0), view.getUint32(4)];
  const exponent = (upper >>> 20) & 0x7ff;
  const high = (upper & 0xfffff) | (exponent === 0 ? 0 : 0x100000);
  const zeros = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
  // A significand has 53 bits, and so is a float64 itself; powers of two divide it exactly.
  const significand = (high * 2 ** 32 + low) / 2 ** zeros;
  return { m: BigInt(x < 0 ? -significand : significand), e: Math.max(exponent, 1) - 1075 + zeros };
}

/** Smallest k ≥ 0 for which every value times 2^k is an integer. */
export function commonBits(values: Iterable<number>): number {
  let bits = 0;
  for (const value of values) bits = Math.max(bits, -dyadic(value).e);
  return bits;
}

/** x·2^bits, which must be an integer (see `commonBits`). */
export function scaled(x: number, bits: number): bigint {
  const { m, e } = dyadic(x);
  return m << BigInt(e + bits);
}

export const absolute = (a: bigint): bigint => (a < 0n ? -a : a);
export const signOf = (a: bigint): -1 | 0 | 1 => (a > 0n ? 1 : a < 0n ? -1 : 0);

/** Greatest common divisor, ≥ 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = absolute(a);
  let y = absolute(b);
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export const bitLength = (a: bigint): number => absolute(a).toString(16).length * 4;

/** n/d as a float64, off by at most one unit in the last place; d ≠ 0. Keeps its relative accuracy at any size. */
export function ratioToNumber(n: bigint, d: bigint): number {
  const sign = signOf(n) * signOf(d);
  if (sign === 0) return 0;
  const shift = 64 - (bitLength(n) - bitLength(d));
  const up = BigInt(Math.abs(shift));
  const quotient = shift >= 0 ? (absolute(n) << up) / absolute(d) : absolute(n) / (absolute(d) << up);
  const half = Math.trunc(shift / 2);
  return sign * Number(quotient) * 2 ** -half * 2 ** -(shift - half);
}

/** The point (x/w, y/w), w > 0, in lowest terms; equal points have equal keys. */
export interface ExactPoint {
  readonly x: bigint;
  readonly y: bigint;
  readonly w: bigint;
  readonly key: string;
}

export function exactPoint(x: bigint, y: bigint, w: bigint): ExactPoint {
  if (w === 0n) throw new RangeError('a point at infinity');
  const g = gcd(gcd(w, x), y) * (w < 0n ? -1n : 1n);
  const [a, b, c] = [x / g, y / g, w / g];
  return { x: a, y: b, w: c, key: `${a.toString(32)},${b.toString(32)},${c.toString(32)}` };
}

export function pointOf([p, q]: readonly [number, number]): ExactPoint {
  const bits = commonBits([p, q]);
  return exactPoint(scaled(p, bits), scaled(q, bits), 1n << BigInt(bits));
}

export const toFloat = (point: ExactPoint): [number, number] => [
  ratioToNumber(point.x, point.w),
  ratioToNumber(point.y, point.w),
];

/** The affine function a·p + b·q + c, up to a positive scale that the owner knows. */
export interface Form {
  readonly a: bigint;
  readonly b: bigint;
  readonly c: bigint;
}

/** w times the form's value at the point, so of the value's sign. */
export const valueAt = (form: Form, point: ExactPoint): bigint =>
  form.a * point.x + form.b * point.y + form.c * point.w;

export const isConstant = (form: Form): boolean => form.a === 0n && form.b === 0n;

/** A line a·p + b·q + c = 0 in lowest terms; equal lines have equal keys whatever the form's sign was. */
export interface ExactLine extends Form {
  readonly key: string;
}

export function exactLine(form: Form): ExactLine {
  if (isConstant(form)) throw new RangeError('a constant form has no line');
  const flip = form.a < 0n || (form.a === 0n && form.b < 0n) ? -1n : 1n;
  const g = gcd(gcd(form.a, form.b), form.c) * flip;
  const [a, b, c] = [form.a / g, form.b / g, form.c / g];
  return { a, b, c, key: `${a.toString(32)},${b.toString(32)},${c.toString(32)}` };
}

export const lineThrough = (s: ExactPoint, t: ExactPoint): ExactLine =>
  exactLine({ a: s.y * t.w - s.w * t.y, b: s.w * t.x - s.x * t.w, c: s.x * t.y - s.y * t.x });

/** Where two lines that are not parallel cross. */
export const crossing = (l: Form, m: Form): ExactPoint =>
  exactPoint(l.b * m.c - l.c * m.b, l.c * m.a - l.a * m.c, l.a * m.b - l.b * m.a);
