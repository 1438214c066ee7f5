import { lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import { hasSoftCode } from '../../../state/softPresence';
import type { LensStoreApi } from '../../live';

/** Its code comes when there is something soft. */
const SoftInspector = lazy(async () => ({ default: (await import('./SoftInspector')).SoftInspector }));

/** All about the soft code at the selected input; nothing while lens and network are hard. */
export function SoftSection({ store }: { store: LensStoreApi }): ReactElement | null {
  const soft = useStore(store, hasSoftCode);
  return soft ? (
    <Suspense fallback={null}>
      <SoftInspector store={store} />
    </Suspense>
  ) : null;
}
