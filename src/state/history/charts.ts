/** What training had led to at weights that are no longer in force, so that undo brings back the charts with them. */
import type { FlatWeights, LensState, TrainingStatus } from '../types';

type Chart = TrainingStatus['history'];

export class Charts {
  /** Kept as long as something holds the weights: at most as many as there are steps, of some hundred entries each. */
  private readonly byWeights = new WeakMap<FlatWeights, Chart>();

  keep({ weights }: LensState, { history }: TrainingStatus): void {
    if (weights) this.byWeights.set(weights, history);
  }

  /** The chart of a state; without one of its own, what of `present` lies before its step. */
  of({ weights, step }: LensState, present: Chart): Chart {
    const own = weights && this.byWeights.get(weights);
    return own ?? present.filter((entry) => entry.step <= step);
  }
}
