/** What the experiments below the slice are asked, as a link says it: part of the shape of the store (`types.ts`). */
import type { ClassOptions } from './classTypes';

export interface ExperimentSettings extends ClassOptions {
  /** The layer of the whole network whose activation is scaled; 0: the inputs. One that is not there: the nearest that is. */
  readonly layer: number;
  /** The k that the scaling figure points at, from 0 to LARGEST_SCALE. */
  readonly scale: number;
}

export const FIRST_EXPERIMENTS: ExperimentSettings = { pairs: 1000, seed: 1, layer: 1, scale: 1 };

export interface ExperimentActions {
  /** Changes what the experiments are asked; what does not fit is refused with a notice. */
  setExperiments(change: Partial<ExperimentSettings>): void;
}
