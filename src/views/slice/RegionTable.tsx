import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore, PartitionResult } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { activeUnits, answerOf } from './describe';
import { TableHolder } from './TableHolder';
import { useSlowly } from './useSlowly';

const MOST_ROWS = 20;

const resultOf = (state: LensStore) => state.session.result;

/** Faces by area, largest first, at most MOST_ROWS. */
export function largestFaces(areas: ArrayLike<number>): readonly number[] {
  const order = Array.from({ length: areas.length }, (_, face) => face);
  return order.sort((a, b) => (areas[b] as number) - (areas[a] as number)).slice(0, MOST_ROWS);
}

function Rows({ store, result }: { store: StoreApi<LensStore>; result: PartitionResult }): ReactElement {
  const { complex } = result;
  if (!complex) return <tbody />;
  const { session, actions } = store.getState();
  const select = (face: number): void =>
    actions.setPoint([complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number]);
  return (
    <tbody className="num">
      {largestFaces(complex.areas).map((face) => (
        <tr key={face} onPointerEnter={() => actions.hover(face)} onPointerLeave={() => actions.hover(-1)}>
          <td>
            <button type="button" title="Move the point there" onClick={() => select(face)}>
              {formatCount(face)}
            </button>
          </td>
          <td>{formatNumber(complex.areas[face] ?? Number.NaN)}</td>
          <td>{answerOf(session, result, face)}</td>
          <td>
            {activeUnits(complex, face)}/{complex.layout.units}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Panel({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const result = useSlowly(store, resultOf);
  if (!result?.complex) return null;
  return (
    <table>
      <caption>
        The {Math.min(MOST_ROWS, result.complex.areas.length)} largest of {formatCount(result.complex.areas.length)}{' '}
        polytopes
      </caption>
      <thead>
        <tr>
          <th scope="col">polytope</th>
          <th scope="col">area</th>
          <th scope="col">answer at its centroid</th>
          <th scope="col">units on</th>
        </tr>
      </thead>
      <Rows store={store} result={result} />
    </table>
  );
}

/** A button that unfolds the largest polytopes as a table; choosing one moves the point there. */
export function RegionTable({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const result = useSlowly(store, resultOf);
  return (
    <TableHolder button="Table of the largest polytopes" region="Table of polytopes" filled={result !== null}>
      <Panel store={store} />
    </TableHolder>
  );
}
