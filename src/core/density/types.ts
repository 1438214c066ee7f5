/** A density map's value at slice coordinates (p, q). */
export type DensityAt = (p: number, q: number) => number;

/** What a map measures in: the slice alone, or the whole input space. */
export type DensitySpace = 'slice' | 'input';
