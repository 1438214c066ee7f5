import type { ReactElement } from 'react';
import type { LonePart } from '../state/layout';
import type { PainterKind } from '../views/slice';
import { LateOpenFull } from './LateOpenFull';
import { inspectorPanels, type PanelProps, PanelStack, setupPanels, stripPanels } from './panels';
import { Stage } from './Stage';
import type { ShellServices } from './services';

const PANELS = { setup: setupPanels, inspector: inspectorPanels, strip: stripPanels } as const;

interface LonePageProps extends PanelProps {
  readonly services: ShellServices;
  readonly painter: PainterKind | null;
  readonly part: LonePart;
}

/** One part that fills the page, with a quiet way to the rest. */
export function LonePage({ store, services, scenes, painter, part }: LonePageProps): ReactElement {
  const out = (
    <div className="open-full">
      <LateOpenFull store={store} services={services} />
    </div>
  );
  return (
    <main className={part === 'slice' ? 'lone' : `lone panel ${part}`}>
      <h1 className="visually-hidden">Polytope lens</h1>
      {part === 'slice' ? (
        <Stage store={store} scenes={scenes} painter={painter}>
          {out}
        </Stage>
      ) : (
        <>
          <div className={part === 'strip' ? 'strip-fill' : 'panel-flow'}>
            <PanelStack panels={PANELS[part]} store={store} scenes={scenes} />
          </div>
          {out}
        </>
      )}
    </main>
  );
}
