/** A point (p, q) in slice coordinates. */
export type SlicePoint = readonly [p: number, q: number];

/** A convex polygon in slice coordinates, counter-clockwise. */
export type Polygon = readonly SlicePoint[];

/** An affine plane x = origin + p·e1 + q·e2 in R^d. The axes need not be orthonormal. All have length d. */
export interface Slice {
  readonly origin: Float64Array;
  readonly e1: Float64Array;
  readonly e2: Float64Array;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** The slice spanned by two input axes (from 0) through `origin` (the zero vector by default). */
export function axisSlice(inputSize: number, i = 0, j = 1, origin?: Float64Array): Slice {
  const e1 = new Float64Array(inputSize);
  const e2 = new Float64Array(inputSize);
  e1[i] = 1;
  e2[j] = 1;
  return { origin: origin ? Float64Array.from(origin) : new Float64Array(inputSize), e1, e2 };
}

/** Input x in R^d of a slice point. */
export function pointInInput({ origin, e1, e2 }: Slice, [p, q]: SlicePoint): Float64Array {
  const x = new Float64Array(origin.length);
  for (let i = 0; i < x.length; i++) x[i] = (origin[i] as number) + p * (e1[i] as number) + q * (e2[i] as number);
  return x;
}

/** Gram matrix (e1·e1, e1·e2, e2·e2): the metric that slice coordinates inherit from R^d. */
export function metric(slice: Slice): { g11: number; g12: number; g22: number; areaScale: number } {
  const g11 = dot(slice.e1, slice.e1);
  const g12 = dot(slice.e1, slice.e2);
  const g22 = dot(slice.e2, slice.e2);
  return { g11, g12, g22, areaScale: Math.sqrt(Math.max(0, g11 * g22 - g12 * g12)) };
}

/** Why a slice is no plane of R^d, or null: its lengths, its numbers and its axes' independence. */
export function sliceFault(slice: Slice, inputSize: number): string | null {
  for (const name of ['origin', 'e1', 'e2'] as const) {
    const vector = slice[name];
    if (vector.length !== inputSize)
      return `slice.${name} has ${vector.length} entries, the network takes ${inputSize} inputs`;
    const at = vector.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return `slice.${name}[${at}] is not finite`;
  }
  const { g11, g22, areaScale } = metric(slice);
  // Relative to the lengths of the axes; 1e-7 is what the square root leaves of float64's rounding.
  return areaScale > 1e-7 * Math.sqrt(g11) * Math.sqrt(g22)
    ? null
    : 'the axes e1 and e2 of the slice are parallel or zero';
}

/** Orthogonal projection of x onto the slice, in slice coordinates. */
export function projectOnSlice(slice: Slice, x: ArrayLike<number>): SlicePoint {
  const { origin, e1, e2 } = slice;
  const { g11, g12, g22 } = metric(slice);
  const det = g11 * g22 - g12 * g12;
  let a = 0;
  let b = 0;
  for (let i = 0; i < origin.length; i++) {
    const r = (x[i] as number) - (origin[i] as number);
    a += r * (e1[i] as number);
    b += r * (e2[i] as number);
  }
  return [(g22 * a - g12 * b) / det, (g11 * b - g12 * a) / det];
}

/** The square [−h, h]², counter-clockwise. */
export function square(h = 1): Polygon {
  return [
    [-h, -h],
    [h, -h],
    [h, h],
    [-h, h],
  ];
}
