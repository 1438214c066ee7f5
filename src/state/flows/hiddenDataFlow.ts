/**
 * In a hidden space the data move with the weights. Where that takes long, data and plane stay as they are while training
 * runs and follow when it rests: the data at once, a principal plane when its components are there.
 */
import type { Context } from '../context';
import { buildSlice } from '../slice';
import { isPrepared, prepareSlice } from '../slices/planes';
import { partOf, reweighted } from '../space';
import type { DataSet, LensStore, SliceSpec } from '../types';

const inputs = ({ lens, session }: LensStore) =>
  [session.whole.network, session.data, lens.slice, session.training.running] as const;

/** Returns the way to stop. */
export function startHiddenDataFlow({ store, activity, setSession }: Context): () => void {
  const followPlane = async (data: DataSet | null, spec: SliceSpec): Promise<void> => {
    activity.begin('components');
    await prepareSlice(spec, data);
    activity.end('components');
    const { lens, session } = store.getState();
    if (session.data !== data || lens.slice !== spec) return;
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
    else if (!isPrepared(lens.slice, data)) void followPlane(data, lens.slice);
  };

  follow();
  return store.subscribe(inputs, follow, { equalityFn: (a, b) => a.every((value, i) => value === b[i]) });
}
