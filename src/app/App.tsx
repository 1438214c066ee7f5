import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Segmented } from '../ui/Segmented';
import type { LensStoreApi } from '../views/live';
import type { SceneCard } from '../views/panels/ScenesPanel';
import { SliceView } from '../views/slice';
import { DropTarget } from './DropTarget';
import { Header } from './Header';
import { inspectorPanels, PanelStack, setupPanels, stripPanels } from './panels';
import type { ShellServices } from './services';
import { listenForShortcuts } from './shortcuts';
import { watchSliders } from './sliderGestures';
import { Toasts } from './Toasts';

interface AppProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly scenes: readonly SceneCard[];
}

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

type Sheet = 'inspector' | 'setup';

/** The page. In the document the slice comes first, then the inspector; the grid puts the scenes to its left. */
export function App({ store, services, scenes }: AppProps): ReactElement {
  const [panels, setPanels] = useState({ left: true, right: true });
  const [sheet, setSheet] = useState<Sheet>('inspector');
  const [keys, setKeys] = useState(false);
  useEffect(() => {
    const { undo, redo } = store.getState().actions;
    const stops = [listenForShortcuts({ undo, redo, help: () => setKeys(true) }), watchSliders(store)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store]);
  return (
    <div className="app" data-left={panels.left} data-right={panels.right} data-sheet={sheet}>
      <Header store={store} services={services} panels={panels} onPanels={setPanels} onKeys={() => setKeys(true)} />
      <main className="middle">
        <ErrorBoundary name="The slice view">
          <div className="stage">
            <SliceView store={store} />
          </div>
        </ErrorBoundary>
        <PanelStack panels={stripPanels} store={store} scenes={scenes} />
      </main>
      <nav className="sheet-choice" aria-label="Panels">
        <Segmented<Sheet>
          label="Panel"
          hideLabel
          value={sheet}
          options={[
            { value: 'inspector', text: 'Inspector' },
            { value: 'setup', text: 'Scenes and training' },
          ]}
          onChange={setSheet}
        />
      </nav>
      <aside className="panel inspector" aria-label="Inspector">
        <PanelStack panels={inspectorPanels} store={store} scenes={scenes} />
      </aside>
      <aside className="panel setup" aria-label="Scenes and network">
        <PanelStack panels={setupPanels} store={store} scenes={scenes} />
      </aside>
      <Toasts store={store} />
      <DropTarget store={store} />
      <Suspense fallback={null}>{keys && <KeysDialog onClose={() => setKeys(false)} />}</Suspense>
    </div>
  );
}
