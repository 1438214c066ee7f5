/** What both kinds of figure stand in: the pane with its grid, axes and legend, laid out as on the page. */
import type { Figure, GroupMark, LinesMark, Mark, TextMark } from '../../core/figure/marks';
import { type AxesView, type AxisLabels, gutterFor, labelsFor } from '../slice/axes';
import type { Pane } from '../slice/viewport';
import { type FigureTheme, hex } from './figureTheme';

/** Around everything, in drawing units, which are CSS pixels. */
const MARGIN = 12;
/** Below the axis, for the legend. */
export const LEGEND_HEIGHT = 30;
const TICK = 4;
const FONT = 10.5;

export interface Frame {
  /** Top left of the pane in the figure. */
  readonly x: number;
  readonly y: number;
  readonly pane: Pane;
  readonly theme: FigureTheme;
}

export const frameFor = (pane: Pane, theme: FigureTheme): Frame => ({
  x: MARGIN + gutterFor(pane.width).left,
  y: MARGIN,
  pane,
  theme,
});

export type AxesOf = Omit<AxesView, 'pane' | 'gutter'>;

interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

const text = (theme: FigureTheme, mark: Pick<TextMark, 'x' | 'y' | 'text' | 'anchor'>, strong = false): TextMark => ({
  kind: 'text',
  size: FONT,
  colour: hex(strong ? theme.ink : theme.inkSoft),
  mono: true,
  ...mark,
});

function scalesOf({ x, y, pane }: Frame, { p, q }: AxisLabels, plotHeight: number): Scales {
  return {
    x: (value) => x + (pane.width * (value - p.from)) / (p.to - p.from),
    y: (value) => y + plotHeight - (plotHeight * (value - q.from)) / (q.to - q.from),
  };
}

/** Lines of the grid; they belong below everything else in the pane. */
function gridLines({ x, y, pane, theme }: Frame, { p, q }: AxisLabels, scales: Scales): LinesMark {
  const across = p.values.flatMap((value) => [scales.x(value), y, scales.x(value), y + pane.height]);
  const along = q.values.flatMap((value) => [x, scales.y(value), x + pane.width, scales.y(value)]);
  return {
    kind: 'lines',
    title: 'grid',
    segments: [...across, ...along],
    stroke: { colour: hex(theme.line), width: 1 },
  };
}

function axisMarks(frame: Frame, labels: AxisLabels, names: AxesView['names'], scales: Scales): readonly Mark[] {
  const { x, y, pane, theme } = frame;
  const { p, q, titles, long, free } = labels;
  const bottom = y + pane.height;
  const below = p.values.filter((v) => scales.x(v) - x > free[0] && scales.x(v) - x < free[1]);
  const beside = q.values.filter((v) => scales.y(v) - y > 30 && scales.y(v) < bottom - 4);
  const ticks = [
    ...below.flatMap((v) => [scales.x(v), bottom, scales.x(v), bottom + TICK]),
    ...beside.flatMap((v) => [x - TICK, scales.y(v), x, scales.y(v)]),
    ...[x, y, x, bottom],
    ...[x, bottom, x + pane.width, bottom],
  ];
  return [
    { kind: 'lines', title: 'axes', segments: ticks, stroke: { colour: hex(theme.lineStrong), width: 1 } },
    ...below.map((v) => text(theme, { x: scales.x(v), y: bottom + 17, text: p.label(v), anchor: 'middle' })),
    ...beside.map((v) => text(theme, { x: x - 8, y: scales.y(v) + 3.5, text: q.label(v), anchor: 'end' })),
    text(theme, { x: x + pane.width, y: bottom + 17, text: titles[0], anchor: 'end' }, true),
    text(theme, { x: x - 8, y: y + 9, text: names[1], anchor: 'end' }, true),
    ...(long ? [text(theme, { x: x + 4, y: bottom + 17, text: `${titles[1]} ↑`, anchor: 'start' }, true)] : []),
  ];
}

/** What a figure is put together from, besides its frame. */
export interface FigureParts {
  readonly title: string;
  readonly axes: AxesOf;
  /** In the pane, over the grid; what leaves the pane is cut off. */
  readonly inside: readonly Mark[];
  /** Placed from the top left of the legend's row, `width` wide. */
  readonly legend: (x: number, y: number, width: number) => readonly Mark[];
}

/** The whole figure: ground, grid, what is inside, axes, and the legend in a row below. */
export function framedFigure(frame: Frame, { title, axes, inside, legend }: FigureParts): Figure {
  const { x, y, pane, theme } = frame;
  const gutter = gutterFor(pane.width);
  const labels = labelsFor({ ...axes, pane, gutter });
  const scales = scalesOf(frame, labels, axes.plotHeight ?? pane.height);
  const clip = { x, y, width: pane.width, height: pane.height };
  const content: GroupMark = { kind: 'group', clip, marks: [gridLines(frame, labels, scales), ...inside] };
  const row = y + pane.height + gutter.bottom;
  return {
    title,
    width: x + pane.width + MARGIN,
    height: row + LEGEND_HEIGHT + MARGIN / 2,
    background: hex(theme.paper),
    marks: [content, ...axisMarks(frame, labels, axes.names, scales), ...legend(x, row + 4, pane.width)],
  };
}
