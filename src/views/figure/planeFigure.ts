/** The slice as it is seen, as a figure: real polygons, clipped to the pane in float64, with axes, legend and handles. */
import { complexMarks } from '../../core/figure/complexMarks';
import type { Figure, Mark } from '../../core/figure/marks';
import { codeText } from '../../core/network/codeText';
import { type CellComplex, faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult, Point2 } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { coordinateNames } from '../names';
import { clipPolygon, clipSegment } from '../slice/clip';
import type { FaceColours } from '../slice/colours';
import { pointSet } from '../slice/dataLayer';
import { answerOf } from '../slice/describe';
import { fieldOver } from '../slice/fieldOver';
import { prepare } from '../slice/geometry';
import { createFaceFinder, readAt } from '../slice/hover';
import type { Seen } from '../slice/lateSight';
import { isProjected } from '../slice/nearData';
import { type FieldImage, POINT_RADIUS, POINT_RING } from '../slice/painter';
import { pinnedLines } from '../slice/pinText';
import { Sight } from '../slice/sight';
import { pixelsPerUnit, toScreen, visibleRectangle } from '../slice/viewport';
import { dualMarks } from './dualMarks';
import { fieldMarks } from './fieldMarks';
import { figureColours, figureLines } from './figureColours';
import { hex, hexAt } from './figureTheme';
import { type Frame, framedFigure } from './frame';
import { anchorMarks, pointMarks } from './handleMarks';
import { legendMarks } from './legendMarks';
import { outlineMarks, type Placed } from './outlineMarks';
import { pathMarks } from './pathMarks';
import { pinMarks } from './pinMarks';

/** Beyond so many faces the seams between them are left as they are: closing them doubles the work. */
const MANY = 4000;

/** What is drawn: the domain's complex, or at a deep zoom the part in sight that was cut once more. */
interface View extends Placed {
  readonly complex: CellComplex;
  readonly result: PartitionResult;
  readonly colours: FaceColours;
  /** Over the faces; null where they have one colour each. */
  readonly field: FieldImage | null;
  readonly seen: Seen;
  /** The same face in the domain's complex, which has it whole; −1 where the domain merged it. */
  readonly domainFace: (face: number) => number;
  readonly domain: CellComplex;
}

function faceTitle({ store, complex, result, domain, domainFace }: View, face: number): string {
  const inDomain = domainFace(face);
  const name = inDomain >= 0 ? `polytope ${inDomain}` : 'polytope merged in the domain’s cut';
  const area = formatNumber((inDomain >= 0 ? domain.areas[inDomain] : complex.areas[face]) as number);
  const words = `${name}, area ${area}, ${answerOf(store.session, result, face)}`;
  return `${words}\n${codeText(complex.layout, complex.codes, face).join(' ')}`;
}

function polytopeMarks(view: View): readonly Mark[] {
  const { complex, store, frame, place, colours, field } = view;
  const seen = visibleRectangle(store.lens.viewport, frame.pane);
  const [polygons, ...edges] = complexMarks(complex, {
    place: (p, q) => place([p, q]),
    fill: (face) => hexAt(colours.rgba, face),
    title: (face) => faceTitle(view, face),
    lines: figureLines(store, complex, colours, field !== null, frame),
    clipLoop: (loop) => clipPolygon(loop, seen),
    clipSegment: (ap, aq, bp, bq, out) => clipSegment(seen, ap, aq, bp, bq, out),
    seams: faceCount(complex) <= MANY,
  });
  return [...(polygons ? [polygons] : []), ...fieldMarks(field, prepare(complex).domain, place), ...edges];
}

function dataMarks({ store: { lens, session }, frame, place }: View): readonly Mark[] {
  const shown = lens.showData || isProjected(session.data, session.slice);
  const points = pointSet(shown ? session.data : null, session.slice, frame.theme, lens.reach);
  if (!points) return [];
  const at = points.colours.flatMap((_, i) => place([points.at[2 * i] as number, points.at[2 * i + 1] as number]));
  const { x, y, pane } = frame;
  const seen = points.colours
    .map((_, i) => i)
    .filter((i) => {
      const [px, py] = [at[2 * i] as number, at[2 * i + 1] as number];
      return px > x - 9 && py > y - 9 && px < x + pane.width + 9 && py < y + pane.height + 9;
    });
  return [
    {
      kind: 'dots',
      at: seen.flatMap((i) => [at[2 * i] as number, at[2 * i + 1] as number]),
      radius: POINT_RADIUS + POINT_RING / 2,
      fills: seen.map((i) => hex(points.colours[i] ?? frame.theme.ink)),
      ring: { colour: hex(frame.theme.paper), width: POINT_RING },
    },
  ];
}

/** What pins say, as on the page: a forward pass of the network that is sliced, and the polytope that is seen there. */
function pinnedMarks(store: LensStore, { seen, frame, place }: View): readonly Mark[] {
  const find = createFaceFinder();
  const k = pixelsPerUnit(store.lens.viewport, frame.pane);
  const lines = (at: Point2) => pinnedLines(store, at, (answer) => readAt(seen, find, at, k, answer));
  return pinMarks(store.lens.pins, frame, place, lines);
}

/** The same as the slice view sees in a pane of that size. */
function seenIn(
  store: LensStore,
  result: PartitionResult,
  domain: CellComplex,
  { pane, theme }: Frame,
): Omit<View, keyof Frame | 'frame' | 'place'> {
  const ofDomain = figureColours(store, result, domain, theme);
  const seen = new Sight().see(store, pane);
  const { state, part } = seen;
  const colours = part?.colours(ofDomain, theme.palette) ?? ofDomain;
  return {
    store: state,
    seen,
    complex: part?.complex ?? domain,
    result: state.session.result ?? result,
    colours,
    field: fieldOver(store, colours, theme.palette),
    domainFace: part?.domainFace ?? ((face) => face),
    domain,
  };
}

/** Null while there is no partition. */
export function planeFigure(store: LensStore, frame: Frame): Figure | null {
  const { lens, session } = store;
  const { result } = session;
  const complex = result?.complex;
  if (!result || !complex) return null;
  const { pane, theme } = frame;
  const place = (at: Point2): Point2 => {
    const [x, y] = toScreen(lens.viewport, pane, at);
    return [frame.x + x, frame.y + y];
  };
  const view: View = { ...seenIn(store, result, complex, frame), frame, place };
  const k = pixelsPerUnit(lens.viewport, pane);
  const [first = 'p', second = 'q'] = coordinateNames(lens.slice, 2, lens.space);
  const { centre } = lens.viewport;
  return framedFigure(frame, {
    title: `${session.network.name || session.sceneTitle}: ${formatCount(faceCount(complex))} polytopes`,
    axes: {
      p: { centre: centre[0], length: pane.width / k },
      q: { centre: centre[1], length: pane.height / k },
      names: [first, second],
    },
    inside: [
      ...polytopeMarks(view),
      ...dualMarks(view, view.complex),
      ...dataMarks(view),
      ...outlineMarks(view, view.complex),
      ...pathMarks(store, frame, place),
      ...anchorMarks(store, frame, place),
      ...pinnedMarks(store, view),
      ...pointMarks(lens, frame, place),
    ],
    legend: legendMarks(view.colours.scale, session, theme, view.field !== null),
  });
}
