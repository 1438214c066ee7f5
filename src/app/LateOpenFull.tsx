import { lazy, type ReactElement, Suspense } from 'react';
import type { LensStoreApi } from '../views/live';
import type { ShellServices } from './services';

const OpenFull = lazy(async () => ({ default: (await import('./OpenFull')).OpenFull }));

/** The way to the whole page; only pages of which parts are left out need its code. */
export function LateOpenFull(props: { readonly store: LensStoreApi; readonly services: ShellServices }): ReactElement {
  return (
    <Suspense fallback={null}>
      <OpenFull {...props} />
    </Suspense>
  );
}
