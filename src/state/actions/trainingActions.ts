import type { Context } from '../context';
import { softAtStart } from '../flows/betaFlow';
import type { ModelFlow } from '../flows/modelFlow';
import { weighted } from '../network';
import { parseLensState } from '../schema';
import { reweighted } from '../space';
import { softForTraining } from '../trainedBetas';
import type { Actions } from '../types';

type TrainingActions = Pick<
  Actions,
  'setTraining' | 'play' | 'pause' | 'stepOnce' | 'goToStep' | 'keepTime' | 'resetWeights'
>;

export function trainingActions(context: Context, model: ModelFlow): TrainingActions {
  const { store, set, notify } = context;
  return {
    setTraining(change) {
      const { lens, session } = store.getState();
      const training = { ...lens.training, ...change };
      const result = parseLensState({ ...lens, network: null, weights: null, dataSpec: null, training });
      if (!result.ok) {
        notify('error', `${result.message}: nothing was changed`);
        return;
      }
      const soft = softForTraining(session.whole.network, lens, result.state.training);
      set({ training: result.state.training, ...(soft === lens.soft ? {} : { soft }) });
      model.setTraining(result.state.training);
    },
    play: () => model.play(),
    pause: () => model.pause(),
    stepOnce: () => model.step(),
    goToStep: (step) => model.goToStep(step),
    keepTime(on) {
      const { weights, step } = store.getState().lens;
      set({ compare: on ? { weights, step } : null });
    },
    resetWeights(weights = null) {
      if (!context.ground) return;
      const network = weighted(context.ground.base, weights);
      set({ weights, step: 0, soft: softAtStart(context) }, reweighted(store.getState(), network));
      if (weights) model.rebuildSoon();
      else model.reset();
    },
  };
}
