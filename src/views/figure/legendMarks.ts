/** The legend of a figure: what the fills mean, as on the page. */
import type { Mark, TextMark } from '../../core/figure/marks';
import type { SessionState } from '../../state/types';
import { formatNumber } from '../../ui/format';
import type { Scale } from '../slice/colours';
import { className } from '../slice/describe';
import { colourAt } from '../slice/fieldColours';
import type { FieldScale } from '../slice/fieldScale';
import { type FigureTheme, hex } from './figureTheme';

const STOPS = Array.from({ length: 17 }, (_, i) => i / 8 - 1);
const RAMP = 84;
const SWATCH = 11;
const FONT = 11;
/** Width of a character of the mono face, per unit of its size. */
const CHARACTER = 0.61;
const LINE = 20;

const short = (value: number): string => formatNumber(value, 2).replace(/\.0(?=e|$)/, '');
const widthOf = (text: string): number => text.length * FONT * CHARACTER;

const label = (x: number, y: number, text: string, theme: FigureTheme): TextMark => ({
  kind: 'text',
  x,
  y: y + 14,
  text,
  size: FONT,
  colour: hex(theme.ink),
  anchor: 'start',
  mono: true,
});

interface Row {
  /** Where it ends. */
  readonly right: number;
  readonly y: number;
  readonly width: number;
}

/** The ends of the scale with what lies beyond them; before them what is coloured, where there is room. */
function rampMarks(
  { limit, beyond }: Extract<Scale, { kind: 'output' }>,
  note: string,
  { right, y, width }: Row,
  theme: FigureTheme,
): readonly Mark[] {
  const [low, high] = [`${beyond[0] ? '≤ ' : ''}${short(-limit)}`, `${beyond[1] ? '≥ ' : ''}${short(limit)}`];
  const start = right - widthOf(high) - RAMP - widthOf(low) - 16;
  const ramp = start + widthOf(low) + 8;
  const from = start - 12 - widthOf(note);
  return [
    ...(from > right - width ? [label(from, y, note, theme)] : []),
    label(start, y, low, theme),
    {
      kind: 'ramp',
      x: ramp,
      y: y + 6,
      width: RAMP,
      height: 8,
      stops: STOPS.map((t) => hex(theme.palette.diverging(t))),
    },
    label(ramp + RAMP + 8, y, high, theme),
  ];
}

const BAR = 150;
const STEPS = 24;

/** A scale of values: its title, a bar of its colours, and marks below the bar. */
function fieldMarks(scale: FieldScale, right: number, y: number, theme: FigureTheme): readonly Mark[] {
  const { title, note, look, blocks, ticks, state, problem } = scale;
  const words = state === 'ready' ? `${title} · ${note}` : `${title}: ${problem ?? 'computing'}`;
  const x = right - BAR - 8;
  const name: Mark = { ...label(x - 12, y, words, theme), anchor: 'end' };
  if (state !== 'ready') return [name];
  const at = colourAt(look, theme.palette);
  const bar = { y: y + 1, height: 8 };
  const colours: readonly Mark[] = blocks
    ? Array.from({ length: blocks }, (_, i): Mark => {
        const fill = hex(at(blocks > 1 ? i / (blocks - 1) : 0));
        return { kind: 'box', ...bar, x: x + (BAR * i) / blocks, width: BAR / blocks, fill };
      })
    : [{ kind: 'ramp', ...bar, x, width: BAR, stops: Array.from({ length: STEPS + 1 }, (_, i) => hex(at(i / STEPS))) }];
  const marks = ticks.map(
    (tick): Mark => ({ ...label(x + BAR * tick.at, y + 7, tick.text, theme), size: 10, anchor: 'middle' }),
  );
  return [name, ...colours, ...marks];
}

/** Swatches with names, flush right; classes that find no room in the row are left out behind an ellipsis. */
function classMarks(
  entries: readonly (readonly [name: string, colour: string])[],
  right: number,
  y: number,
  width: number,
  theme: FigureTheme,
): readonly Mark[] {
  const widths = entries.map(([name]) => SWATCH + 5 + widthOf(name) + 14);
  let used = 0;
  const fitting = entries.filter((_, i) => {
    used += widths[i] as number;
    return used <= width - LINE;
  });
  const all = fitting.length === entries.length;
  let x = right - fitting.reduce((sum, _, i) => sum + (widths[i] as number), 0) + 14 - (all ? 0 : LINE);
  const marks = fitting.flatMap(([name, colour], i): Mark[] => {
    const here = x;
    x += widths[i] as number;
    const box = { kind: 'box', x: here, y: y + 5, width: SWATCH, height: SWATCH, fill: colour, radius: 2 } as const;
    return [{ ...box, stroke: { colour: hex(theme.lineStrong), width: 1 } }, label(here + SWATCH + 5, y, name, theme)];
  });
  return all ? marks : [...marks, label(x, y, '…', theme)];
}

/** In a row `width` wide from x, flush right. `over`: whether a field covers the fills. */
export function legendMarks(
  scale: Scale,
  session: Pick<SessionState, 'data'>,
  theme: FigureTheme,
  over: boolean,
): (x: number, y: number, width: number) => readonly Mark[] {
  return (x, y, width) => {
    if (scale.kind === 'waiting') return [];
    if (scale.kind === 'field') return fieldMarks(scale, x + width, y, theme);
    if (scale.kind === 'output')
      return rampMarks(scale, over ? 'output' : 'output at the centroid', { right: x + width, y, width }, theme);
    if (scale.kind === 'code') {
      const words = 'one colour a code';
      return [label(x + width - widthOf(words), y, words, theme)];
    }
    const entries = scale.classes.map(
      (index) => [className(session, index), hex(theme.palette.classFill(index))] as const,
    );
    return classMarks(entries, x + width, y, width, theme);
  };
}
