import { type ReactElement, useEffect, useId, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { EmptyState } from '../slice/EmptyState';
import { Summary } from '../slice/Summary';
import { useScale } from '../slice/useScale';
import { useThemeOf } from '../slice/useTheme';
import { ViewChips } from '../slice/ViewChips';
import type { Pane } from '../slice/viewport';
import { GraphKey } from './GraphKey';
import { IntervalStage } from './intervalStage';
import { PieceTable } from './PieceTable';
import '../slice/slice.css';
import '../slice/handles.css';
import '../slice/figures.css';
import '../slice/chips.css';
import '../slice/narrowChips.css';

/** A network with one input: the graph of f with its kinks, and its pieces in colour below. */
export function IntervalView({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>({ width: 1, height: 1 });
  const readout = useRef<(lines: readonly string[]) => void>(() => undefined);
  const [scale, onScale] = useScale();
  const summaryId = useId();
  const theme = useThemeOf(host);
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
      <ViewChips
        store={store}
        pane={pane}
        readout={readout}
        scale={scale}
        theme={theme}
        table={<PieceTable store={store} />}
        keys={<GraphKey store={store} theme={theme} />}
      />
    </section>
  );
}
