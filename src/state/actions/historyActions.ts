/** Undo and redo: earlier parts of the state are put in force as `load` does it, without loading or checking again. */
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import type { Charts } from '../history/charts';
import type { History } from '../history/history';
import type { Parts } from '../history/parts';
import type { Actions } from '../types';
import { install } from './sceneActions';

type HistoryActions = Pick<Actions, 'undo' | 'redo' | 'beginGesture' | 'commitGesture' | 'cancelGesture'>;

/**
 * Puts parts of an earlier state in force and leaves the rest as it is; says why when it cannot. Only what the parts
 * touch is made anew: for a moved point that is its inspection alone.
 */
export function restoreParts(context: Context, model: ModelFlow, parts: Parts, charts: Charts): string | null {
  const { lens, session } = context.store.getState();
  const before = context.ground;
  const state = { ...lens, ...parts };
  const loaded = context.loaded.get(state.scene);
  if (!loaded) return `the scene ${state.scene} is not loaded`;
  const fault = install(context, state, loaded);
  if (fault) return fault;
  const chart = charts.of(state, session.training.history);
  if (context.ground?.base !== before?.base || loaded !== before?.loaded) {
    model.rebuild();
    model.showChart(chart);
    return null;
  }
  if ('weights' in parts || 'step' in parts) model.follow(chart);
  if (parts.training) model.setTraining(parts.training);
  return null;
}

export const historyActions = (history: History): HistoryActions => ({
  undo: () => history.undo(),
  redo: () => history.redo(),
  beginGesture: (name) => history.begin(name),
  commitGesture: () => history.commit(),
  cancelGesture: () => history.cancel(),
});
