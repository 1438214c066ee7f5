import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PagePart } from '../state/layout';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Segmented } from '../ui/Segmented';
import type { LensStoreApi } from '../views/live';
import type { SceneCard } from '../views/panels/ScenesPanel';
import { SliceView } from '../views/slice';
import { DropTarget } from './DropTarget';
import { Header } from './Header';
import { LonePage } from './LonePage';
import { OpenFull } from './OpenFull';
import { inspectorPanels, PanelStack, setupPanels, shownPanels, stripPanels } from './panels';
import type { ShellServices } from './services';
import { listenForShortcuts } from './shortcuts';
import { watchSliders } from './sliderGestures';
import { Toasts } from './Toasts';

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

interface AppProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly scenes: readonly SceneCard[];
}

type Sheet = 'inspector' | 'setup';

interface PageProps extends AppProps {
  readonly hide: readonly PagePart[];
  readonly onKeys: () => void;
}

function SheetChoice({ sheet, onSheet }: { sheet: Sheet; onSheet: (sheet: Sheet) => void }): ReactElement {
  return (
    <nav className="sheet-choice" aria-label="Panels">
      <Segmented<Sheet>
        label="Panel"
        hideLabel
        value={sheet}
        options={[
          { value: 'inspector', text: 'Inspector' },
          { value: 'setup', text: 'Scenes and training' },
        ]}
        onChange={onSheet}
      />
    </nav>
  );
}

/** Slice and strip; without a header they hold the page's name and the way to the rest. */
function Middle({ store, services, scenes, hide }: PageProps): ReactElement {
  const bare = hide.includes('header');
  return (
    <main className="middle">
      {bare && <h1 className="visually-hidden">Polytope lens</h1>}
      <ErrorBoundary name="The slice view">
        <div className="stage">
          <SliceView store={store} />
          {bare && (
            <div className="open-full">
              <OpenFull store={store} services={services} />
            </div>
          )}
        </div>
      </ErrorBoundary>
      {!hide.includes('strip') && !hide.includes('training') && (
        <PanelStack panels={stripPanels} store={store} scenes={scenes} />
      )}
    </main>
  );
}

/** In the document the slice comes first, then the inspector; the grid puts the scenes to its left. */
function WholePage(props: PageProps): ReactElement {
  const { store, services, scenes, hide, onKeys } = props;
  const [panels, setPanels] = useState({ left: true, right: true });
  const [chosen, setSheet] = useState<Sheet>('inspector');
  const setup = !hide.includes('setup') && shownPanels(setupPanels, hide).length > 0;
  const inspector = !hide.includes('inspector');
  const sheet = setup && inspector ? chosen : setup ? 'setup' : 'inspector';
  const one = setup !== inspector;
  return (
    <div
      className="app"
      data-left={panels.left && setup}
      data-right={panels.right && inspector}
      data-sheet={sheet}
      data-panels={setup && inspector ? 'both' : one ? 'one' : 'none'}
      data-hide={hide.join(' ')}
    >
      {!hide.includes('header') && (
        <Header store={store} services={services} panels={panels} onPanels={setPanels} onKeys={onKeys} />
      )}
      <Middle {...props} />
      {setup && inspector && <SheetChoice sheet={sheet} onSheet={setSheet} />}
      {inspector && (
        <aside className="panel inspector" aria-label="Inspector">
          <PanelStack panels={inspectorPanels} store={store} scenes={scenes} />
        </aside>
      )}
      {setup && (
        <aside className="panel setup" aria-label="Scenes and network">
          <PanelStack panels={setupPanels} store={store} scenes={scenes} />
        </aside>
      )}
    </div>
  );
}

/** The page: all of it, without some parts, or one part alone, as the state's layout says. */
export function App({ store, services, scenes }: AppProps): ReactElement {
  const { hide, only } = useStore(store, ({ lens }) => lens.layout);
  const [keys, setKeys] = useState(false);
  useEffect(() => {
    const { undo, redo } = store.getState().actions;
    const stops = [listenForShortcuts({ undo, redo, help: () => setKeys(true) }), watchSliders(store)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store]);
  return (
    <>
      {only ? (
        <div className="app" data-only={only} data-hide={hide.join(' ')}>
          <LonePage store={store} services={services} scenes={scenes} part={only} />
        </div>
      ) : (
        <WholePage store={store} services={services} scenes={scenes} hide={hide} onKeys={() => setKeys(true)} />
      )}
      <Toasts store={store} />
      <DropTarget store={store} />
      <Suspense fallback={null}>{keys && <KeysDialog onClose={() => setKeys(false)} />}</Suspense>
    </>
  );
}
