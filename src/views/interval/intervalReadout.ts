import type { LensStore, Point2 } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { gatedUnitName } from '../names';
import { answerOf } from '../slice/describe';
import { pinnedLines } from '../slice/pinText';
import { valueText } from '../slice/valueText';
import { pieceAt, unitsAtKink, valueAt } from './intervalGraph';
import { softGates, softValues } from './softCurve';

/**
 * Lines about the piece under input x, and the kink within `reach` of it. `answer`: of a network with several outputs, where
 * it is another one than in the middle of the piece.
 */
export function intervalReadout(
  state: LensStore,
  x: number,
  reach: number,
  answer: string | null = null,
): readonly string[] {
  const { session, lens } = state;
  const { result } = session;
  const complex = result?.interval;
  const piece = complex ? pieceAt(complex.vertices, x) : -1;
  if (!result || !complex || piece < 0) return [];
  const [a, b] = [complex.vertices[piece] as number, complex.vertices[piece + 1] as number];
  const slope = (valueAt(complex, 0, b) - valueAt(complex, 0, a)) / (b - a);
  const single = result.network.outputSize === 1;
  const lines = [
    `piece ${formatCount(piece)} · ${formatNumber(a)} … ${formatNumber(b)}`,
    single
      ? `f(${formatNumber(x)}) = ${formatNumber(valueAt(complex, 0, x))} · slope ${formatNumber(slope)}`
      : (answer ?? answerOf(session, result, piece)),
  ];
  const gates = softGates(lens, result);
  if (single && gates)
    lines.push(`soft ${formatNumber(softValues(result.network, gates, result.slice, x)[0] as number)}`);
  const value = lens.colour === 'bend' ? null : valueText(state, result, piece);
  if (value) lines.push(value);
  const kink = x - a < b - x ? piece : piece + 1;
  if (Math.abs((complex.vertices[kink] as number) - x) > reach) return lines;
  const units = unitsAtKink(complex, kink).map((unit) => gatedUnitName(complex.layout, unit));
  const bend = lens.colour === 'bend' ? valueText(state, result, kink) : null;
  return units.length > 0 ? [...lines, `kink of ${units.join(' ')}${bend ? ` · ${bend}` : ''}`] : lines;
}

/** How near an input must be to a kink to name its units, in pixels. */
const REACH = 6;

/** The readout under input x; `answer` as for `intervalReadout`. */
export const readInput = (
  state: LensStore,
  x: number,
  pixelsPerUnit: number,
  answer: string | null = null,
): readonly string[] => intervalReadout(state, x, REACH / pixelsPerUnit, answer);

/** What a pin on the graph says. */
export const pinnedOnGraph = (state: LensStore, point: Point2, pixelsPerUnit: number): readonly string[] =>
  pinnedLines(state, point, (answer) => readInput(state, point[0], pixelsPerUnit, answer));
