import type { Shape } from '../../core/graph';

/** 28 × 28 × 1; “one value” for the empty shape. */
export const shapeText = (shape: Shape | null): string =>
  shape === null ? 'not known' : shape.length === 0 ? 'one value' : shape.join(' × ');

/** A shape that a person typed: whole numbers from 1, with ×, x, commas or blanks between; null where it is none. */
export function typedShape(text: string): Shape | null {
  const parts = text
    .trim()
    .replace(/^[[(]|[\])]$/g, '')
    .split(/\s*[×x*,;]\s*|\s+/i);
  const sizes = parts.map(Number);
  return sizes.length <= 4 && sizes.every((size) => Number.isSafeInteger(size) && size > 0) ? sizes : null;
}

/** Whole numbers from `least`, one a spatial axis; one number stands for all axes. Null where they are none. */
export function typedSizes(text: string, axes: number, least: number): readonly number[] | null {
  const sizes = text
    .trim()
    .split(/\s*[×x*,;]\s*|\s+/i)
    .map(Number);
  const all = sizes.length === 1 ? Array.from({ length: axes }, () => sizes[0] as number) : sizes;
  return all.length === axes && all.every((size) => Number.isSafeInteger(size) && size >= least) ? all : null;
}

/** One number where all are the same: “2”, else “2 × 1”. */
export const sizesText = (sizes: readonly number[]): string =>
  sizes.every((size) => size === sizes[0]) ? String(sizes[0] ?? '') : sizes.join(' × ');
