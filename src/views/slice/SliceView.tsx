import { lazy, type ReactElement, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { IntervalView } from '../interval/IntervalView';
import { CertificateChip } from './CertificateChip';
import { ClampCorner } from './ClampCorner';
import type { Scale } from './colours';
import { EmptyState } from './EmptyState';
import { LayerKey } from './LayerKey';
import { Legend } from './Legend';
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

const oneInput = (state: LensStore): boolean => state.session.network.inputSize === 1;
const dataOf = (state: LensStore) => state.session.data;
const isHidden = (state: LensStore): boolean => state.lens.space > 0;

/** Loaded with the first hidden space. */
const ReachKey = lazy(async () => ({ default: (await import('./ReachKey')).ReachKey }));

/** The plane: the drawing is the stage's; React keeps the chips. */
function PlaneView({ store }: ViewProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>({ width: 1, height: 1 });
  const readout = useRef<(lines: readonly string[]) => void>(() => undefined);
  const [scale, setScale] = useState<Scale | null>(null);
  const summaryId = useId();
  const theme = useThemeOf(host);
  const data = useSlowly(store, dataOf);
  const hidden = useSlowly(store, isHidden);
  useEffect(() => {
    if (!host.current) return;
    let shown: Scale | null = null;
    const stage = new SliceStage(host.current, {
      store,
      summaryId,
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
  }, [store, summaryId]);
  return (
    <section className="slice-view" aria-label="Slice view">
      <div className="slice-stage" ref={host} />
      <Summary store={store} id={summaryId} />
      <EmptyState store={store} />
      <div className="slice-corner top left">
        <LayerKey store={store} />
      </div>
      <ClampCorner store={store} />
      <div className="slice-corner top right">
        <ZoomChip store={store} pane={() => pane.current} />
      </div>
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        <RegionTable store={store} />
      </div>
      <div className="slice-corner bottom right">
        <Readout show={readout} />
        {hidden && (
          <Suspense fallback={null}>
            <ReachKey store={store} />
          </Suspense>
        )}
        {scale && theme && <Legend scale={scale} palette={theme.palette} data={data} />}
      </div>
    </section>
  );
}

/** The slice of the network in force: a plane cut into polytopes, or the graph of a network with one input. */
export function SliceView({ store }: ViewProps): ReactElement {
  return useSlowly(store, oneInput) ? <IntervalView store={store} /> : <PlaneView store={store} />;
}
