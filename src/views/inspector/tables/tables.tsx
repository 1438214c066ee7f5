/** The tables behind the inspector's figures: a chunk of its own, which comes when one is opened. */
import type { ReactElement } from 'react';
import type { LensStore } from '../../../state/types';
import { boundedText, DataTable, numberCell } from '../../../ui/DataTable';
import { formatCount, formatPercent } from '../../../ui/format';
import type { LensStoreApi } from '../../live';
import { inputName, layoutOf, outputNames, subscript } from '../../names';
import { useSlowly } from '../../slice/useSlowly';
import { imageOf } from '../mapView';
import { rankFacts } from '../rank/rankFacts';
import { largestEntries, mapRows } from './mapRows';
import { unitRows } from './unitRows';

interface TableProps {
  readonly store: LensStoreApi;
}

/** Milliseconds between two renderings while the point is dragged. */
const INTERVAL = 300;

const inspectionOf = ({ session }: LensStore) => session.inspection;

/** Every unit at the point: z, piece, margin. Choosing one opens it for editing. */
export function UnitTable({ store }: TableProps): ReactElement {
  useSlowly(store, inspectionOf, INTERVAL);
  const { session, actions } = store.getState();
  const { network } = session;
  const layout = layoutOf(network);
  const rows = unitRows(session);
  const wide = network.inputSize > 2;
  const columns = ['unit', 'z', 'piece', 'margin', ...(wide ? ['in the slice'] : [])];
  return (
    <DataTable
      caption={`${boundedText('first', rows.length, layout.units, 'units')}; margin: how far it is to where a unit would change its piece`}
      columns={columns.map((name) => ({ name, words: name === 'unit' || name === 'piece' }))}
      rows={rows}
      action={{
        title: 'Edit the unit',
        onChoose: (key) => {
          const gated = layout.gated.find(({ firstUnit, size }) => Number(key) < firstUnit + size);
          if (!gated) return;
          const layer = (network.layersBefore ?? 0) + gated.layer;
          actions.selectUnit({ layer, unit: Number(key) - gated.firstUnit });
        },
        onPoint: (key) => actions.lightUnit(key === null ? null : Number(key)),
      }}
    />
  );
}

/** The largest entries of the local affine map, and its offsets. */
export function MapEntries({ store }: TableProps): ReactElement | null {
  const inspection = useSlowly(store, inspectionOf, INTERVAL);
  if (!inspection) return null;
  const { lens, session } = store.getState();
  const { map, mapOutputs } = inspection;
  const names = outputNames(session.network, session.data);
  const image = imageOf(session, map.cols);
  const name = (column: number): string =>
    image ? `row ${Math.floor(column / image.width)}, column ${column % image.width}` : inputName(column, lens.space);
  const entries = boundedText('largest', largestEntries(map.A).length, map.A.length, 'entries of A');
  return (
    <DataTable
      caption={`The offsets c, then ${entries.replace(/^The/, 'the')}, largest first`}
      columns={[{ name: 'output', words: true }, { name: 'input', words: true }, { name: 'value' }]}
      rows={mapRows(map, mapOutputs?.map((output) => names[output] ?? '') ?? names, name)}
    />
  );
}

/** Every singular value of the local affine map, largest first. */
export function SingularValues({ store }: TableProps): ReactElement | null {
  const inspection = useSlowly(store, inspectionOf, INTERVAL);
  const values = inspection && !inspection.mapOutputs && rankFacts(inspection.map)?.all;
  if (!values) return <p className="soft small">The map is too large to be taken apart while the page waits.</p>;
  const top = values[0] || 1;
  return (
    <DataTable
      caption={`${formatCount(values.length)} singular values of A, largest first`}
      columns={[{ name: 'number', words: true }, { name: 'value' }, { name: 'of the largest' }]}
      rows={Array.from(values, (value, i) => ({
        key: i,
        cells: [`σ${subscript(i + 1)}`, numberCell(value), formatPercent(value / top)],
      }))}
    />
  );
}
