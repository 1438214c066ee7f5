import { flatWeights } from '../../core/network/flatWeights';
import type { ModelSetup } from '../../workers/modelProtocol';
import type { Context } from '../context';

/** What a model of the state in force is built from. */
export function modelSetup({ store, ground }: Context): ModelSetup {
  const { lens, session } = store.getState();
  return {
    ...session.whole,
    training: lens.training,
    initialWeights: Float32Array.from(flatWeights(ground?.base ?? session.whole.network)),
    step: lens.step,
    seed: 1,
  };
}
