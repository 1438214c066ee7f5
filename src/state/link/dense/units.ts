/** Numbers as whole multiples of a unit, where they are that to the last bit. */

/** Multiples lie between ±2³⁰, so that the difference of two is an int32. */
const LARGEST = 2 ** 30;
const MOST_DECIMALS = 15;

/** What numbers are multiples of, by the name that a link gives it. */
export interface Unit {
  readonly name: string;
  /** Multiples of this much, roughly: what another number is nearest to. */
  readonly size: number;
  /** The number that a multiple stands for. */
  value(multiple: number): number;
}

const decimal = (decimals: number): Unit => ({
  name: `d${decimals}`,
  size: Number(`1e-${decimals}`),
  // A decimal is read as the nearest float64 everywhere; a product would be rounded twice.
  value: (multiple) => Number(`${multiple}e-${decimals}`),
});

/** Grey values of pictures, as float32. */
const GREY: Unit = { name: 'g', size: 1 / 255, value: (multiple) => Math.fround(multiple / 255) };

/** A unit by its name; null for a name that is none. */
export function unitByName(name: string): Unit | null {
  if (name === GREY.name) return GREY;
  const decimals = /^d(\d{1,2})$/.exec(name)?.[1];
  return decimals !== undefined && Number(decimals) <= MOST_DECIMALS ? decimal(Number(decimals)) : null;
}

/** Digits behind the point of the shortest decimal of x. */
function decimalsOf(x: number): number {
  const [digits = '', exponent = '0'] = String(x).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/** The multiples of a unit that numbers are; null where one is none, or too large. */
export function multiplesOf(values: readonly number[], unit: Unit): Int32Array | null {
  const multiples = new Int32Array(values.length);
  for (const [i, value] of values.entries()) {
    const multiple = nearestMultiple(value, unit);
    if (multiple === null || unit.value(multiple) !== value) return null;
    multiples[i] = multiple;
  }
  return multiples;
}

/** The multiple nearest to x; null where it is too large. */
export function nearestMultiple(x: number, { size }: Unit): number | null {
  const multiple = Math.round(x / size);
  return Math.abs(multiple) < LARGEST ? multiple : null;
}

/** The unit that all numbers are multiples of: the coarsest power of ten, or grey values; null where there is none. */
export function unitOf(values: readonly number[]): Unit | null {
  const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  return (
    [...(decimals <= MOST_DECIMALS ? [decimal(decimals)] : []), GREY].find((unit) => multiplesOf(values, unit)) ?? null
  );
}
