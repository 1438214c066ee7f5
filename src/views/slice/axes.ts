/** Axes, and where the lines of a quiet grid lie, which shows where the domain ends. */
import { axisBottom, axisLeft, select, tickStep } from 'd3';
import { figuresAt, formatNumber } from '../../ui/format';
import { affineScale } from './affineScale';
import type { Pane } from './viewport';

/** Room for tick labels in CSS pixels, to the left of the pane and below it. */
export interface Gutter {
  readonly left: number;
  readonly bottom: number;
}

export const gutterFor = (width: number): Gutter => (width < 560 ? { left: 36, bottom: 22 } : { left: 46, bottom: 26 });

/** Ticks of one axis: values relative to `reference`, so that they stay exact however deep the zoom. */
export interface Ticks {
  readonly reference: number;
  /** Ends of the visible range, relative to the reference. */
  readonly from: number;
  readonly to: number;
  readonly values: readonly number[];
  readonly label: (value: number) => string;
  /** Labels count in this power of ten, where they would be too long otherwise; else 1. */
  readonly unit: number;
}

/** How ticks are spread and written: `pixels` of axis, some `spacing` apart, labels of at most `characters`. */
interface TickRoom {
  readonly pixels: number;
  readonly spacing: number;
  readonly characters: number;
}

/** Ticks for a range. Where plain labels would be too long, they are relative to a reference near the centre. */
export function ticksFor({ centre, length }: AxisRange, { pixels, spacing, characters }: TickRoom): Ticks {
  const step = tickStep(0, length, Math.max(2, Math.round(pixels / spacing)));
  const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const largest = Math.abs(centre) + length / 2;
  const whole = Math.max(1, Math.floor(Math.log10(largest || 1)) + 1);
  const plain = Number(centre < length / 2) + whole + (decimals > 0 ? decimals + 1 : 0) <= characters;
  const reference = plain ? 0 : Math.round(centre / step) * step;
  const from = centre - reference - length / 2;
  const to = centre - reference + length / 2;
  const values: number[] = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) values.push(i * step);
  const label = (value: number): string =>
    plain ? value.toFixed(decimals).replace('-', '\u2212') : formatNumber(value, 2).replace(/\.0(?=e|$)/, '');
  if (plain || values.every((value) => label(value).length <= characters))
    return { reference, from, to, values, label, unit: 1 };
  const power = Math.floor(Math.log10(step) + 1e-9);
  const counted = (value: number): string => formatNumber(Math.round(value / 10 ** power), 4).replace(/\.0+$/, '');
  return { reference, from, to, values, label: counted, unit: Number(`1e${power}`) };
}

/** The axis's name, with what its labels are relative to and count in. */
export function axisTitle(name: string, { reference, from, to, unit }: Ticks): string {
  const figures = figuresAt(reference, to - from);
  const away = formatNumber(Math.abs(reference), figures).replace(/\.?0+$/, '');
  const shifted = reference === 0 ? name : `${name} ${reference < 0 ? '+' : '\u2212'} ${away}`;
  if (unit === 1) return shifted;
  return `${reference === 0 ? name : `(${shifted})`} / ${formatNumber(unit, 1)}`;
}

/** Width of a character of a tick label, in pixels. */
const CHARACTER = 6.4;

/** What an axis shows: its middle and its length, in its own units. */
export interface AxisRange {
  readonly centre: number;
  readonly length: number;
}

export interface AxesView {
  readonly p: AxisRange;
  readonly q: AxisRange;
  readonly pane: Pane;
  /** Pixels that the vertical axis covers; the pane's height where it is not given. */
  readonly plotHeight?: number;
  readonly gutter: Gutter;
  readonly names: readonly [string, string];
}

/** Positions of the grid's lines in the pane, in pixels. */
export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

export interface Axes {
  draw(view: AxesView): Grid;
}

export interface AxisLabels {
  readonly p: Ticks;
  readonly q: Ticks;
  readonly titles: readonly [string, string];
  /** The vertical axis's name is long: it has room only below, at the left end of the other axis. */
  readonly long: boolean;
  /** Where tick labels of the horizontal axis may stand, beside the titles. */
  readonly free: readonly [number, number];
}

/** Ticks of both axes, and where they may stand beside the axes' names. */
export function labelsFor({ pane, gutter, names, plotHeight = pane.height, ...ranges }: AxesView): AxisLabels {
  const characters = Math.floor((gutter.left - 8) / CHARACTER);
  const p = ticksFor(ranges.p, { pixels: pane.width, spacing: 84, characters: 8 });
  const q = ticksFor(ranges.q, { pixels: plotHeight, spacing: 64, characters });
  const titles = [axisTitle(names[0], p), axisTitle(names[1], q)] as const;
  const long = titles[1] !== names[1];
  const start = long ? titles[1].length * CHARACTER + 34 : 10;
  return { p, q, titles, long, free: [start, pane.width - titles[0].length * CHARACTER - 26] };
}

/** Draws into two SVG elements along the stage's bottom and left; the grid is left to what draws the pane. */
export function createAxes(bottomAxis: SVGSVGElement, leftAxis: SVGSVGElement): Axes {
  const group = (svg: SVGSVGElement) => select(svg).append('g');
  const text = (svg: SVGSVGElement) => select(svg).append('text').attr('class', 'slice-axis-title num');
  const [bottom, left] = [group(bottomAxis), group(leftAxis)];
  const pTitle = text(bottomAxis).attr('text-anchor', 'end').attr('y', 17);
  const qReference = text(bottomAxis).attr('y', 17);
  const qTitle = text(leftAxis).attr('x', 6).attr('y', 15);
  return {
    draw(view) {
      const { pane, gutter, names, plotHeight = pane.height } = view;
      const { p, q, titles, long, free } = labelsFor(view);
      const x = affineScale([p.from, p.to], [0, pane.width]);
      const y = affineScale([q.from, q.to], [plotHeight, 0]);
      const below = axisBottom(x).tickValues(p.values.filter((v) => x(v) > free[0] && x(v) < free[1]));
      const beside = axisLeft(y).tickValues(q.values.filter((v) => y(v) > 30 && y(v) < plotHeight - 4));
      bottom.attr('transform', `translate(${gutter.left},0)`);
      bottom.call(
        below
          .tickFormat((v) => p.label(Number(v)))
          .tickSize(4)
          .tickPadding(5),
      );
      left.attr('transform', `translate(${gutter.left},0)`);
      left.call(
        beside
          .tickFormat((v) => q.label(Number(v)))
          .tickSize(4)
          .tickPadding(4),
      );
      pTitle.attr('x', gutter.left + pane.width - 4).text(titles[0]);
      qTitle.text(names[1]);
      qReference.attr('x', gutter.left + 4).text(long ? `${titles[1]} ↑` : '');
      return { xs: p.values.map((v) => x(v)), ys: q.values.map((v) => y(v)) };
    },
  };
}
