import { lazy, type ReactElement, Suspense, useCallback, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { useFocusPassedOn } from '../../ui/passFocus';
import { EmptyState } from './EmptyState';
import type { PainterKind } from './painter';
import { Summary } from './Summary';
import { SliceStage } from './stage';
import type { StageOptions } from './stageHost';
import { useSlowly } from './useSlowly';
import { useStage } from './useStage';
import './slice.css';
import './handles.css';
import './figures.css';
import './chips.css';
import './narrowChips.css';

const PlaneChips = lazy(async () => ({ default: (await import('./PlaneChips')).PlaneChips }));
interface ViewProps {
  readonly store: StoreApi<LensStore>;
}

interface SliceProps extends ViewProps {
  /** The painter of polytopes to take where it can be had; null: what suits the machine. */
  readonly painter: PainterKind | null;
}

const oneInput = (state: LensStore): boolean => state.session.network.inputSize === 1;

/** The plane: the drawing is the stage's; React keeps the chips, which come after the first picture. */
function PlaneView({ store, painter }: SliceProps): ReactElement {
  const view = useRef<HTMLElement>(null);
  const create = useCallback(
    (host: HTMLElement, options: StageOptions) => new SliceStage(host, { ...options, painter }),
    [painter],
  );
  const { host, summaryId, chips } = useStage(store, create);
  useFocusPassedOn(view, 'plane');
  return (
    <section ref={view} className="slice-view" aria-label="Slice view">
      <div className="slice-stage" ref={host} />
      <Summary store={store} id={summaryId} />
      <EmptyState store={store} />
      <Suspense fallback={null}>
        <PlaneChips {...chips} />
      </Suspense>
    </section>
  );
}

/** Few networks have one input: their view comes when it is wanted. */
const IntervalView = lazy(async () => ({ default: (await import('../interval/IntervalView')).IntervalView }));

/** The slice of the network in force: a plane cut into polytopes, or the graph of a network with one input. */
export function SliceView({ store, painter }: SliceProps): ReactElement {
  if (!useSlowly(store, oneInput)) return <PlaneView store={store} painter={painter} />;
  return (
    <Suspense fallback={null}>
      <IntervalView store={store} />
    </Suspense>
  );
}
