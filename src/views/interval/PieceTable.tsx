import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore, PartitionResult } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { outputNames } from '../names';
import { activeUnits } from '../slice/describe';
import { TableHolder } from '../slice/TableHolder';
import { useSlowly } from '../slice/useSlowly';
import { pieceRow } from './intervalGraph';

const MOST_ROWS = 200;

const resultOf = (state: LensStore) => state.session.result;

function Rows({ store, result }: { store: StoreApi<LensStore>; result: PartitionResult }): ReactElement {
  const { interval } = result;
  if (!interval) return <tbody />;
  const { actions } = store.getState();
  const count = Math.min(MOST_ROWS, interval.vertices.length - 1);
  return (
    <tbody className="num">
      {Array.from({ length: count }, (_, piece) => {
        const { from, to, slope, value } = pieceRow(interval, 0, piece);
        return (
          <tr key={from} onPointerEnter={() => actions.hover(piece)} onPointerLeave={() => actions.hover(-1)}>
            <td>
              <button type="button" title="Move the point there" onClick={() => actions.setPoint([(from + to) / 2, 0])}>
                {formatCount(piece)}
              </button>
            </td>
            <td>{formatNumber(from)}</td>
            <td>{formatNumber(to)}</td>
            <td>{formatNumber(slope)}</td>
            <td>{formatNumber(value)}</td>
            <td>
              {activeUnits(interval, piece)}/{interval.layout.units}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function Panel({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const result = useSlowly(store, resultOf);
  if (!result?.interval) return null;
  const count = result.interval.vertices.length - 1;
  const [name] = outputNames(result.network, store.getState().session.data);
  return (
    <table>
      <caption>
        {count > MOST_ROWS ? `The first ${MOST_ROWS} of ${formatCount(count)} pieces` : `${formatCount(count)} pieces`},
        from left to right, with values in their middles
        {result.network.outputSize > 1 && `; slope and value of ${name}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">piece</th>
          <th scope="col">from</th>
          <th scope="col">to</th>
          <th scope="col">slope</th>
          <th scope="col">value</th>
          <th scope="col">units on</th>
        </tr>
      </thead>
      <Rows store={store} result={result} />
    </table>
  );
}

/** A button that unfolds the pieces of the graph as a table; choosing one moves the point to its middle. */
export function PieceTable({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const result = useSlowly(store, resultOf);
  return (
    <TableHolder button="Table of the pieces" region="Table of pieces" filled={result !== null}>
      <Panel store={store} />
    </TableHolder>
  );
}
