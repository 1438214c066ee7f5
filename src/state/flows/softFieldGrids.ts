/** How fine soft fields are made, by what a place takes. */
import type { Grid } from '../../core/density';
import type { Network } from '../../core/network';
import type { LensState } from '../types';
import { gridFor, pixelGrid } from './viewGrid';

/** Samples along the longer side of the part that is in view, at once. */
const COARSE = 64;
/** A coarse field that takes longer is followed by coarser ones. */
const COARSE_MS = 250;
const COARSEST = 12;
/** What a value of a layer takes at a place, before any field has told. */
const VALUE_MS = 3e-4;
/** Samples along the longer side of a fine field where the slice is in no pane. */
const FINE = 320;
/** A field at every pixel that would take longer has fewer places. */
const MOST_MS = 15_000;
/** Of large networks: the first field, and the one that comes whatever it takes; each has twice as many as the one before. */
export const LARGE_FIRST = 3;
const LARGE_LEAST = 12;

/** Samples along the longer side of the coarse field, where a place takes `pace` milliseconds (null: not known). */
export function coarseSamples({ layers }: Pick<Network, 'layers'>, pace: number | null): number {
  const values = layers.reduce((sum, { outputSize }) => sum + outputSize, 0);
  return Math.max(COARSEST, Math.min(COARSE, Math.floor(Math.sqrt(COARSE_MS / (pace || VALUE_MS * values)))));
}

/** For whoever measures the page: a field came, of so many places. The newest mark alone is kept. */
export function markField(places: number): void {
  performance.clearMarks('soft-field');
  performance.mark('soft-field', { detail: places });
}

/**
 * A place at each pixel of the pane, or as many as a field takes MOST_MS for, `pace` being the milliseconds of one (null: not known);
 * but `fewest` along the longer side.
 */
export function bearableGrid(
  lens: Pick<LensState, 'domain' | 'viewport'>,
  pane: readonly [number, number] | null,
  pace: number | null,
  fewest: number,
): Grid | null {
  if (!pane) return gridFor(lens, FINE);
  const grid = pixelGrid(lens, pane);
  if (!grid || !pace) return grid;
  const bearable = Math.sqrt(MOST_MS / (pace * grid.width * grid.height));
  const share = Math.min(1, Math.max(bearable, fewest / Math.max(grid.width, grid.height)));
  const places = (count: number): number => Math.max(1, Math.round(share * count));
  return { ...grid, width: places(grid.width), height: places(grid.height) };
}

/** Samples along the longer side of the field after one of a large network; null where it would take too long. */
export function samplesAfter({ width, height }: Pick<Grid, 'width' | 'height'>, pace: number): number | null {
  const samples = 2 * Math.max(width, height);
  const soon = 4 * width * height * pace < MOST_MS && samples <= FINE;
  return samples <= LARGE_LEAST || soon ? samples : null;
}
