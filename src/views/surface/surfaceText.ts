/** The 3-D view in words and as columns of a table. */
import { faceRange } from '../../core/partition/vertexOutputs';
import type { LensState, SessionState } from '../../state/types';
import { numberCell } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';
import { COLOUR_NAMES } from '../colourNames';
import { coordinateNames, outputNames } from '../names';
import { cellCount, selectedText } from '../slice/describe';
import type { MoreColumns } from '../slice/RegionTable';
import { checkedText, waitingText } from '../slice/Summary';
import { heightsOf, rangeOf } from './heights';

const degrees = (angle: number): number => Math.round((angle * 180) / Math.PI);

/** The view in sentences: which output, its extremes, how many facets, from where it is seen, where the point is. */
export function surfaceText(lens: LensState, session: SessionState): string {
  const { surface } = lens;
  const { result, inspection } = session;
  if (!surface || !result?.complex) return waitingText(session);
  const [first, second] = coordinateNames(lens.slice, 2, lens.space);
  const name = outputNames(result.network, session.data)[surface.output] ?? 'f';
  const [low, high] = rangeOf(heightsOf(result, result.complex, surface.output)).map((value) => formatNumber(value));
  const at = inspection?.output[surface.output];
  return [
    `Output ${name} as a height over ${first} and ${second}, from ${low} to ${high} in the domain.`,
    `${formatCount(cellCount(result))} polytopes, each a flat facet, coloured by ${COLOUR_NAMES[lens.colour]}.`,
    `Turned by ${degrees(surface.azimuth)} and tilted by ${degrees(surface.elevation)} degrees.`,
    checkedText(result),
    `Selected point: ${selectedText({ lens, session })}${at === undefined ? '' : `, height ${formatNumber(at)}`}.`,
    'The sliders turn and tilt it; Escape leads back to the plane.',
  ].join(' ');
}

const EXTREMES = [{ name: 'lowest corner' }, { name: 'highest corner' }];

/**
 * Columns of the facets: the extremes of the shown output, which lie at corners; of several outputs (`outputs` in all)
 * its value at the centroid, too.
 */
export const facetColumns = (output: number, outputs: number): MoreColumns => ({
  columns: outputs > 1 ? [{ name: 'height at its centroid' }, ...EXTREMES] : EXTREMES,
  cellsOf: (result, complex) => {
    const heights = heightsOf(result, complex, output);
    const atCentroid = (face: number): number => result.outputs[face * outputs + output] as number;
    return (face) => [
      ...(outputs > 1 ? [numberCell(atCentroid(face))] : []),
      ...faceRange(complex, heights, face).map(numberCell),
    ];
  },
});
