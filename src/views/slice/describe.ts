/** Words and numbers for faces, units and points, as readout, tooltip and screen readers say them. */
import { entryOf } from '../../core/network/code';
import { type CodeLayout, unitAt } from '../../core/network/network';
import type { CellComplex } from '../../core/partition/complex';
import type { LensState, PartitionResult, Point2, SessionState, SliceSpec } from '../../state/types';
import { formatNumber } from '../../ui/format';
import { classAt } from './colours';

/** A gated unit's name: layer from 1, unit from 0. */
export function unitName(layout: CodeLayout, unit: number): string {
  const { layer, unit: index } = unitAt(layout, unit);
  return `L${layer}·${index}`;
}

/** Number of units whose piece is not the first (for ReLU: that are on) under a face's code. */
export function activeUnits({ layout, codes }: Pick<CellComplex, 'layout' | 'codes'>, face: number): number {
  let active = 0;
  for (let unit = 0; unit < layout.units; unit++) if (entryOf(layout, codes, unit, face * layout.words) > 0) active++;
  return active;
}

/** What a class is called; a data set that names none leaves its number. */
export const className = (session: Pick<SessionState, 'data'>, index: number): string =>
  session.data?.classNames[index] ?? `class ${index}`;

const isRegression = (session: Pick<SessionState, 'data'>): boolean => session.data?.task === 'regression';

/** The answer in a face: the value and class of its centroid's output, or the winning class. */
export function answerOf(session: SessionState, result: PartitionResult, face: number): string {
  const size = result.network.outputSize;
  const classes = result.complex?.classes ?? result.interval?.classes;
  const winner = classes?.[face] ?? classAt(result.outputs, face, size);
  if (size > 1) return className(session, winner);
  const value = formatNumber(result.outputs[face] ?? Number.NaN);
  return isRegression(session) ? `f = ${value}` : `f = ${value} · ${className(session, winner)}`;
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const subscript = (value: number): string =>
  String(value).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] ?? digit);

/** Names of the two axes of the slice: inputs counted from 1, or the plane's own coordinates. */
export const axisNames = (spec: SliceSpec): readonly [string, string] =>
  spec.kind === 'axes' ? [`x${subscript(spec.axes[0] + 1)}`, `x${subscript(spec.axes[1] + 1)}`] : ['p', 'q'];

/** Coordinates for reading: “x₁ 0.3100, x₂ −0.1800”. */
export function pointText(lens: Pick<LensState, 'slice'>, [p, q]: Point2): string {
  const [first, second] = axisNames(lens.slice);
  return `${first} ${formatNumber(p)}, ${second} ${formatNumber(q)}`;
}

/** The selected point as a sentence: where it is, in which polytope, what the network answers there. */
export function selectedText({ lens, session }: { lens: LensState; session: SessionState }): string {
  const at = pointText(lens, lens.point);
  const { inspection, result } = session;
  if (!inspection) return at;
  if (inspection.onBoundary.length > 0) {
    const units = inspection.onBoundary.map(({ layer, unit }) => `L${layer}·${unit}`).join(', ');
    return `${at}: on the boundary of ${units}`;
  }
  if (inspection.face < 0 || !result || inspection.face * result.network.outputSize >= result.outputs.length)
    return `${at}: outside the domain`;
  return `${at}: polytope ${inspection.face}, ${answerOf(session, result, inspection.face)}`;
}
