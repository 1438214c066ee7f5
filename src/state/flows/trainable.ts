import type { Context } from '../context';
import type { LensStore } from '../types';

/** Why the network in force cannot be trained; null when it can. */
function trainingFault({ lens, session }: LensStore): string | null {
  if (lens.clamps.length > 0) return 'Training would go on without the clamps: free the clamped units to train.';
  const { data, network } = session.whole;
  return data ? null : `There are no data to train ${network.name || 'this network'} on: open a scene to train.`;
}

/** Whether the network in force can be trained; a notice says why when it cannot. */
export function trainable({ store, notify }: Context): boolean {
  const fault = trainingFault(store.getState());
  if (fault !== null) notify('info', fault);
  return fault === null;
}
