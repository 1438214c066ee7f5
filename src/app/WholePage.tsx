import { type ReactElement, useCallback, useContext, useState } from 'react';
import type { PagePart } from '../state/layout';
import { FullSizeButton, FullSizeContext } from '../ui/FullSize';
import type { PainterKind } from '../views/slice';
import { Header } from './Header';
import { LateOpenFull } from './LateOpenFull';
import { inspectorPanels, type PanelProps, PanelStack, setupPanels, shownPanels, stripPanels } from './panels';
import { type Sheet, SheetChoice } from './SheetChoice';
import { SkipLink } from './SkipLink';
import { Stage } from './Stage';
import type { ShellServices } from './services';
import { useUnitSheet } from './useUnitSheet';

interface WholePageProps extends PanelProps {
  readonly services: ShellServices;
  readonly painter: PainterKind | null;
  readonly hide: readonly PagePart[];
  /** Opens the list of keys. */
  readonly onKeys: () => void;
}

/** Slice and strip; without a header they hold the page's name and the way to the rest. */
function Middle({ store, services, scenes, painter, hide }: WholePageProps): ReactElement {
  const bare = hide.includes('header');
  return (
    <main className="middle">
      {bare && <h1 className="visually-hidden">Polytope lens</h1>}
      <Stage store={store} scenes={scenes} painter={painter}>
        {bare && (
          <div className="open-full">
            <LateOpenFull store={store} services={services} />
          </div>
        )}
      </Stage>
      {!hide.includes('strip') && shownPanels(stripPanels, hide).length > 0 && (
        <div className="strip">
          <FullSizeButton part="strip" name="the charts" />
          <PanelStack panels={stripPanels} store={store} scenes={scenes} />
        </div>
      )}
    </main>
  );
}

function Inspector({ store, scenes }: PanelProps): ReactElement {
  return (
    <aside className="panel inspector" aria-label="Inspector">
      <FullSizeButton part="inspector" name="the inspector" />
      <div className="panel-flow">
        <PanelStack panels={inspectorPanels} store={store} scenes={scenes} />
      </div>
    </aside>
  );
}

/** Which panels stand beside the slice, and which of them a phone shows. */
function usePanels(setup: boolean, inspector: boolean) {
  const { choose } = useContext(FullSizeContext);
  const [panels, setPanels] = useState({ left: true, right: true });
  const [sheet, setSheet] = useState<Sheet>('inspector');
  const show = useCallback(
    (side: 'left' | 'right' | null): void => {
      choose(null);
      if (side === null) return;
      setPanels((shown) => ({ ...shown, [side]: true }));
      setSheet(side === 'left' ? 'setup' : 'inspector');
    },
    [choose],
  );
  const only = setup ? 'setup' : 'inspector';
  return { panels, setPanels, sheet: setup && inspector ? sheet : only, setSheet, show } as const;
}

/** In the document the slice comes first, then the inspector; the grid puts the scenes to its left. */
export function WholePage(props: WholePageProps): ReactElement {
  const { store, services, scenes, hide, onKeys } = props;
  const full = useContext(FullSizeContext);
  const setup = !hide.includes('setup') && shownPanels(setupPanels, hide).length > 0;
  const inspector = !hide.includes('inspector');
  const { panels, setPanels, sheet, setSheet, show } = usePanels(setup, inspector);
  useUnitSheet(store, sheet, setSheet);
  return (
    <div
      className="app"
      data-left={panels.left && setup}
      data-right={panels.right && inspector}
      data-sheet={sheet}
      data-panels={setup && inspector ? 'both' : setup !== inspector ? 'one' : 'none'}
      data-hide={hide.join(' ')}
      data-full={full.part}
    >
      <SkipLink />
      {!hide.includes('header') && (
        <Header store={store} services={services} panels={panels} onPanels={setPanels} onShow={show} onKeys={onKeys} />
      )}
      <Middle {...props} />
      {setup && inspector && <SheetChoice sheet={sheet} onSheet={setSheet} />}
      {inspector && <Inspector store={store} scenes={scenes} />}
      {setup && (
        <aside className="panel setup" aria-label="Scenes and network">
          <PanelStack panels={setupPanels} store={store} scenes={scenes} />
        </aside>
      )}
    </div>
  );
}
