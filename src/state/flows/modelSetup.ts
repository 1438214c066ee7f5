import type { TrainedBetas } from '../../core/training/trainedBetas';
import type { ModelSetup } from '../../workers/modelProtocol';
import type { Context } from '../context';
import { trainableWeights } from '../network';

/** What a model of the state in force is built from. */
export function modelSetup({ store, ground }: Context, betas: { next(): TrainedBetas }): ModelSetup {
  const { lens, session } = store.getState();
  return {
    ...session.whole,
    training: lens.training,
    betas: betas.next(),
    initialWeights: trainableWeights(ground?.base ?? session.whole.network),
    step: lens.step,
    seed: 1,
  };
}
