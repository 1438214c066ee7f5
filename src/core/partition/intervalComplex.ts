import { f64 } from '../math/typed';
import { unitPiece } from '../network/held';
import type { CodeLayout, GatedLayer } from '../network/network';

/** A network on an interval of a line: the pieces of f. With V vertices and E pieces, V − E = 1. */
export interface IntervalComplex {
  /** E + 1 increasing positions, the ends included. */
  readonly vertices: Float64Array;
  /** E × layout.words codes. */
  readonly codes: Uint32Array;
  readonly layout: CodeLayout;
  /** E winning classes, when asked for. */
  readonly classes: Int32Array | null;
  /** outputs × (E + 1), row-major: f at the vertices, on the piece that begins there. */
  readonly values: Float64Array;
  /** The same on the piece that ends there, where f jumps (`intervalEnds.ts`); absent of networks that are continuous. */
  readonly valuesBefore?: Float64Array;
  readonly merged: number;
  readonly undecided: number;
}

/** f at an end of a piece: its first vertex (0) or its last (1). */
export function valueAtEnd(
  { values, valuesBefore = values, vertices }: Pick<IntervalComplex, 'values' | 'valuesBefore' | 'vertices'>,
  output: number,
  piece: number,
  end: 0 | 1,
): number {
  return f64(end === 0 ? values : valuesBefore, output * vertices.length + piece + end);
}

/** f of one output at x, by the piece that x is in or whose line is asked about. */
export function valueOn(interval: IntervalComplex, output: number, piece: number, x: number): number {
  const a = f64(interval.vertices, piece);
  const b = f64(interval.vertices, piece + 1);
  const from = valueAtEnd(interval, output, piece, 0);
  return b > a ? from + ((valueAtEnd(interval, output, piece, 1) - from) * (x - a)) / (b - a) : from;
}

/** The piece of a value; within the noise of a threshold it lies on it. */
export function settledPiece({ activation, held }: GatedLayer, unit: number, value: number, noise: number): number {
  const on = activation.thresholds.find((threshold) => Math.abs(value - threshold) <= noise);
  return unitPiece(activation, held, unit, on ?? value);
}

/** The winning class of values: of one output whether it is above the threshold. */
export const winnerOf = (values: Float64Array, threshold: number, noise: Float64Array): number =>
  noise.length === 1 ? (f64(values, 0) > threshold ? 1 : 0) : lowestLargest(values, noise);

/** Index of the largest value; among those equal to it within the noise the lowest. */
function lowestLargest(values: Float64Array, noise: Float64Array): number {
  const largest = Math.max(...values);
  return values.findIndex((value, j) => largest - value <= 2 * f64(noise, j));
}
