/**
 * In a hidden space the data move with the weights, and with β where the layers before it are soft. Where that takes long, data and plane stay as they are while training
 * runs and follow when it rests: the data at once, a principal plane when its components are there.
 */
import { softActivation } from '../../core/soft/activations';
import type { Context } from '../context';
import { buildSlice } from '../slice';
import { isPrepared, prepareSlice } from '../slices/planes';
import { gatesUnder } from '../soft';
import { type Part, partOf, reweighted } from '../space';
import type { DataSet, LensStore, SliceSpec } from '../types';
import { carriedData, carryingCost } from './carried';

/** Operations of soft layers that a change of β may cost at once; where they are more, the data follow when it rests. */
const AT_ONCE = 1e6;
const REST_MS = 120;

const inputs = ({ lens, session }: LensStore) =>
  [session.whole.network, session.data, lens.slice, lens.soft, session.training.running] as const;

/**
 * An input of the space in force and the data in a later space, by the softened network where anything is soft. `hard`: what is
 * sliced there.
 */
export const carriedThere = (
  { lens, session: { network, whole } }: Pick<LensStore, 'lens' | 'session'>,
  x: ArrayLike<number>,
  hard: Part,
  space: number,
): { readonly x: Float64Array; readonly part: Part } => ({
  x: softActivation(network, gatesUnder(network, lens.soft), x, space - lens.space),
  part: { network: hard.network, data: carriedData(whole, { ...lens, space }, hard.data) },
});

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

  let timer: ReturnType<typeof setTimeout> | undefined;
  let waits = false;
  const rest = (): void => {
    clearTimeout(timer);
    if (waits) activity.end('carrying');
    waits = false;
  };

  const follow = (rested = false): void => {
    rest();
    const state = store.getState();
    const { lens, session } = state;
    if (lens.space === 0 || session.training.running || session.phase === 'loading') return;
    const { whole } = session;
    const hard = partOf(whole, lens.space, lens.clamps).data;
    if (hard && !rested && carryingCost(whole, lens, hard) > AT_ONCE) {
      activity.begin('carrying');
      waits = true;
      timer = setTimeout(() => follow(true), REST_MS);
      return;
    }
    const data = carriedData(whole, lens, hard);
    // The change brings this flow back.
    if (data === session.data) {
      if (!isPrepared(lens.slice, data)) void followPlane(data, lens.slice);
    } else if (data === hard) setSession(reweighted(state, whole.network));
    else {
      const built = buildSlice(lens.slice, session.network.inputSize, data);
      setSession({ data, slice: built.ok ? built.slice : session.slice });
    }
  };

  follow();
  const unsubscribe = store.subscribe(inputs, () => follow(), {
    equalityFn: (a, b) => a.every((value, i) => value === b[i]),
  });
  return () => {
    unsubscribe();
    rest();
  };
}
