import { lazy, type ReactElement, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { CertificateChip } from './CertificateChip';
import type { Scale } from './colours';
import { EmptyState } from './EmptyState';
import { LayerKey } from './LayerKey';
import { Legend } from './Legend';
import type { PainterKind } from './painter';
import { ReachKey } from './ReachKey';
import { Readout } from './Readout';
import { RegionTable } from './RegionTable';
import { Summary } from './Summary';
import { SliceStage } from './stage';
import { useSlowly } from './useSlowly';
import { sameScale, useThemeOf } from './useTheme';
import type { Pane } from './viewport';
import { ZoomChip } from './ZoomChip';
import './slice.css';
import './handles.css';
import './figures.css';
import './chips.css';

interface ViewProps {
  readonly store: StoreApi<LensStore>;
}

interface SliceProps extends ViewProps {
  /** The painter of polytopes to take where it can be had; null: what suits the machine. */
  readonly painter: PainterKind | null;
}

const oneInput = (state: LensStore): boolean => state.session.network.inputSize === 1;
const dataOf = (state: LensStore) => state.session.data;

/** The plane: the drawing is the stage's; React keeps the chips. */
function PlaneView({ store, painter }: SliceProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>({ width: 1, height: 1 });
  const readout = useRef<(lines: readonly string[]) => void>(() => undefined);
  const [scale, setScale] = useState<Scale | null>(null);
  const summaryId = useId();
  const theme = useThemeOf(host);
  const data = useSlowly(store, dataOf);
  useEffect(() => {
    if (!host.current) return;
    let shown: Scale | null = null;
    const stage = new SliceStage(host.current, {
      store,
      summaryId,
      painter,
      onScale: (next) => {
        if (sameScale(shown, next)) return;
        shown = next;
        setScale(next);
      },
      onReadout: (lines) => readout.current(lines),
      onPane: (size) => {
        pane.current = size;
      },
    });
    return () => stage.destroy();
  }, [store, summaryId, painter]);
  return (
    <section className="slice-view" aria-label="Slice view">
      <div className="slice-stage" ref={host} />
      <Summary store={store} id={summaryId} />
      <EmptyState store={store} />
      <div className="slice-corner top left">
        <LayerKey store={store} />
      </div>
      <div className="slice-corner top right">
        <ZoomChip store={store} pane={() => pane.current} />
      </div>
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        <RegionTable store={store} />
      </div>
      <div className="slice-corner bottom right">
        <Readout show={readout} />
        <ReachKey store={store} />
        {scale && theme && <Legend scale={scale} palette={theme.palette} data={data} />}
      </div>
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
