/** Significant digits, 2 … 17, or `exact`: the shortest text that reads back as the same float64. */
export type Precision = number | 'exact';

export const FEWEST_DIGITS = 2;
export const MOST_DIGITS = 17;

/** The shortest text that reads back as the same bits: −0 too, which JSON.stringify makes 0. */
export const shortest = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * A number rounded to a precision; as it is where that would be beyond the largest float64. Throws a RangeError for a precision
 * that is none.
 */
export function rounded(value: number, precision: Precision): number {
  if (precision === 'exact') return value;
  if (!(Number.isInteger(precision) && precision >= FEWEST_DIGITS && precision <= MOST_DIGITS))
    throw new RangeError(`invalid precision: ${precision} (${FEWEST_DIGITS} to ${MOST_DIGITS} digits, or exact)`);
  // toPrecision takes the sign from −0.
  if (value === 0) return value;
  const near = Number(value.toPrecision(precision));
  return Number.isFinite(near) ? near : value;
}
