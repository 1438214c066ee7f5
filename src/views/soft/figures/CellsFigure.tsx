import { type ReactElement, type RefObject, useCallback, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { pointInInput } from '../../../core/slice/slice';
import { gatesOfState } from '../../../state/soft';
import type { LensStore, Point2 } from '../../../state/types';
import { boundedText, DataTable } from '../../../ui/DataTable';
import { Segmented } from '../../../ui/Segmented';
import { TableDetails } from '../../../ui/TableDetails';
import { TermHelp } from '../../help/TermHelp';
import { type LensStoreApi, READ_AT_REST, useDrawing } from '../../live';
import { useSlowly } from '../../slice/useSlowly';
import { CELL_COLUMNS, cellRows, firstName, MOST_ROWS, probabilitiesAt, refusal } from './cells';
import type { Extent } from './cellsPicture';
import { CellsStage } from './cellsStage';
import './figures.css';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.soft,
  lens.point,
  lens.domain,
  session.network,
  session.slice,
  session.result,
];

const EXTENTS = [
  { value: 'domain', text: 'Domain', title: 'The cells in the domain' },
  { value: 'centroids', text: 'All centroids', title: 'As much as all centroids need' },
] as const;

const titleOf = ({ session }: LensStore): string => `${firstName(session.network)} as a vector quantiser`;
const lensOf = ({ lens }: LensStore) => lens;

function spaceText({ lens }: LensStore): string {
  return lens.space === 0 ? '' : `The plane lies in the activations of layer ${lens.space}: so do these cells.`;
}

function CellsTable({ store, stage }: { store: LensStoreApi; stage: RefObject<CellsStage | null> }): ReactElement {
  useSlowly(store, lensOf, 250);
  const state = store.getState();
  const cells = stage.current?.drawn();
  if (!cells) return <p className="soft">There are no cells.</p>;
  const p = probabilitiesAt(cells, gatesOfState(state), pointInInput(cells.slice, state.lens.point));
  const centroidOf = (cell: number): Point2 => [
    cells.complex.centroids[2 * cell] as number,
    cells.complex.centroids[2 * cell + 1] as number,
  ];
  return (
    <DataTable
      caption={boundedText('likeliest', Math.min(p.length, MOST_ROWS), p.length, 'cells')}
      columns={CELL_COLUMNS}
      rows={cellRows(cells, p)}
      action={{
        title: 'Move the point into this cell',
        onChoose: (cell) => state.actions.setPoint(centroidOf(Number(cell))),
        onPoint: (cell) => stage.current?.pointAt(cell === null ? null : Number(cell)),
      }}
    />
  );
}

/** The first layer of what is sliced as a power diagram, and the soft assignment of a point to its cells. */
export function CellsFigure({ store }: { store: LensStoreApi }): ReactElement {
  const stage = useRef<CellsStage | null>(null);
  const [extent, setExtent] = useState<Extent>('domain');
  const mount = useCallback((host: HTMLElement, api: LensStoreApi) => {
    stage.current = new CellsStage(host, api);
    return stage.current;
  }, []);
  const ref = useDrawing<HTMLDivElement>(store, mount, watched, READ_AT_REST);
  const title = useStore(store, titleOf);
  const space = useStore(store, spaceText);
  const drawn = useStore(store, (state) => refusal(state) === null);
  return (
    <section className="soft-figure" aria-label={title}>
      <div className="soft-figure-head">
        <h3>{title}</h3>
        <TermHelp title="Vector quantisation" terms={['powerDiagram', 'softAssignment']} />
        {drawn && (
          <Segmented
            label="What is shown"
            hideLabel
            value={extent}
            options={EXTENTS}
            onChange={(value) => {
              setExtent(value);
              stage.current?.setExtent(value);
            }}
          />
        )}
      </div>
      {space && <p className="soft-words">{space}</p>}
      <div ref={ref} className="cells-host" />
      {drawn && (
        <TableDetails name="Table of the cells">
          <CellsTable store={store} stage={stage} />
        </TableDetails>
      )}
    </section>
  );
}
