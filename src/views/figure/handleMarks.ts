/** The selected point and the anchors of a figure, drawn as their handles are. */
import type { DotsMark, Mark } from '../../core/figure/marks';
import { projectOnSlice } from '../../core/slice/slice';
import { anchorPoint } from '../../state/slice';
import type { AnchorSpec, LensStore, Point2 } from '../../state/types';
import { anchorPicture } from '../anchors/picture';
import { greyPixels } from '../grey';
import { type FigureTheme, hex } from './figureTheme';
import type { Frame } from './frame';

const LETTERS = ['a', 'b', 'c'] as const;
/** Room beside a ring for its letter and picture. */
const LABEL = 64;
const PICTURE = 34;

/** A ring in `colour` between two rims of the ground. */
function ring([x, y]: Point2, radius: number, width: number, colour: string, theme: FigureTheme): readonly DotsMark[] {
  const dot = { kind: 'dots', at: [x, y], radius, fills: ['none'] } as const;
  return [
    { ...dot, ring: { colour: hex(theme.paper), width: width + 3 } },
    { ...dot, ring: { colour, width } },
  ];
}

const pointRing = (at: Point2, theme: FigureTheme): readonly Mark[] => ring(at, 8.25, 3.5, hex(theme.accent), theme);

/** A letter or number beside a handle. */
export function letterMarks([x, y]: Point2, letter: string, left: boolean, theme: FigureTheme): readonly Mark[] {
  const from = left ? x - 27 : x + 11;
  return [
    { kind: 'box', x: from, y: y - 8, width: 16, height: 16, fill: hex(theme.paper), radius: 5 },
    {
      kind: 'text',
      x: from + 8,
      y: y + 4,
      text: letter,
      size: 11.5,
      colour: hex(theme.ink),
      anchor: 'middle',
      mono: false,
      bold: true,
    },
  ];
}

function pictureMarks(
  [x, y]: Point2,
  anchor: AnchorSpec,
  { session }: LensStore,
  left: boolean,
  theme: FigureTheme,
): readonly Mark[] {
  const picture = anchorPicture(anchor, session);
  if (!picture) return [];
  const { values, size } = picture;
  const box = { x: left ? x - 28 - PICTURE : x + 28, y: y - PICTURE / 2, width: PICTURE, height: PICTURE };
  return [
    {
      kind: 'picture',
      ...box,
      pixelWidth: size.width,
      pixelHeight: size.height,
      rgba: greyPixels(values, size, theme.dark),
      crisp: true,
    },
    { kind: 'box', ...box, fill: 'none', stroke: { colour: hex(theme.lineStrong), width: 1 } },
  ];
}

const inside = ({ x, y, pane }: Frame, [px, py]: Point2): boolean =>
  px >= x && py >= y && px <= x + pane.width && py <= y + pane.height;

/** The second point under the selected one, each with its letter where there are two. */
export function pointMarks(lens: LensStore['lens'], frame: Frame, place: (at: Point2) => Point2): readonly Mark[] {
  const { theme } = frame;
  const { second, point } = lens;
  const points = second
    ? ([
        ['B', second],
        ['A', point],
      ] as const)
    : ([['', point]] as const);
  return points.flatMap(([letter, at]) => {
    const [x, y] = place(at);
    if (!inside(frame, [x, y])) return [];
    const left = x + LABEL > frame.x + frame.pane.width;
    const rings = letter === 'B' ? ring([x, y], 6.5, 3, hex(theme.ink), theme) : pointRing([x, y], theme);
    return letter === '' ? rings : [...rings, ...letterMarks([x, y], letter, left, theme)];
  });
}

/** Anchors that lie in the pane. `place` gives their places in the figure. */
export function anchorMarks(store: LensStore, frame: Frame, place: (at: Point2) => Point2): readonly Mark[] {
  const { lens, session } = store;
  const { theme } = frame;
  const specs = lens.slice.kind === 'anchors' ? lens.slice.anchors : [];
  return specs.flatMap((spec, i): readonly Mark[] => {
    const at = place(projectOnSlice(session.slice, anchorPoint(spec, session.data)));
    if (!inside(frame, at)) return [];
    const left = at[0] + LABEL > frame.x + frame.pane.width;
    return [
      ...ring(at, 6.5, 3, hex(theme.ink), theme),
      ...letterMarks(at, LETTERS[i] ?? '', left, theme),
      ...pictureMarks(at, spec, store, left, theme),
    ];
  });
}
