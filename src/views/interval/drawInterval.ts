/** Draws the graph on a canvas: the curve of each output, kinks, data, and a strip of the pieces' colours below. */
import { type IntervalComplex, valueOn } from '../../core/partition/intervalComplex';
import type { DataSet } from '../../state/types';
import { css, type Palette, type Rgb } from '../palette';
import type { Grid } from '../slice/axes';
import type { ThemeColours } from '../slice/colours';
import { dotStamp, freshCanvas, targetColours } from '../slice/dataLayer';
import type { Pane } from '../slice/viewport';
import { type GraphScales, type KinkStyles, STRIP, unitsAtKink, visiblePiece } from './intervalGraph';
import { curvePoints, type SoftCurve } from './softCurve';

export interface GraphView {
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
  readonly scales: GraphScales;
  readonly grid: Grid;
  /** 4 bytes a piece. */
  readonly rgba: Uint8Array;
  /** Which kinks are drawn, and in what colour. */
  readonly kinks: KinkStyles;
  /** The softened network's graph; null where there is none beside the exact one. */
  readonly soft: SoftCurve | null;
  readonly litUnit: number | null;
  readonly hovered: number;
  readonly selected: number;
}

type Context = CanvasRenderingContext2D;

const curveColour = ({ palette, ink }: ThemeColours, row: number, rows: number): Rgb =>
  rows === 1 ? ink : (palette as Palette).classInk(row);

function drawGround(context: Context, { pane, grid, theme }: GraphView): void {
  context.fillStyle = css(theme.line);
  for (const x of grid.xs) context.fillRect(Math.round(x), 0, 1, pane.height);
  for (const y of grid.ys) context.fillRect(0, Math.round(y), pane.width, 1);
}

function drawStrip(context: Context, complex: IntervalComplex, view: GraphView): void {
  const { scales, pane, rgba, theme } = view;
  const top = pane.height - STRIP;
  for (let piece = 0; piece + 1 < complex.vertices.length; piece++) {
    const ends = visiblePiece(complex.vertices, piece, scales.from, scales.to);
    if (!ends) continue;
    const x0 = scales.x(ends[0]);
    const x1 = scales.x(ends[1]);
    const marked = piece === view.hovered || piece === view.selected;
    context.fillStyle = css([rgba[4 * piece] as number, rgba[4 * piece + 1] as number, rgba[4 * piece + 2] as number]);
    context.fillRect(x0, top, x1 - x0, STRIP);
    // Lines between pieces that are only some pixels wide would hide their colours.
    if (x1 - x0 > 5) {
      context.fillStyle = css(theme.ink, 0.45);
      context.fillRect(x1 - 0.5, top, 1, STRIP);
    }
    if (!marked) continue;
    context.strokeStyle = css(theme.ink);
    context.lineWidth = piece === view.selected ? 2 : 1.25;
    context.strokeRect(x0, top + 1, Math.max(1, x1 - x0), STRIP - 2);
  }
}

function drawCurves(context: Context, complex: IntervalComplex, view: GraphView): void {
  const { vertices, values } = complex;
  const { scales, theme } = view;
  const rows = values.length / vertices.length;
  for (let row = 0; row < rows; row++) {
    context.beginPath();
    let begun = false;
    for (let piece = 0; piece + 1 < vertices.length; piece++) {
      const ends = visiblePiece(vertices, piece, scales.from, scales.to);
      if (!ends) continue;
      const [from, to] = ends.map((input) => [scales.x(input), scales.y(valueOn(complex, row, piece, input))] as const);
      if (!from || !to) continue;
      if (!begun) context.moveTo(...from);
      // Where f jumps, the line goes straight up or down.
      else if (complex.valuesBefore) context.lineTo(...from);
      begun = true;
      context.lineTo(...to);
    }
    context.strokeStyle = css(curveColour(theme, row, rows));
    context.lineWidth = 1.75;
    context.lineJoin = 'round';
    context.stroke();
  }
}

/** Of one output in a colour of its own, of several broken in theirs. */
function drawSoft(context: Context, { inputs, values }: SoftCurve, { scales, theme }: GraphView): void {
  const rows = values.length / inputs.length;
  for (let row = 0; row < rows; row++) {
    const points = curvePoints({ inputs, values }, row, scales);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.lineTo(points[i] as number, points[i + 1] as number);
    context.setLineDash(rows === 1 ? [] : [6, 4]);
    context.strokeStyle = css(rows === 1 ? theme.palette.classInk(1) : curveColour(theme, row, rows));
    context.lineWidth = 2.25;
    context.lineJoin = 'round';
    context.stroke();
  }
  context.setLineDash([]);
}

const CROWDED = 150;

function drawKink(context: Context, complex: IntervalComplex, view: GraphView, kink: number, crowded: boolean): void {
  const { vertices, values } = complex;
  const { scales, theme, pane, litUnit, kinks } = view;
  const rows = values.length / vertices.length;
  const x = scales.x(vertices[kink] as number);
  const lit = litUnit !== null && unitsAtKink(complex, kink).includes(litUnit);
  const ink = kinks.inks[kink] ?? null;
  const radius = (crowded ? 1.4 : 2.6) + Number(ink !== null);
  context.fillStyle = lit ? css(theme.accent, 0.9) : css(theme.ink, 0.1);
  if (lit || !crowded) context.fillRect(x - (lit ? 1 : 0.5), 0, lit ? 2 : 1, pane.height - STRIP);
  for (let row = 0; row < rows; row++) {
    context.beginPath();
    context.arc(x, scales.y(values[row * vertices.length + kink] as number), lit ? 4 : radius, 0, 2 * Math.PI);
    context.fillStyle = css(lit ? theme.accent : (ink ?? theme.paper));
    context.fill();
    context.lineWidth = 1.25;
    context.strokeStyle = css(lit ? theme.accent : curveColour(theme, row, rows));
    context.stroke();
  }
}

function drawKinks(context: Context, complex: IntervalComplex, view: GraphView): void {
  const { scales, kinks } = view;
  const seen = Array.from(complex.vertices.keys()).filter((i) => {
    const x = complex.vertices[i] as number;
    const inside = i > 0 && i < complex.vertices.length - 1;
    return inside && !kinks.hidden[i] && x >= scales.from && x <= scales.to;
  });
  for (const kink of seen) drawKink(context, complex, view, kink, seen.length > CROWDED);
}

function drawPoints(context: Context, data: DataSet, { scales, theme, ratio, pane }: GraphView): void {
  const regression = data.task === 'regression';
  const colourOf = targetColours(data, theme);
  const stamps = new Map<string, HTMLCanvasElement>();
  for (let i = 0; i < data.count; i++) {
    const x = scales.x(data.inputs[i] as number);
    if (x < -9 || x > pane.width + 9) continue;
    const colour = regression ? theme.palette.classInk(0) : colourOf(i);
    const key = colour.join();
    const stamp = stamps.get(key) ?? dotStamp(colour, theme.paper, ratio, 1.9);
    stamps.set(key, stamp);
    const size = stamp.width / ratio;
    const y = regression ? scales.y(data.targets[i] as number) : pane.height - STRIP - 10;
    context.drawImage(stamp, x - size / 2, y - size / 2, size, size);
  }
}

/** Draws everything anew. `data` null: no points. */
export function drawGraph(
  canvas: HTMLCanvasElement,
  complex: IntervalComplex,
  data: DataSet | null,
  view: GraphView,
): void {
  const context = freshCanvas(canvas, view.pane, view.ratio);
  if (!context) return;
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  drawGround(context, view);
  drawStrip(context, complex, view);
  context.save();
  context.beginPath();
  context.rect(0, 0, view.pane.width, view.pane.height - STRIP);
  context.clip();
  if (data) drawPoints(context, data, view);
  drawCurves(context, complex, view);
  drawKinks(context, complex, view);
  if (view.soft) drawSoft(context, view.soft, view);
  context.restore();
  context.setTransform(1, 0, 0, 1, 0, 0);
}
