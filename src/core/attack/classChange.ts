import { f64 } from '../math/typed';
import type { PathWalk, RayWalk } from '../path/types';
import { winningClass } from './loss';

/** Where along a walk another class first wins. */
export interface ClassChange {
  /** The walk's own parameter. */
  readonly t: number;
  readonly from: number;
  readonly to: number;
}

/** On a piece: each class's value at its start and one unit of the parameter u further; u runs from 0 to `end`. */
interface Lines {
  readonly start: Float64Array;
  readonly next: Float64Array;
  readonly end: number;
}

/**
 * The first place of a walk where the winning class is no longer that of its start: exact, inside a piece, too, since the outputs
 * are affine there. Ties go to the lowest index, a single output counts as class 1 above 0. Null where one class wins all along.
 * Cost: pieces × outputs.
 */
export function firstClassChange(walk: PathWalk | RayWalk): ClassChange | null {
  const { knots, values, outputSize } = walk;
  const ray = 'slope' in walk;
  const pieces = ray ? knots.length : knots.length - 1;
  const at = (knot: number): Float64Array => values.subarray(knot * outputSize, (knot + 1) * outputSize);
  const from = winningClass(at(0));
  for (let p = 0; p < pieces; p++) {
    const endless = ray && p === pieces - 1;
    const start = asClasses(at(p));
    const next = asClasses(endless ? at(p).map((value, k) => value + f64(walk.slope, k)) : at(p + 1));
    const found = overtaken({ start, next, end: endless ? Number.POSITIVE_INFINITY : 1 }, from);
    if (!found) continue;
    const length = endless ? 1 : f64(knots, p + 1) - f64(knots, p);
    return { t: f64(knots, p) + found.u * length, from, to: found.to };
  }
  return null;
}

/** A single output as two classes: the value of class 0 is always 0. */
const asClasses = (output: Float64Array): Float64Array =>
  output.length === 1 ? Float64Array.of(0, f64(output, 0)) : output;

/** Where another class first wins over `from`, and which: among several at one place the one that grows fastest. */
function overtaken({ start, next, end }: Lines, from: number): { readonly u: number; readonly to: number } | null {
  let found: { u: number; to: number } | null = null;
  let steepest = 0;
  for (let k = 0; k < start.length; k++) {
    if (k === from) continue;
    const gap = f64(start, k) - f64(start, from);
    const slope = f64(next, k) - f64(next, from) - gap;
    const u = gap > 0 || (gap === 0 && k < from) ? 0 : slope > 0 ? -gap / slope : Number.POSITIVE_INFINITY;
    // At the very end of a piece a later class has only come level.
    if (!(u < end || (u === end && k < from && end === 1))) continue;
    if (found && (u > found.u || (u === found.u && slope <= steepest))) continue;
    found = { u, to: k };
    steepest = slope;
  }
  return found;
}
