import { type ReactElement, useEffect, useId, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { CertificateChip } from '../slice/CertificateChip';
import { ClampCorner } from '../slice/ClampCorner';
import { EmptyState } from '../slice/EmptyState';
import { LayerKey } from '../slice/LayerKey';
import { Legend } from '../slice/Legend';
import { PinChip } from '../slice/PinChip';
import { Readout } from '../slice/Readout';
import { Summary } from '../slice/Summary';
import { useScale } from '../slice/useScale';
import { useSlowly } from '../slice/useSlowly';
import { useThemeOf } from '../slice/useTheme';
import type { Pane } from '../slice/viewport';
import { ZoomChip } from '../slice/ZoomChip';
import { IntervalStage } from './intervalStage';
import { PieceTable } from './PieceTable';
import '../slice/slice.css';
import '../slice/handles.css';
import '../slice/figures.css';
import '../slice/chips.css';
import '../slice/narrowChips.css';

const dataOf = (state: LensStore) => state.session.data;

/** A network with one input: the graph of f with its kinks, and its pieces in colour below. */
export function IntervalView({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>({ width: 1, height: 1 });
  const readout = useRef<(lines: readonly string[]) => void>(() => undefined);
  const [scale, onScale] = useScale();
  const summaryId = useId();
  const theme = useThemeOf(host);
  const data = useSlowly(store, dataOf);
  useEffect(() => {
    if (!host.current) return;
    const stage = new IntervalStage(host.current, {
      store,
      summaryId,
      onScale,
      onReadout: (lines) => readout.current(lines),
      onPane: (size) => {
        pane.current = size;
      },
    });
    return () => stage.destroy();
  }, [store, summaryId, onScale]);
  return (
    <section className="slice-view interval" aria-label="Graph of the network">
      <div className="slice-stage" ref={host} />
      <Summary store={store} id={summaryId} />
      <EmptyState store={store} />
      <div className="slice-corner top left">
        <LayerKey store={store} />
        <ClampCorner store={store} />
      </div>
      <div className="slice-corner top right">
        <ZoomChip store={store} pane={() => pane.current} />
      </div>
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        <PieceTable store={store} />
        <PinChip store={store} />
      </div>
      <div className="slice-corner bottom right">
        <Readout show={readout} />
        {scale && theme && <Legend store={store} scale={scale} palette={theme.palette} data={data} />}
      </div>
    </section>
  );
}
