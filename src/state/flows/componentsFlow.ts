/** In a hidden space the data move with the weights; where their components take long, the plane follows when training rests. */
import type { Context } from '../context';
import { buildSlice } from '../slice';
import { preparePrincipal, principalOf } from '../slices/dataFacts';
import { needsComponents } from '../slices/planes';
import type { LensStore } from '../types';

const inputs = ({ lens, session }: LensStore) => [session.data, lens.slice, session.training.running] as const;

/** Returns the way to stop. */
export function startComponentsFlow({ store, activity, setSession }: Context): () => void {
  const follow = async (): Promise<void> => {
    const { lens, session } = store.getState();
    const { data, training, network } = session;
    if (!data || training.running || !needsComponents(lens.slice) || principalOf(data)) return;
    activity.begin('components');
    await preparePrincipal(data);
    activity.end('components');
    const now = store.getState();
    if (now.session.data !== data || !needsComponents(now.lens.slice)) return;
    const built = buildSlice(now.lens.slice, network.inputSize, data);
    if (built.ok) setSession({ slice: built.slice });
  };
  return store.subscribe(inputs, () => void follow(), {
    equalityFn: (a, b) => a.every((value, i) => value === b[i]),
  });
}
