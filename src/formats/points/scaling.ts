/** How a column was standardised: x ↦ (x − mean) / deviation. */
export interface Scaling {
  readonly name: string;
  readonly mean: number;
  /** Standard deviation over the kept rows (divided by their number); 1 for a column that is constant. */
  readonly deviation: number;
}

/** Beyond this, sums and squares might overflow. */
const LARGE = 1e140;

/** Mean and standard deviation of finite values, in two passes. Exact to rounding for values of any size. */
export function scalingOf(name: string, values: Float64Array): Scaling {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // A power of two: dividing by it changes no digit.
  const unit = largest > LARGE ? 2 ** 512 : 1;
  const mean = averageOf(values, (value) => value / unit);
  // The second pass takes what rounding left in the first.
  const rest = averageOf(values, (value) => value / unit - mean);
  const centre = mean + rest;
  const variance = averageOf(values, (value) => (value / unit - centre) * (value / unit - centre));
  const constant = values.every((value) => value === values[0]);
  return {
    name,
    mean: constant ? (values[0] ?? 0) : centre * unit,
    deviation: constant ? 1 : Math.sqrt(variance) * unit,
  };
}

function averageOf(values: Float64Array, f: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += f(value);
  return values.length === 0 ? 0 : sum / values.length;
}

/** The values, standardised. */
export const scaled = (values: Float64Array, { mean, deviation }: Scaling): Float64Array =>
  values.map((value) => (value - mean) / deviation);
