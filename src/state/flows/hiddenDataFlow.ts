/**
 * In a hidden space the data move with the weights. Where that takes long, data and plane stay as they are while training
 * runs and follow when it rests: the data at once, a principal plane when its components are there.
 */
import type { Context } from '../context';
import { buildSlice } from '../slice';
import { preparePrincipal, principalOf } from '../slices/dataFacts';
import { needsComponents } from '../slices/planes';
import { partOf, reweighted } from '../space';
import type { DataSet, LensStore } from '../types';

const inputs = ({ lens, session }: LensStore) =>
  [session.whole.network, session.data, lens.slice, session.training.running] as const;

/** Returns the way to stop. */
export function startHiddenDataFlow({ store, activity, setSession }: Context): () => void {
  const followComponents = async (data: DataSet): Promise<void> => {
    activity.begin('components');
    await preparePrincipal(data);
    activity.end('components');
    const { lens, session } = store.getState();
    if (session.data !== data || !needsComponents(lens.slice)) return;
    const built = buildSlice(lens.slice, session.network.inputSize, data);
    if (built.ok) setSession({ slice: built.slice });
  };

  const follow = (): void => {
    const state = store.getState();
    const { lens, session } = state;
    if (lens.space === 0 || session.training.running || session.phase === 'loading') return;
    const { data } = partOf(session.whole, lens.space, lens.clamps);
    // The change brings this flow back.
    if (data !== session.data) setSession(reweighted(state, session.whole.network));
    else if (data && needsComponents(lens.slice) && !principalOf(data)) void followComponents(data);
  };

  return store.subscribe(inputs, follow, { equalityFn: (a, b) => a.every((value, i) => value === b[i]) });
}
