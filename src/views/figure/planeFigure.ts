/** The slice as it is seen, as a figure: real polygons, clipped to the pane in float64, with axes, legend and handles. */
import { complexMarks } from '../../core/figure/complexMarks';
import type { Figure, Mark } from '../../core/figure/marks';
import { codeText } from '../../core/network/codeText';
import { type CellComplex, faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult, Point2 } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { coordinateNames } from '../names';
import { clipPolygon, clipSegment } from '../slice/clip';
import { type FaceColours, niceCeiling } from '../slice/colours';
import { pointSet } from '../slice/dataLayer';
import { answerOf } from '../slice/describe';
import { prepare } from '../slice/geometry';
import { isProjected } from '../slice/nearData';
import { type FieldImage, fieldImage, POINT_RADIUS, POINT_RING } from '../slice/painter';
import { fieldOf } from '../slice/polytopeLayer';
import { Sight } from '../slice/sight';
import { pixelsPerUnit, toScreen, visibleRectangle } from '../slice/viewport';
import { dualMarks } from './dualMarks';
import { figureColours, figureLines } from './figureColours';
import { hex, hexAt } from './figureTheme';
import { type Frame, framedFigure } from './frame';
import { handleMarks } from './handleMarks';
import { legendMarks } from './legendMarks';
import { outlineMarks, type Placed } from './outlineMarks';
import { pathMarks } from './pathMarks';

/** Beyond so many faces the seams between them are left as they are: closing them doubles the work. */
const MANY = 4000;

/** What is drawn: the domain's complex, or at a deep zoom the part in sight that was cut once more. */
interface View extends Placed {
  readonly complex: CellComplex;
  readonly result: PartitionResult;
  readonly colours: FaceColours;
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
  const { complex, store, frame, place, colours } = view;
  const seen = visibleRectangle(store.lens.viewport, frame.pane);
  const [polygons, ...edges] = complexMarks(complex, {
    place: (p, q) => place([p, q]),
    fill: (face) => hexAt(colours.rgba, face),
    title: (face) => faceTitle(view, face),
    lines: figureLines(store, complex, colours, frame),
    clipLoop: (loop) => clipPolygon(loop, seen),
    clipSegment: (ap, aq, bp, bq, out) => clipSegment(seen, ap, aq, bp, bq, out),
    seams: faceCount(complex) <= MANY,
  });
  return [...(polygons ? [polygons] : []), ...fieldMarks(view), ...edges];
}

/** The field over the fills: the image of the colours, or the output's. */
function fieldOver({ store, frame, colours }: View): FieldImage | null {
  if (colours.image) return colours.image;
  const field = fieldOf(store);
  if (!field) return null;
  const largest = field.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const limit = colours.scale.kind === 'output' ? colours.scale.limit : niceCeiling(largest);
  return fieldImage(field, frame.theme.palette, limit);
}

/** A field over the fills, as on the page: an image, clipped to the domain. */
function fieldMarks(view: View): readonly Mark[] {
  const { complex, place } = view;
  const field = fieldOver(view);
  if (!field) return [];
  const { rgba, width, height, from, to } = field;
  const [x0, y1] = place(from);
  const [x1, y0] = place(to);
  const clip = prepare(complex).domain.flatMap((corner) => place(corner));
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  return [{ kind: 'picture', ...box, pixelWidth: width, pixelHeight: height, rgba, crisp: false, clip }];
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

/** The same as the slice view sees in a pane of that size. */
function seenIn(
  store: LensStore,
  result: PartitionResult,
  domain: CellComplex,
  { pane, theme }: Frame,
): Omit<View, keyof Frame | 'frame' | 'place'> {
  const ofDomain = figureColours(store, result, domain, theme);
  const { state, part } = new Sight().see(store, pane);
  return {
    store: state,
    complex: part?.complex ?? domain,
    result: state.session.result ?? result,
    colours: part?.colours(ofDomain, theme.palette) ?? ofDomain,
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
      ...handleMarks(store, frame, place),
    ],
    legend: legendMarks(view.colours.scale, session, theme),
  });
}
