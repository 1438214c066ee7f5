import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { type LensStoreApi, useDrawing } from '../live';
import { COLUMNS, tableRows } from './charts';
import { mountMultiples, multiplesWatched } from './smallMultiples';

const statisticsOf = ({ session }: LensStore) => session.result?.statistics ?? null;

const layersBeforeOf = ({ session }: LensStore) => session.result?.network.layersBefore;

function Table({ store }: { store: LensStoreApi }): ReactElement {
  const statistics = useStore(store, statisticsOf);
  const layersBefore = useStore(store, layersBeforeOf);
  if (!statistics) return <p className="soft">The partition is still moving: the table follows when it rests.</p>;
  return (
    // It scrolls where the window is narrow, so it must take the focus for the arrow keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="statistics-scroll" aria-label="Table of statistics" tabIndex={0}>
      <table className="statistics-table">
        <caption className="visually-hidden">Statistics of the partition</caption>
        <thead>
          <tr>
            <th scope="col">measure</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableRows(statistics, layersBefore).map(({ name, cells }) => (
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
    </section>
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
