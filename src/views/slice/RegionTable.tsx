import type { ReactElement } from 'react';
import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, PartitionResult, SessionState } from '../../state/types';
import { boundedText, type DataCell, type DataColumn, type DataRow, DataTable, numberCell } from '../../ui/DataTable';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { activeUnits, answerOf } from './describe';
import { TableHolder } from './TableHolder';
import { useSlowly } from './useSlowly';

const MOST_ROWS = 100;

const resultOf = (state: LensStore) => state.session.result;

/** Columns that a view adds, between the answer and the units. `cellsOf` gives the cells of a face. */
export interface MoreColumns {
  readonly columns: readonly DataColumn[];
  readonly cellsOf: (result: PartitionResult, complex: CellComplex) => (face: number) => readonly DataCell[];
}

/** Faces by area, largest first, at most MOST_ROWS. */
export function largestFaces(areas: ArrayLike<number>): readonly number[] {
  const order = Array.from({ length: areas.length }, (_, face) => face);
  return order.sort((a, b) => (areas[b] as number) - (areas[a] as number)).slice(0, MOST_ROWS);
}

/** A row a polytope, largest first: number, area, answer at the centroid, what the view adds, units that are on. */
export function regionRows(session: SessionState, result: PartitionResult, more?: MoreColumns): readonly DataRow[] {
  const { complex } = result;
  if (!complex) return [];
  const added = more?.cellsOf(result, complex);
  return largestFaces(complex.areas).map((face) => ({
    key: face,
    cells: [
      formatCount(face),
      numberCell(complex.areas[face] as number),
      answerOf(session, result, face),
      ...(added?.(face) ?? []),
      `${activeUnits(complex, face)}/${complex.layout.units}`,
    ],
  }));
}

interface PanelProps {
  readonly store: LensStoreApi;
  readonly more?: MoreColumns;
}

function Panel({ store, more }: PanelProps): ReactElement | null {
  const result = useSlowly(store, resultOf);
  const complex = result?.complex;
  if (!complex) return null;
  const { session, actions } = store.getState();
  const rows = regionRows(session, result, more);
  const select = (face: number): void =>
    actions.setPoint([complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number]);
  return (
    <DataTable
      caption={boundedText('largest', rows.length, complex.areas.length, 'polytopes')}
      columns={[
        { name: 'polytope' },
        { name: 'area' },
        { name: 'answer at its centroid' },
        ...(more?.columns ?? []),
        { name: 'units on' },
      ]}
      rows={rows}
      action={{
        title: 'Move the point there',
        onChoose: (key) => select(Number(key)),
        onPoint: (key) => actions.hover(key === null ? -1 : Number(key)),
      }}
    />
  );
}

interface RegionTableProps extends PanelProps {
  /** Where there are two: which one it is of. */
  readonly where?: string;
}

/** A button that unfolds the largest polytopes as a table; choosing one moves the point there. */
export function RegionTable({ where = '', ...panel }: RegionTableProps): ReactElement {
  const result = useSlowly(panel.store, resultOf);
  return (
    <TableHolder
      button={`Table of the largest polytopes${where}`}
      region={`Table of polytopes${where}`}
      filled={result !== null}
    >
      <Panel {...panel} />
    </TableHolder>
  );
}
