/** The graph of a network with one input: what is to be drawn of an `IntervalComplex`, in pure functions. */
import { unitAt } from '../../core/network';
import { entryOf } from '../../core/network/code';
import { type IntervalComplex, valueAtEnd, valueOn } from '../../core/partition/intervalComplex';
import type { DataSet } from '../../state/types';
import { layerNumber } from '../names';
import type { Rgb } from '../palette';
import type { Coloured, EdgeColours } from '../slice/colours';
import { type Pane, pixelsPerUnit, type Viewport } from '../slice/viewport';
import type { SoftCurve } from './softCurve';

/** Piece (from 0) that holds x; −1 outside the interval. A kink belongs to the piece on its right, the last end to the last. */
export function pieceAt(vertices: Float64Array, x: number): number {
  const last = vertices.length - 1;
  if (last < 1 || !(x >= (vertices[0] as number) && x <= (vertices[last] as number))) return -1;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((vertices[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Value of output `row` at x, on the exact piece; NaN outside. */
export function valueAt(complex: IntervalComplex, row: number, x: number): number {
  const piece = pieceAt(complex.vertices, x);
  return piece < 0 ? Number.NaN : valueOn(complex, row, piece, x);
}

/** A piece of the graph as a row of a table. */
export interface PieceRow {
  readonly from: number;
  readonly to: number;
  /** Slope of the output on the piece, and its value in the middle. */
  readonly slope: number;
  readonly value: number;
}

/** Ends, slope and middle value of a piece, for output `row`. */
export function pieceRow(complex: IntervalComplex, row: number, piece: number): PieceRow {
  const { vertices } = complex;
  const [from, to] = [vertices[piece] as number, vertices[piece + 1] as number];
  const [left, right] = [valueAtEnd(complex, row, piece, 0), valueAtEnd(complex, row, piece, 1)];
  return { from, to, slope: (right - left) / (to - from), value: (left + right) / 2 };
}

/** How kinks are drawn: those of hidden layers not at all; in colours by value with the colour of their style. */
export interface KinkStyles {
  readonly hidden: Uint8Array;
  /** By kink; empty where the mode colours no kinks. */
  readonly inks: readonly (Rgb | null)[];
}

export function kinkStyles(
  complex: IntervalComplex,
  hiddenLayers: readonly number[],
  edges: EdgeColours | null,
): KinkStyles {
  const hidden = new Uint8Array(complex.vertices.length);
  if (hiddenLayers.length > 0)
    for (let kink = 1; kink < hidden.length - 1; kink++) {
      const layers = unitsAtKink(complex, kink).map((unit) => unitAt(complex.layout, unit).layer);
      hidden[kink] = Number(layers.every((layer) => hiddenLayers.includes(layerNumber(complex.layout, layer))));
    }
  const inks = edges ? Array.from(edges.styles, (style) => edges.inks[style] ?? null) : [];
  return { hidden, inks };
}

/** Units whose piece changes at the kink between pieces `kink − 1` and `kink`; empty for an end of the interval. */
export function unitsAtKink({ codes, layout, vertices }: IntervalComplex, kink: number): number[] {
  const units: number[] = [];
  if (kink < 1 || kink >= vertices.length - 1) return units;
  for (let unit = 0; unit < layout.units; unit++) {
    const before = entryOf(layout, codes, unit, (kink - 1) * layout.words);
    if (before !== entryOf(layout, codes, unit, kink * layout.words)) units.push(unit);
  }
  return units;
}

/** Range of all outputs on [from, to], kinks in between included; [−1, 1] where nothing is seen. */
export function visibleRange(complex: IntervalComplex, from: number, to: number): readonly [number, number] {
  const { vertices, values } = complex;
  const rows = values.length / vertices.length;
  let least = Infinity;
  let most = -Infinity;
  const take = (value: number): void => {
    if (Number.isNaN(value)) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  };
  const first = Math.max(from, vertices[0] as number);
  const last = Math.min(to, vertices[vertices.length - 1] as number);
  for (let row = 0; row < rows && first <= last; row++) {
    take(valueAt(complex, row, first));
    take(valueAt(complex, row, last));
    vertices.forEach((x, i) => {
      if (x >= from && x <= to) take(values[row * vertices.length + i] as number);
    });
  }
  if (least > most) return [-1, 1];
  return [least, most];
}

/** A range with room above and below. */
export function withMargin([least, most]: readonly [number, number]): readonly [number, number] {
  const margin = 0.08 * (most - least) || Math.abs(most) * 0.1 || 1;
  return [least - margin, most + margin];
}

/** Ends of the visible part of piece `piece` on [from, to]; null when out of sight. */
export function visiblePiece(
  vertices: Float64Array,
  piece: number,
  from: number,
  to: number,
): readonly [number, number] | null {
  const a = Math.max(vertices[piece] as number, from);
  const b = Math.min(vertices[piece + 1] as number, to);
  return b >= a ? [a, b] : null;
}

/** Lengths of the pieces, as areas for the colours. */
export const lengthsOf = ({ vertices }: IntervalComplex): Float64Array =>
  Float64Array.from({ length: vertices.length - 1 }, (_, i) => (vertices[i + 1] as number) - (vertices[i] as number));

/** Widens a range to the targets of the visible data of a regression. */
export function withTargets(
  range: readonly [number, number],
  data: DataSet | null,
  from: number,
  to: number,
): readonly [number, number] {
  if (data?.task !== 'regression') return range;
  let [least, most] = range;
  for (let i = 0; i < data.count; i++) {
    const x = data.inputs[i] as number;
    if (x < from || x > to) continue;
    least = Math.min(least, data.targets[i] as number);
    most = Math.max(most, data.targets[i] as number);
  }
  return [least, most];
}

/** The pieces of an interval as what colours need. */
export const pieceColours = (complex: IntervalComplex): Coloured => ({ ...complex, areas: lengthsOf(complex) });

/** Height of the strip of pieces in pixels. */
export const STRIP = 16;

export interface GraphScales {
  /** Input to pixels, relative to the viewport's centre, so that a deep zoom stays exact. */
  readonly x: (input: number) => number;
  readonly y: (output: number) => number;
  /** Ends of the visible inputs. */
  readonly from: number;
  readonly to: number;
  /** Ends of the output axis. */
  readonly least: number;
  readonly most: number;
}

/** Ends of the inputs that a pane shows. */
export function visibleInputs(viewport: Viewport, pane: Pane): readonly [number, number] {
  const half = pane.width / 2 / pixelsPerUnit(viewport, pane);
  return [viewport.centre[0] - half, viewport.centre[0] + half];
}

/** Widens a range to the values of a soft graph. */
const withSoft = ([least, most]: readonly [number, number], soft: SoftCurve | null): readonly [number, number] =>
  soft
    ? [soft.values.reduce((a, b) => Math.min(a, b), least), soft.values.reduce((a, b) => Math.max(a, b), most)]
    : [least, most];

/** The scales of a pane: the viewport rules the input axis, the output axis follows what is visible. */
export function graphScales(
  complex: IntervalComplex,
  data: DataSet | null,
  viewport: Viewport,
  pane: Pane,
  soft: SoftCurve | null = null,
): GraphScales {
  const k = pixelsPerUnit(viewport, pane);
  const centre = viewport.centre[0];
  const [from, to] = visibleInputs(viewport, pane);
  const [least, most] = withMargin(withSoft(withTargets(visibleRange(complex, from, to), data, from, to), soft));
  const height = pane.height - STRIP;
  const x = (input: number): number => pane.width / 2 + (input - centre) * k;
  const y = (output: number): number => (height * (most - output)) / (most - least);
  return { x, y, from, to, least, most };
}
