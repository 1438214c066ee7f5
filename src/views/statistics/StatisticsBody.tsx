import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { type LensStoreApi, useDrawing } from '../live';
import { COLUMNS, tableRows } from './charts';
import { mountMultiples, multiplesWatched } from './smallMultiples';

const statisticsOf = ({ session }: LensStore) => session.result?.statistics ?? null;

function Table({ store }: { store: LensStoreApi }): ReactElement {
  const statistics = useStore(store, statisticsOf);
  if (!statistics) return <p className="soft">The partition is still moving: the table follows when it rests.</p>;
  return (
    <table className="statistics-table">
      <caption className="visually-hidden">Statistics of the partition</caption>
      <thead>
        <tr>
          <th scope="col" />
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tableRows(statistics).map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={COLUMNS[i]} className="num">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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
