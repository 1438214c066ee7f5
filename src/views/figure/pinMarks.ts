/** Pinned values of a figure, as on the page: a numbered dot at the place, and a card beside it. */
import type { Mark, TextMark } from '../../core/figure/marks';
import type { Point2 } from '../../state/types';
import { gutterFor } from '../slice/axes';
import { AWAY, cardPlace, pinIsSeen } from '../slice/pinPlace';
import type { Pane } from '../slice/viewport';
import { type FigureTheme, hex } from './figureTheme';
import type { Frame } from './frame';

/** As `pins.css` has it at the page's own size of text. */
const SIZE = 11.5;
const LINE = 16.1;
const CHARACTER = 0.6 * SIZE;
const PADDING = { side: 7, top: 4, bottom: 4 } as const;
const DOT = { radius: 8, rim: 1.5, size: 10 } as const;
/** From the right edge of the pane. */
const KEPT = 4;
/** Widest card of the page, and its share of the view; what of it is no text, with the button that figures leave out. */
const CARD = { widest: 272, share: 0.7, beside: 33 } as const;
/** Letters of the page stand this much closer. */
const CHARACTER_ON_PAGE = 0.59 * SIZE;
/** In views so narrow a card says where it is, what the network answers, and what polytope it is. */
const NARROW = 560;
const FEW_LINES = 3;

/** A text in rows of at most `most` characters, broken at its spaces; a longer word keeps a row of its own. */
export function wrapped(text: string, most: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows[rows.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

interface Row {
  readonly text: string;
  readonly bold: boolean;
}

/** Broken as on the page. */
function rowsOf(lines: readonly string[], { width }: Pane): readonly Row[] {
  const view = width + gutterFor(width).left;
  const said = view <= NARROW ? lines.slice(0, FEW_LINES) : lines;
  const most = Math.floor((Math.min(CARD.widest, CARD.share * view) - CARD.beside) / CHARACTER_ON_PAGE);
  return said.flatMap((line, i) => wrapped(line, most).map((text) => ({ text, bold: i === 0 })));
}

function cardMarks(rows: readonly Row[], [x, y]: Point2, frame: Frame): readonly Mark[] {
  const { theme, pane } = frame;
  const width = 2 * PADDING.side + CHARACTER * Math.max(0, ...rows.map(({ text }) => text.length));
  const height = PADDING.top + PADDING.bottom + LINE * rows.length;
  const { left, up } = cardPlace([x - frame.x, y - frame.y], pane, width, KEPT);
  const box = { x: x + left, y: up ? y - AWAY - height : y + AWAY, width, height };
  const stroke = { colour: hex(theme.line), width: 1 };
  return [
    { kind: 'box', ...box, fill: hex(theme.surface), radius: 8, stroke },
    ...rows.map(
      ({ text, bold }, i): TextMark => ({
        kind: 'text',
        x: box.x + PADDING.side,
        y: box.y + PADDING.top + LINE * (i + 0.5) + 0.35 * SIZE,
        text,
        size: SIZE,
        colour: hex(theme.ink),
        anchor: 'start',
        mono: true,
        ...(bold ? { bold } : {}),
      }),
    ),
  ];
}

function dotMarks(number: number, [x, y]: Point2, theme: FigureTheme): readonly Mark[] {
  const ring = { colour: hex(theme.paper), width: DOT.rim };
  return [
    { kind: 'dots', at: [x, y], radius: DOT.radius - DOT.rim / 2, fills: [hex(theme.ink)], ring },
    {
      kind: 'text',
      x,
      y: y + 0.36 * DOT.size,
      text: String(number),
      size: DOT.size,
      colour: hex(theme.paper),
      anchor: 'middle',
      mono: true,
      bold: true,
    },
  ];
}

/**
 * Pins that lie in the pane, the later over the earlier. `place` gives their places in the figure, `lines` what they say, the
 * first line being where they are.
 */
export function pinMarks(
  pins: readonly Point2[],
  frame: Frame,
  place: (at: Point2) => Point2,
  lines: (at: Point2) => readonly string[],
): readonly Mark[] {
  return pins.flatMap((pin, i): readonly Mark[] => {
    const at = place(pin);
    if (!pinIsSeen([at[0] - frame.x, at[1] - frame.y], frame.pane)) return [];
    return [...dotMarks(i + 1, at, frame.theme), ...cardMarks(rowsOf(lines(pin), frame.pane), at, frame)];
  });
}
