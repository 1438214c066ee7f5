import { type ReactElement, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { Scene } from '../state/scenes';
import type { LensStore } from '../state/types';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { FullSizeButton, FullSizeContext, useFullSize } from '../ui/FullSize';
import type { LensStoreApi } from '../views/live';
import { type PainterKind, SliceView } from '../views/slice';
import { DropTarget } from './DropTarget';
import { Header } from './Header';
import {
  comparePanels,
  inspectorPanels,
  type PanelProps,
  PanelStack,
  setupPanels,
  stripPanels,
  surfacePanels,
} from './panels';
import { type Sheet, SheetChoice } from './SheetChoice';
import { SkipLink } from './SkipLink';
import type { ShellServices } from './services';
import { Toasts } from './Toasts';

interface AppProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly scenes: readonly Scene[];
  /** The painter that the page's query asks for. */
  readonly painter: PainterKind | null;
}

const compares = ({ lens, session }: LensStore): boolean => lens.compare !== null && session.network.inputSize > 1;

const isSurface = ({ lens, session }: LensStore): boolean => lens.surface !== null && session.network.inputSize > 1;

/** The slice; beside it the same slice at another time, where one is kept. */
function Stage({ store, scenes, painter }: PanelProps & Pick<AppProps, 'painter'>): ReactElement {
  const comparing = useStore(store, compares);
  const surface = useStore(store, isSurface);
  return (
    <div className="stage" data-comparing={comparing}>
      {surface ? (
        <PanelStack panels={surfacePanels} store={store} scenes={scenes} />
      ) : (
        <SliceView store={store} painter={painter} />
      )}
      {comparing && <PanelStack panels={comparePanels} store={store} scenes={scenes} />}
    </div>
  );
}

/** The page. In the document the slice comes first, then the inspector; the grid puts the scenes to its left. */
export function App({ store, services, scenes, painter }: AppProps): ReactElement {
  const [panels, setPanels] = useState({ left: true, right: true });
  const [sheet, setSheet] = useState<Sheet>('inspector');
  const full = useFullSize();
  const { choose } = full;
  const show = useCallback(
    (side: 'left' | 'right' | null): void => {
      choose(null);
      if (side === null) return;
      setPanels((shown) => ({ ...shown, [side]: true }));
      setSheet(side === 'left' ? 'setup' : 'inspector');
    },
    [choose],
  );
  return (
    <FullSizeContext value={full}>
      <div className="app" data-left={panels.left} data-right={panels.right} data-sheet={sheet} data-full={full.part}>
        <SkipLink />
        <Header store={store} services={services} panels={panels} onPanels={setPanels} onShow={show} />
        <main className="middle">
          <ErrorBoundary name="The slice view">
            <Stage store={store} scenes={scenes} painter={painter} />
          </ErrorBoundary>
          <div className="strip">
            <FullSizeButton part="strip" name="the charts" />
            <PanelStack panels={stripPanels} store={store} scenes={scenes} />
          </div>
        </main>
        <SheetChoice sheet={sheet} onSheet={setSheet} />
        <aside className="panel inspector" aria-label="Inspector">
          <FullSizeButton part="inspector" name="the inspector" />
          <div className="panel-flow">
            <PanelStack panels={inspectorPanels} store={store} scenes={scenes} />
          </div>
        </aside>
        <aside className="panel setup" aria-label="Scenes and network">
          <PanelStack panels={setupPanels} store={store} scenes={scenes} />
        </aside>
        <Toasts store={store} />
        <DropTarget store={store} />
      </div>
    </FullSizeContext>
  );
}
