/** Data of more than two inputs beside a plane: where they project, how far they lie from it, and how many are near. */
import { type ProjectedData, projectData } from '../../core/slice/projected';
import type { Slice } from '../../core/slice/slice';
import type { DataSet } from '../../state/types';

const known = new WeakMap<Slice, { readonly data: DataSet; readonly projected: ProjectedData }>();

/** Projections and distances, made once a plane. */
export function projectedOn(data: DataSet, slice: Slice): ProjectedData {
  const made = known.get(slice);
  if (made?.data === data) return made.projected;
  const projected = projectData(data, slice);
  known.set(slice, { data, projected });
  return projected;
}

/** Whether data are shown by their projections: with two inputs or one they lie in the slice themselves. */
export const isProjected = (data: DataSet | null, slice: Slice): boolean =>
  data !== null && data.inputSize > 2 && slice.origin.length === data.inputSize;

export interface Nearness {
  /** Points within the reach. */
  readonly count: number;
  /** Distance of the farthest point from the plane. */
  readonly farthest: number;
}

export function nearness(data: DataSet, slice: Slice, reach: number): Nearness {
  let [count, farthest] = [0, 0];
  for (const distance of projectedOn(data, slice).distance) {
    count += Number(distance <= reach);
    farthest = Math.max(farthest, distance);
  }
  return { count, farthest };
}

/** Steps in which dots grow paler with their distance. */
const FADES = 5;

/** Points within the reach, farthest first, so that the nearest lie on top; with the step of their fading, 0 … FADES − 1. */
export function nearPoints(
  data: DataSet,
  slice: Slice,
  reach: number,
): readonly (readonly [index: number, fade: number])[] {
  const { distance } = projectedOn(data, slice);
  // In many dimensions all points lie at about one distance: what is left to tell begins at the nearest.
  const nearest = Math.min(reach, ...distance);
  const fade = (i: number): number =>
    reach > nearest
      ? Math.min(FADES - 1, Math.floor((FADES * ((distance[i] as number) - nearest)) / (reach - nearest)))
      : 0;
  return Array.from(distance.keys())
    .filter((i) => (distance[i] as number) <= reach)
    .sort((i, j) => (distance[j] as number) - (distance[i] as number) || i - j)
    .map((i) => [i, fade(i)] as const);
}

/** Share of the ground's colour in a dot of a fading step. */
export const paleness = (fade: number): number => (0.75 * fade) / (FADES - 1);
