import { lazy, type ReactElement, Suspense } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { useSlowly } from './useSlowly';
import type { Pane } from './viewport';

const isDetailed = (state: LensStore): boolean => state.session.detail !== null;

/** Loaded with the first deep zoom. */
const DetailChip = lazy(async () => ({ default: (await import('./DetailChip')).DetailChip }));

interface DetailCornerProps {
  readonly store: StoreApi<LensStore>;
  readonly pane: () => Pane;
}

/** The chip of the part that was cut once more, above the certificate; nothing while there is none. */
export function DetailCorner({ store, pane }: DetailCornerProps): ReactElement | null {
  if (!useSlowly(store, isDetailed)) return null;
  return (
    <div className="slice-corner bottom left detail">
      <Suspense fallback={null}>
        <DetailChip store={store} pane={pane} />
      </Suspense>
    </div>
  );
}
