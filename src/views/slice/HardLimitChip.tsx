import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { hardLimitText } from '../../state/hardLimit';
import type { LensStore } from '../../state/types';
import { useSlowly } from './useSlowly';
import './hardLimit.css';

const textOf = ({ session }: LensStore): string => hardLimitText(session.network);

/** `Polytopes of the hard limit: GELU → ReLU`; a press turns the soft codes of the network on, as its activations have them. */
export function HardLimitChip({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const text = useSlowly(store, textOf);
  return (
    <div className="slice-chip hard-limit">
      <button
        type="button"
        title="A smooth network has no polytopes of its own. Press to see its soft codes over those of its hard limit."
        onClick={() => store.getState().actions.setSoft({ beta: null })}
      >
        polytopes of the hard limit: <strong>{text}</strong>
      </button>
    </div>
  );
}
