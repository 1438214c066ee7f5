import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { EmptyState } from '../slice/EmptyState';
import { Summary } from '../slice/Summary';
import type { StageOptions } from '../slice/stageHost';
import { useStage } from '../slice/useStage';
import { ViewChips } from '../slice/ViewChips';
import { GraphKey } from './GraphKey';
import { IntervalStage } from './intervalStage';
import { PieceTable } from './PieceTable';
import '../slice/slice.css';
import '../slice/handles.css';
import '../slice/figures.css';
import '../slice/chips.css';
import '../slice/narrowChips.css';

const createStage = (host: HTMLElement, options: StageOptions): IntervalStage => new IntervalStage(host, options);

/** A network with one input: the graph of f with its kinks, and its pieces in colour below. */
export function IntervalView({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const { host, summaryId, chips } = useStage(store, createStage);
  return (
    <section className="slice-view interval" aria-label="Graph of the network">
      <div className="slice-stage" ref={host} />
      <Summary store={store} id={summaryId} />
      <EmptyState store={store} />
      <ViewChips
        {...chips}
        table={<PieceTable store={store} />}
        keys={<GraphKey store={store} theme={chips.theme} />}
      />
    </section>
  );
}
