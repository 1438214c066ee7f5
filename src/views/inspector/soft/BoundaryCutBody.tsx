import type { ReactElement } from 'react';
import type { BoundaryCut } from '../../../core/soft';
import { softCutAt } from '../../../state/softCodes';
import { softPoint } from '../../../state/softInspection';
import { DataTable, numberCell } from '../../../ui/DataTable';
import { formatFull, formatNumber } from '../../../ui/format';
import { TableDetails } from '../../../ui/TableDetails';
import type { LensStoreApi } from '../../live';
import { unitOf } from '../../names';
import { CutChart } from './CutChart';
import { useResting } from './resting';
import { SoftFact } from './SoftFact';
import { noWidthWords } from './widthWords';

/** Rows of the table at most: every so manieth place. */
const ROWS = 60;

function Facts({ cut, name }: { cut: BoundaryCut; name: string }): ReactElement {
  const { half, hard, eta, steepness, expected } = cut;
  const width = half && half[1] - half[0];
  const distance = Math.abs(hard);
  return (
    <dl className="facts">
      <SoftFact name={`${name} is at distance`} value={formatNumber(distance)} full={formatFull(distance)} />
      {width !== null && (
        <>
          <SoftFact name="Full width at half maximum" value={formatNumber(width)} full={formatFull(width)} />
          <SoftFact name="By its slope alone" value={formatNumber(expected)} full={formatFull(expected)} />
          <SoftFact name="Width · η" value={formatNumber(width * eta)} full={formatFull(width * eta)} />
        </>
      )}
      <SoftFact name="‖∇z‖ in the slice" value={formatNumber(steepness)} full={formatFull(steepness)} />
    </dl>
  );
}

function rowsOf({ places, unit, all }: BoundaryCut) {
  const every = Math.ceil(places.length / ROWS);
  return Array.from(places.keys())
    .filter((i) => i % every === 0)
    .map((i) => ({
      key: i,
      cells: [formatNumber(places[i] as number), numberCell(unit[i] as number), numberCell(all[i] as number)] as const,
    }));
}

/** The entropy along the straight way across the nearest boundary, and how wide the soft boundary is there. */
export function BoundaryCutBody({ store }: { store: LensStoreApi }): ReactElement {
  const point = useResting(store, softPoint);
  const cut = point && softCutAt(point, store.getState());
  const boundary = point?.hard.nearestBoundaryInSlice;
  if (!point || !cut || !boundary) return <p className="soft small">No unit changes its piece within this slice.</p>;
  const name = unitOf(point.network, boundary);
  const why = noWidthWords(cut);
  const width = cut.half ? `full width at half maximum ${formatNumber(cut.half[1] - cut.half[0])}` : why;
  return (
    <div className="cut-host">
      <CutChart cut={cut} label={`Entropy across the boundary of ${name}: ${width}`} />
      {why && <p className="soft small">{why}</p>}
      <Facts cut={cut} name={name} />
      <TableDetails name="Table of the cut">
        <DataTable
          caption="Entropy in nats; places are distances from the point"
          columns={[{ name: 'place' }, { name: 'unit' }, { name: 'whole code' }]}
          rows={rowsOf(cut)}
        />
      </TableDetails>
    </div>
  );
}
