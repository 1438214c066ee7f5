/** The shapes of a layer's soft code: a bar a unit in rows, and a mark below each. */
import type { SoftLayer } from '../../../core/soft';

/** Units in a row at most; rows are as even as can be. */
const MOST_COLUMNS = 64;
/** A row from the top down: bars, a gap, the hard pieces, a gap. One unit is one pixel. */
export const [BARS, GAP, HARD, BELOW] = [28, 2, 4, 5];
export const ROW = BARS + GAP + HARD + BELOW;
/** Room of a unit, and how much of it is empty. */
export const [STEP, AIR] = [10, 1.6];

export const softColumns = (size: number): number => Math.ceil(size / Math.ceil(size / MOST_COLUMNS));

/** The likeliest piece of a unit, of equal ones the lowest. */
export function likeliestPiece({ probabilities, pieces }: SoftLayer, unit: number): number {
  const own = probabilities.subarray(unit * pieces, (unit + 1) * pieces);
  return own.indexOf(own.reduce((most, p) => Math.max(most, p), 0));
}

interface Place {
  readonly x: number;
  readonly y: number;
}

export const placeOf = (unit: number, columns: number): Place => ({
  x: (unit % columns) * STEP + AIR / 2,
  y: Math.floor(unit / columns) * ROW,
});

const box = (x: number, y: number, height: number): string => `M${x},${y}v${-height}h${STEP - AIR}v${height}z`;

/** Bars of piece r, stacked on those of the pieces between 1 and r. */
export function barsPath({ probabilities, pieces, size }: SoftLayer, piece: number, columns: number): string {
  let d = '';
  for (let j = 0; j < size; j++) {
    let below = 0;
    for (let r = 1; r < piece; r++) below += probabilities[j * pieces + r] as number;
    const { x, y } = placeOf(j, columns);
    const share = probabilities[j * pieces + piece] as number;
    d += box(x, Number((y + BARS * (1 - below)).toFixed(2)), Number((BARS * share).toFixed(2)));
  }
  return d;
}

/** Marks of the units for which `holds`, where the hard pieces are shown. */
export function marksPath(size: number, columns: number, holds: (unit: number) => boolean): string {
  let d = '';
  for (let j = 0; j < size; j++) {
    const { x, y } = placeOf(j, columns);
    if (holds(j)) d += box(x, y + BARS + GAP + HARD, HARD);
  }
  return d;
}

/** The room of all bars. */
export const groundPath = (size: number, columns: number): string =>
  Array.from({ length: size }, (_, j) => placeOf(j, columns))
    .map(({ x, y }) => box(x, y + BARS, BARS))
    .join('');

/** The room of one unit, bar and mark. */
export function unitPath(unit: number, columns: number): string {
  const { x, y } = placeOf(unit, columns);
  return `M${x - AIR / 2},${y}h${STEP}v${ROW - BELOW}h${-STEP}z`;
}
