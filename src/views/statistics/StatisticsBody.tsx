import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { DataTable, TableRegion } from '../../ui/DataTable';
import { type LensStoreApi, useDrawing } from '../live';
import { barRows, COLUMNS, tableRows } from './charts';
import { mountMultiples, multiplesWatched } from './smallMultiples';

const statisticsOf = ({ session }: LensStore) => session.result?.statistics ?? null;

const layersBeforeOf = ({ session }: LensStore) => session.result?.network.layersBefore;

const BAR_COLUMNS = [{ name: 'chart', words: true }, { name: 'bar', words: true }, { name: 'count' }];

function Table({ store }: { store: LensStoreApi }): ReactElement {
  const statistics = useStore(store, statisticsOf);
  const layersBefore = useStore(store, layersBeforeOf);
  if (!statistics) return <p className="soft">The partition is still moving: the table follows when it rests.</p>;
  return (
    <div className="statistics-tables">
      <TableRegion label="Table of statistics">
        <DataTable
          caption="Statistics of the partition"
          columns={[{ name: 'measure', words: true }, ...COLUMNS.map((name) => ({ name }))]}
          rows={tableRows(statistics, layersBefore)}
        />
      </TableRegion>
      <TableRegion label="Table of the bars">
        <DataTable caption="What each bar counts" columns={BAR_COLUMNS} rows={barRows(statistics, layersBefore)} />
      </TableRegion>
    </div>
  );
}

function Multiples({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mountMultiples, multiplesWatched);
  return <div ref={ref} className="statistics-charts" />;
}

/** The charts, or the same numbers as a table. */
export function StatisticsBody({ store, table }: { store: LensStoreApi; table: boolean }): ReactElement {
  return table ? <Table store={store} /> : <Multiples store={store} />;
}
