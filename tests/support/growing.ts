/** What the steps of random graphs share. */
import type { Shape } from '../../src/core/graph/types';
import { numbers } from './onnxFiles';
import type { Choice, Growing } from './randomGraphs';

export type GrowingStep = (growing: Growing, from: string, choice: Choice) => string | null;

export const LARGEST = 400;

export const values = (count: number, seed: number, span = 1): Float64Array =>
  Float64Array.from(numbers(count, seed, span));

export const pickOf = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** A shape that broadcasts to another. */
export const partOf = (shape: Shape, detail: number): Shape =>
  shape.slice(detail % (shape.length + 1)).map((size, axis) => ((detail >> (axis + 2)) % 2 ? size : 1));
