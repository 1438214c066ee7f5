/** Undo and redo: earlier parts of the state are put in force as `load` does it, without loading or checking again. */
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { ensureGraph, isGraphReady } from '../graphs/built';
import type { Parts } from '../history/parts';
import type { Restored, Restoring } from '../history/restore';
import { prepareSlice } from '../slices/planes';
import type { TrainingStatus } from '../types';
import { makeReady, putInForce, type Ready } from './install';

/** What training has led to so far, at the weights in force. */
function showChart({ store, setSession }: Context, history: TrainingStatus['history']): void {
  setSession({ training: { running: false, step: store.getState().lens.step, history } });
}

/** Puts what is ready in force, and lets the model follow where weights, network or data are others. */
function restoreReady(context: Context, model: ModelFlow, ready: Ready, parts: Parts, restoring: Restoring): Restored {
  const before = context.ground;
  const { session } = context.store.getState();
  const picture = before?.loaded === ready.loaded ? 'keep' : 'drop';
  const fault = restoring.put(() => putInForce(context, ready, { picture }));
  if (fault) return { fault };
  const sameModel = context.ground?.base === before?.base && ready.loaded === before?.loaded && !('dataSpec' in parts);
  // What another network or other data had led to says nothing of these: the model reports anew.
  const chart = restoring.charts.of(ready.state, sameModel ? session.training.history : []);
  if (!sameModel) {
    model.rebuild();
    if (chart.length > 0) showChart(context, chart);
    return 'done';
  }
  if ('weights' in parts || 'step' in parts) showChart(context, model.follow() ? session.training.history : chart);
  if (parts.training) model.setTraining(parts.training);
  return 'done';
}

/**
 * Puts parts of an earlier state in force and leaves the rest as it is. Only what the parts touch is made anew: for a
 * moved point that is its inspection alone. A promise where what the plane needs has to be made first (principal
 * components of activations that other weights lead to).
 */
export function restoreParts(
  context: Context,
  model: ModelFlow,
  parts: Parts,
  restoring: Restoring,
): Restored | Promise<Restored> {
  const { lens } = context.store.getState();
  const state = { ...lens, ...parts };
  const loaded = context.loaded.get(state.scene);
  if (!loaded) return { fault: `the scene ${state.scene} is not loaded` };
  if (!isGraphReady(state.network))
    return ensureGraph(state.network).then((fault) => {
      if (fault) return { fault };
      return context.store.getState().lens === lens ? restoreParts(context, model, parts, restoring) : 'stale';
    });
  const ready = makeReady(context, state, loaded);
  if (typeof ready === 'string') return { fault: ready };
  if (ready.prepared) return restoreReady(context, model, ready, parts, restoring);
  return prepareSlice(state.slice, ready.grounded.data).then(() => {
    if (context.store.getState().lens !== lens) return 'stale';
    return restoreReady(context, model, ready, parts, restoring);
  });
}
