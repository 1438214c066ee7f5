/** How soft the codes are, as a link says it: part of the shape of the store (`types.ts`). */

import type { FieldSamples } from '../core/density';
import type { ColourMode } from './colourModes';
import type { LargeCode, SliceNorms } from './inspecting/softLarge';
import type { Point2 } from './sliceTypes';
import type { SoftPoint } from './softInspection';

/** The softness of the network in force, and what of it the soft fields show. */
export interface SoftSpec {
  /** β in [0, 1] of every gated layer; null: as the activations are, hard ones hard. */
  readonly beta: number | null;
  /** β of single layers: entry l − 1 for layer l of the whole network; null, or no entry: that of all. */
  readonly layers: readonly (number | null)[];
  /** The layer of the whole network (from 1) whose entropy is shown; null: all layers'. */
  readonly entropyLayer: number | null;
  /** The unit of that layer alone; null: all of them. */
  readonly entropyUnit: number | null;
}

/** The field of soft codes under the polytopes. */
export interface SoftFieldState {
  /** Of the result that it belongs to. */
  readonly generation: number;
  /** The mode that it shows. */
  readonly colour: ColourMode;
  readonly field: FieldSamples | null;
  readonly progress: number | null;
  /** The finer field was given up: what there is stays. */
  readonly stopped: boolean;
  /** The value at a place, in float64. */
  readonly at: (point: Point2) => number;
}

/** The soft code at the point of a network too large for the page's thread, as far as a worker has it. */
export interface LargeSoftState {
  readonly found: {
    readonly point: SoftPoint;
    /** Σ |t − t′| to the second input; null: there is none. */
    readonly hamming: number | null;
    readonly norms: SliceNorms | null;
    readonly codes: readonly LargeCode[];
  } | null;
  /** Share of what was asked for that is done; null: nothing is under way. */
  readonly progress: number | null;
  readonly fault: string | null;
  /** It was given up. */
  readonly stopped: boolean;
  readonly stop: () => void;
  readonly again: () => void;
}

export interface SoftActions {
  /** Changes how soft the codes are, from FIRST_SOFT where they were not soft; null: hard again. What is invalid is refused with a notice. */
  setSoft(change: Partial<SoftSpec> | null): void;
}
