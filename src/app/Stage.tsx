import { lazy, type ReactElement, type ReactNode, Suspense } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../state/types';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { type PainterKind, SliceView } from '../views/slice';
import { comparePanels, type PanelProps, PanelStack, surfacePanels } from './panels';

const OpeningLine = lazy(async () => ({ default: (await import('../views/opening/OpeningLine')).OpeningLine }));

const isOpening = ({ session }: LensStore): boolean => session.opening !== null;

const compares = ({ lens, session }: LensStore): boolean => lens.compare !== null && session.network.inputSize > 1;

const isSurface = ({ lens, session }: LensStore): boolean => lens.surface !== null && session.network.inputSize > 1;

interface StageProps extends PanelProps {
  /** The painter that the page's query asks for. */
  readonly painter: PainterKind | null;
  /** Laid over the corner that the axes leave free. */
  readonly children?: ReactNode;
}

/** The slice; beside it the same slice at another time, where one is kept. */
export function Stage({ store, scenes, painter, children }: StageProps): ReactElement {
  const comparing = useStore(store, compares);
  const surface = useStore(store, isSurface);
  const opening = useStore(store, isOpening);
  return (
    <ErrorBoundary name="The slice view">
      <div className="stage" data-comparing={comparing}>
        {surface ? (
          <PanelStack panels={surfacePanels} store={store} scenes={scenes} />
        ) : (
          <SliceView store={store} painter={painter} />
        )}
        {comparing && <PanelStack panels={comparePanels} store={store} scenes={scenes} />}
        {opening && (
          <Suspense fallback={null}>
            <OpeningLine store={store} />
          </Suspense>
        )}
        {children}
      </div>
    </ErrorBoundary>
  );
}
