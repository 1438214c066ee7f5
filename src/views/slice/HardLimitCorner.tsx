import { lazy, type ReactElement, Suspense } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { isSmooth } from '../../core/network/activation';
import type { LensStore } from '../../state/types';
import { useSlowly } from './useSlowly';

/** Smooth layers are sliced, and soft codes are off. */
const isHardened = ({ lens, session }: LensStore): boolean =>
  lens.soft === null && session.network.layers.some(({ activation }) => isSmooth(activation));

/** Loaded with the first smooth network. */
const HardLimitChip = lazy(async () => ({ default: (await import('./HardLimitChip')).HardLimitChip }));

/** Says under the layers whose polytopes are drawn where the network itself has none; nothing elsewhere. */
export function HardLimitCorner({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  if (!useSlowly(store, isHardened)) return null;
  return (
    <Suspense fallback={null}>
      <HardLimitChip store={store} />
    </Suspense>
  );
}
