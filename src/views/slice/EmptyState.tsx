import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { useSlowly } from './useSlowly';

const stateOf = ({ session }: LensStore): 'drawn' | 'loading' | 'cutting' | 'nothing' => {
  if (session.result) return 'drawn';
  if (session.phase === 'loading') return 'loading';
  return session.progress !== null ? 'cutting' : 'nothing';
};

const WORDS = {
  loading: 'Loading the network …',
  cutting: 'Cutting the plane into its polytopes …',
  nothing: 'No partition to show: it was cancelled or could not be computed.',
} as const;

/** What stands in the pane while there is no partition; in `nothing`, a way to try again. */
export function EmptyState({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const state = useSlowly(store, stateOf);
  if (state === 'drawn') return null;
  const again = (): void => {
    const { lens, actions } = store.getState();
    actions.setDomain([...lens.domain]);
  };
  return (
    <div className="slice-empty" role="status">
      <p>{WORDS[state]}</p>
      {state === 'nothing' && (
        <button type="button" className="slice-again" onClick={again}>
          Cut again
        </button>
      )}
    </div>
  );
}
