import { lazy, type ReactElement, Suspense } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { useSlowly } from './useSlowly';

const isClamped = (state: LensStore): boolean => state.lens.clamps.length > 0;

/** Loaded with the first clamp. */
const ClampChip = lazy(async () => ({ default: (await import('./ClampChip')).ClampChip }));

/** The chip of clamped units, under the layers; nothing while there are none. */
export function ClampCorner({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  if (!useSlowly(store, isClamped)) return null;
  return (
    <Suspense fallback={null}>
      <ClampChip store={store} />
    </Suspense>
  );
}
