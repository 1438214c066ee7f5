import type { ReactElement } from 'react';
import type { LensStore, PartitionResult } from '../../state/types';
import { boundedText, type DataRow, DataTable, numberCell } from '../../ui/DataTable';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { outputNames } from '../names';
import { activeUnits } from '../slice/describe';
import { TableHolder } from '../slice/TableHolder';
import { useSlowly } from '../slice/useSlowly';
import { pieceRow } from './intervalGraph';

const MOST_ROWS = 200;

const COLUMNS = ['piece', 'from', 'to', 'slope', 'value', 'units on'].map((name) => ({ name }));

const resultOf = (state: LensStore) => state.session.result;

/** A row a piece, from left to right, for the first output: ends, slope, value in the middle, units that are on. */
export function pieceRows({ interval }: Pick<PartitionResult, 'interval'>): readonly DataRow[] {
  if (!interval) return [];
  return Array.from({ length: Math.min(MOST_ROWS, interval.vertices.length - 1) }, (_, piece) => {
    const { from, to, slope, value } = pieceRow(interval, 0, piece);
    const units = `${activeUnits(interval, piece)}/${interval.layout.units}`;
    return { key: piece, cells: [formatCount(piece), ...[from, to, slope, value].map(numberCell), units] };
  });
}

function Panel({ store }: { store: LensStoreApi }): ReactElement | null {
  const result = useSlowly(store, resultOf);
  const interval = result?.interval;
  if (!interval) return null;
  const { session, actions } = store.getState();
  const rows = pieceRows(result);
  const [name] = outputNames(result.network, session.data);
  const counted = boundedText('first', rows.length, interval.vertices.length - 1, 'pieces');
  const which = result.network.outputSize > 1 ? `; slope and value of ${name}` : '';
  return (
    <DataTable
      caption={`${counted}, from left to right, with values in their middles${which}`}
      columns={COLUMNS}
      rows={rows}
      action={{
        title: 'Move the point there',
        onChoose: (key) => {
          const { from, to } = pieceRow(interval, 0, Number(key));
          actions.setPoint([(from + to) / 2, 0]);
        },
        onPoint: (key) => actions.hover(key === null ? -1 : Number(key)),
      }}
    />
  );
}

/** A button that unfolds the pieces of the graph as a table; choosing one moves the point to its middle. */
export function PieceTable({ store }: { store: LensStoreApi }): ReactElement {
  const result = useSlowly(store, resultOf);
  return (
    <TableHolder button="Table of the pieces" region="Table of pieces" filled={result !== null}>
      <Panel store={store} />
    </TableHolder>
  );
}
