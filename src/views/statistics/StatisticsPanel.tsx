import { lazy, type ReactElement, Suspense, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { FoldButton } from '../../ui/FoldButton';
import type { LensStoreApi } from '../live';
import { summaryLine } from './charts';
import './statistics.css';

/** Charts and table come when the panel is unfolded. */
const StatisticsBody = lazy(async () => ({ default: (await import('./StatisticsBody')).StatisticsBody }));

const statisticsOf = ({ session }: LensStore) => session.result?.statistics ?? null;

/** The gist; while a partition moves, that it is. */
function Gist({ store }: { store: LensStoreApi }): ReactElement {
  const statistics = useStore(store, statisticsOf);
  return (
    <p className="statistics-gist num soft">{statistics ? summaryLine(statistics) : 'when the partition rests'}</p>
  );
}

/** Statistics of the partition: a line, or unfolded as small charts and as a table. */
export function StatisticsPanel({ store }: { store: LensStoreApi }): ReactElement {
  const [open, setOpen] = useState(false);
  const [table, setTable] = useState(false);
  const id = useId();
  return (
    <section className="statistics" aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
            Statistics
          </FoldButton>
        </h2>
        <Gist store={store} />
        {open && (
          <Button kind="quiet" onClick={() => setTable(!table)}>
            {table ? 'Charts' : 'Table'}
          </Button>
        )}
      </div>
      <div id={id} className="statistics-body" hidden={!open}>
        {open && (
          <Suspense fallback={null}>
            <StatisticsBody store={store} table={table} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
