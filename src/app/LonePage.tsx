import type { ReactElement } from 'react';
import type { LonePart } from '../state/layout';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import type { LensStoreApi } from '../views/live';
import type { SceneCard } from '../views/panels/ScenesPanel';
import { SliceView } from '../views/slice';
import { OpenFull } from './OpenFull';
import { inspectorPanels, PanelStack, setupPanels, stripPanels } from './panels';
import type { ShellServices } from './services';

const PANELS = { setup: setupPanels, inspector: inspectorPanels, strip: stripPanels } as const;

interface LonePageProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly scenes: readonly SceneCard[];
  readonly part: LonePart;
}

/** One part that fills the page, with a quiet way to the rest. */
export function LonePage({ store, services, scenes, part }: LonePageProps): ReactElement {
  const out = (
    <div className="open-full">
      <OpenFull store={store} services={services} />
    </div>
  );
  if (part === 'slice')
    return (
      <main className="lone">
        <h1 className="visually-hidden">Polytope lens</h1>
        <ErrorBoundary name="The slice view">
          <div className="stage">
            <SliceView store={store} />
            {out}
          </div>
        </ErrorBoundary>
      </main>
    );
  return (
    <main className={`lone panel ${part}`}>
      <h1 className="visually-hidden">Polytope lens</h1>
      <PanelStack panels={PANELS[part]} store={store} scenes={scenes} />
      {out}
    </main>
  );
}
