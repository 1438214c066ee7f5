/** Numbers of 16 bits as float64, which holds all of them. */

/** IEEE 754 binary16 from its bits: a sign, 5 bits of exponent, 10 of fraction. */
export function halfNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const bits32 = new Uint32Array(1);
const value32 = new Float32Array(bits32.buffer);

/** bfloat16 from its bits: the upper half of a float32. */
export function brainNumber(bits: number): number {
  bits32[0] = bits << 16;
  return value32[0] as number;
}
