import { type ReactElement, useState } from 'react';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Segmented } from '../ui/Segmented';
import { AnchorPanel } from '../views/anchors/AnchorPanel';
import { TrainingStrip } from '../views/charts/TrainingStrip';
import { Inspector } from '../views/inspector/Inspector';
import type { LensStoreApi } from '../views/live';
import { ColourPanel } from '../views/panels/ColourPanel';
import { NetworkPanel } from '../views/panels/NetworkPanel';
import { type SceneCard, ScenesPanel } from '../views/panels/ScenesPanel';
import { TrainingPanel } from '../views/panels/TrainingPanel';
import { SliceView } from '../views/slice';
import { DropTarget } from './DropTarget';
import { Header } from './Header';
import type { ShellServices } from './services';
import { Toasts } from './Toasts';

interface AppProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly scenes: readonly SceneCard[];
}

type Sheet = 'inspector' | 'setup';

function SetupPanel({ store, scenes }: Pick<AppProps, 'store' | 'scenes'>): ReactElement {
  return (
    <aside className="panel setup" aria-label="Scenes and network">
      <ErrorBoundary name="The list of scenes">
        <ScenesPanel store={store} scenes={scenes} />
      </ErrorBoundary>
      <ErrorBoundary name="The network panel">
        <NetworkPanel store={store} />
      </ErrorBoundary>
      <ErrorBoundary name="The colour panel">
        <ColourPanel store={store} />
      </ErrorBoundary>
      <ErrorBoundary name="The training panel">
        <TrainingPanel store={store} />
      </ErrorBoundary>
    </aside>
  );
}

function InspectorPanel({ store }: Pick<AppProps, 'store'>): ReactElement {
  return (
    <aside className="panel inspector" aria-label="Inspector">
      <ErrorBoundary name="The anchor panel">
        <AnchorPanel store={store} />
      </ErrorBoundary>
      <ErrorBoundary name="The inspector">
        <Inspector store={store} />
      </ErrorBoundary>
    </aside>
  );
}

/** The page. In the document the slice comes first, then the inspector; the grid puts the scenes to its left. */
export function App({ store, services, scenes }: AppProps): ReactElement {
  const [panels, setPanels] = useState({ left: true, right: true });
  const [sheet, setSheet] = useState<Sheet>('inspector');
  return (
    <div className="app" data-left={panels.left} data-right={panels.right} data-sheet={sheet}>
      <Header store={store} services={services} panels={panels} onPanels={setPanels} />
      <main className="middle">
        <ErrorBoundary name="The slice view">
          <div className="stage">
            <SliceView store={store} />
          </div>
        </ErrorBoundary>
        <ErrorBoundary name="The training charts">
          <TrainingStrip store={store} />
        </ErrorBoundary>
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
      <InspectorPanel store={store} />
      <SetupPanel store={store} scenes={scenes} />
      <Toasts store={store} />
      <DropTarget store={store} />
    </div>
  );
}
