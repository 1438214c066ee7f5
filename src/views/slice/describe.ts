/** Words and numbers for faces, units and points, as readout, tooltip and screen readers say them. */

import { layerEntries } from '../../core/network/entries';
import type { CellComplex } from '../../core/partition/complex';
import { hasClasses } from '../../state/outputs';
import type { LensState, PartitionResult, Point2, SessionState } from '../../state/types';
import { figuresAt, formatNumber } from '../../ui/format';
import { coordinateNames, namesOf, subscript } from '../names';
import { classAt } from './colours';

/** Number of polytopes (or pieces) of a result. */
export const cellCount = ({ complex, interval }: Pick<PartitionResult, 'complex' | 'interval'>): number =>
  complex ? complex.faceOffsets.length - 1 : Math.max(0, (interval?.vertices.length ?? 1) - 1);

/** Number of units whose piece is not the first (for ReLU: that are on) under a face's code. */
export function activeUnits({ layout, codes }: Pick<CellComplex, 'layout' | 'codes'>, face: number): number {
  const known = counted.get(codes) ?? new Map<number, number>();
  counted.set(codes, known);
  const last = known.get(face);
  if (last !== undefined) return last;
  let active = 0;
  // An ablated unit may be on a piece beyond the activation's own.
  for (const gated of layout.gated)
    for (const piece of layerEntries(gated, codes, face * layout.words))
      if (piece > 0 && piece <= gated.activation.thresholds.length) active++;
  known.set(face, active);
  return active;
}

/** By codes and face: pointer and pins ask in every frame, and networks may have a million units. */
const counted = new WeakMap<Uint32Array, Map<number, number>>();

/** How many other faces a face meets along an edge. */
export function neighbourCount({ faceOffsets, faceEdges, edgeFaces }: CellComplex, face: number): number {
  const others = new Set<number>();
  for (let i = faceOffsets[face] as number; i < (faceOffsets[face + 1] as number); i++) {
    const edge = faceEdges[i] as number;
    const left = edgeFaces[2 * edge] as number;
    const other = left === face ? (edgeFaces[2 * edge + 1] as number) : left;
    if (other >= 0) others.add(other);
  }
  return others.size;
}

/** What a class is called; a data set that names none leaves its number. */
export const className = (session: Pick<SessionState, 'data'>, index: number): string =>
  session.data?.classNames[index] ?? `class ${index}`;

/** What knows whether outputs are classes. */
type Answering = Pick<SessionState, 'data'> & Partial<Pick<SessionState, 'network'>>;

const MOST_VALUES = 3;

/** Outputs that stand for no classes: by name, the first ones. */
function valuesText({ data }: Answering, output: ArrayLike<number>): string {
  const values = Array.from(output).slice(0, MOST_VALUES);
  const said = values.map((value, k) => `${data?.quantities?.[k] ?? `y${subscript(k)}`} ${formatNumber(value)}`);
  return `${said.join(', ')}${output.length > MOST_VALUES ? ', …' : ''}`;
}

/** The answer in a face: the value and class of its centroid's output, or the winning class. */
export function answerOf(session: SessionState, result: PartitionResult, face: number): string {
  const size = result.network.outputSize;
  const classes = result.complex?.classes ?? result.interval?.classes;
  const winner = classes?.[face] ?? classAt(result.outputs, face, size);
  if (!hasClasses(session) && size > 1)
    return valuesText(session, result.outputs.subarray(face * size, (face + 1) * size));
  if (size > 1) return className(session, winner);
  const value = formatNumber(result.outputs[face] ?? Number.NaN);
  return hasClasses(session) ? `f = ${value} · ${className(session, winner)}` : `f = ${value}`;
}

/** An output in a few words: its value and class, or the winning class and its value. */
export function outputText(session: Answering, output: Float64Array): string {
  if (!hasClasses(session) && output.length > 1) return valuesText(session, output);
  const winner = classAt(output, 0, output.length);
  if (output.length > 1) return `${className(session, winner)} · output ${formatNumber(output[winner] ?? Number.NaN)}`;
  const value = formatNumber(output[0] ?? Number.NaN);
  return hasClasses(session) ? `f = ${value} · ${className(session, winner)}` : `f = ${value}`;
}

/** Coordinates for reading: “x₁ 0.3100, x₂ −0.1800”. */
export const pointText = (
  lens: Pick<LensState, 'slice'> & Partial<Pick<LensState, 'space' | 'viewport'>>,
  at: Point2,
  inputSize = 2,
): string =>
  coordinateNames(lens.slice, inputSize, lens.space)
    .map((name, i) => {
      const value = at[i as 0 | 1];
      return `${name} ${formatNumber(value, figuresAt(value, lens.viewport?.span ?? Infinity))}`;
    })
    .join(', ');

/** The selected point as a sentence: where it is, in which polytope, what the network answers there. */
export function selectedText({ lens, session }: { lens: LensState; session: SessionState }): string {
  const at = pointText(lens, lens.point, session.network.inputSize);
  const { inspection, result } = session;
  if (!inspection) return at;
  if (inspection.onBoundary.length > 0)
    return `${at}: on the boundary of ${namesOf(session.network, inspection.onBoundary)}`;
  if (inspection.face < 0 || !result || inspection.face * result.network.outputSize >= result.outputs.length)
    return `${at}: outside the domain`;
  return `${at}: polytope ${inspection.face}, ${answerOf(session, result, inspection.face)}`;
}
