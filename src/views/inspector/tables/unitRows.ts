/** The units at the selected point as rows of a table: what code bars and pre-activation bars draw. */
import { unitMargin } from '../../../core/network';
import { unitEntry } from '../../../core/network/entries';
import type { LensStore } from '../../../state/types';
import { type DataRow, numberCell } from '../../../ui/DataTable';
import { layoutOf, pieceName, unitOf } from '../../names';

/** Rows that the table has at most: each takes a gradient. */
export const MOST_UNITS = 200;

const distanceCell = (distance: number) => (distance === Infinity ? 'none' : numberCell(distance));

/**
 * A row a gated unit in the order of the code, the first MOST_UNITS: name, z, piece, distance to where it would change;
 * with more than two inputs the distance within the slice, too. Keys are indices among all gated units.
 */
export function unitRows({ network, slice, inspection }: LensStore['session']): readonly DataRow[] {
  if (!inspection) return [];
  const layout = layoutOf(network);
  const { preActivations } = inspection;
  const first = layout.gated.filter(({ firstUnit }) => firstUnit < MOST_UNITS);
  const units = first.flatMap((gated) =>
    Array.from({ length: Math.min(gated.size, MOST_UNITS - gated.firstUnit) }, (_, unit) => ({ gated, unit })),
  );
  return units.map(({ gated, unit }) => {
    const piece = unitEntry(gated, inspection.code, 0, unit);
    const at = { layer: gated.layer, unit };
    const { distance, distanceInSlice } = unitMargin(network, preActivations, at, slice);
    return {
      key: gated.firstUnit + unit,
      cells: [
        unitOf(network, at),
        numberCell(preActivations[gated.layer - 1]?.[unit] ?? Number.NaN),
        pieceName(gated, piece),
        distanceCell(distance),
        ...(network.inputSize > 2 ? [distanceCell(distanceInSlice)] : []),
      ],
    };
  });
}
