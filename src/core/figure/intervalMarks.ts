/** The graph of a network with one input as marks: a line an output, a dot at every kink and end. */
import { type IntervalComplex, valueOn } from '../partition/intervalComplex';
import type { DotsMark, Mark, OutlineMark, Stroke } from './marks';

export interface IntervalStyle {
  readonly x: (input: number) => number;
  readonly y: (output: number) => number;
  /** Ends of what is seen. */
  readonly from: number;
  readonly to: number;
  readonly stroke: (output: number) => Stroke;
  readonly dot: {
    readonly radius: number;
    readonly fill: (output: number, vertex: number) => string;
    readonly ring?: Stroke['width'];
    /** Which vertices have one; all when absent. */
    readonly at?: (vertex: number) => boolean;
  };
  /** About output `output` at vertex `vertex`. */
  readonly title: (vertex: number, output: number) => string;
}

const at = (array: ArrayLike<number>, index: number): number => array[index] as number;

function curve(interval: IntervalComplex, row: number, style: IntervalStyle): OutlineMark {
  const { vertices } = interval;
  const points: number[] = [];
  for (let piece = 0; piece + 1 < vertices.length; piece++) {
    const from = Math.max(style.from, at(vertices, piece));
    const to = Math.min(style.to, at(vertices, piece + 1));
    if (from > to) continue;
    // Where f jumps, the line goes straight up or down.
    if (points.length === 0 || interval.valuesBefore)
      points.push(style.x(from), style.y(valueOn(interval, row, piece, from)));
    points.push(style.x(to), style.y(valueOn(interval, row, piece, to)));
  }
  return { kind: 'outline', title: `output ${row}`, points, closed: false, stroke: style.stroke(row) };
}

function dots({ vertices, values }: IntervalComplex, row: number, style: IntervalStyle): DotsMark {
  const seen = Array.from(vertices.keys()).filter(
    (i) => at(vertices, i) >= style.from && at(vertices, i) <= style.to && (style.dot.at?.(i) ?? true),
  );
  const { radius, fill, ring } = style.dot;
  return {
    kind: 'dots',
    at: seen.flatMap((i) => [style.x(at(vertices, i)), style.y(at(values, row * vertices.length + i))]),
    radius,
    fills: seen.map((i) => fill(row, i)),
    titles: seen.map((i) => style.title(i, row)),
    ...(ring === undefined ? {} : { ring: { ...style.stroke(row), width: ring } }),
  };
}

/** One curve and its dots after the other. Cost: outputs × vertices. */
export const intervalMarks = (interval: IntervalComplex, style: IntervalStyle): readonly Mark[] =>
  Array.from({ length: interval.values.length / interval.vertices.length }, (_, row) => [
    curve(interval, row, style),
    dots(interval, row, style),
  ]).flat();
