/** The path of a figure, drawn as over the slice: its line, a tick a crossing, numbered squares at its points. */
import type { Mark } from '../../core/figure/marks';
import { vertexInput } from '../../state/path';
import type { LensStore, Point2 } from '../../state/types';
import { placeOnSlice, ticksAlong, walkedOf } from '../path/pathPlaces';
import { hex } from './figureTheme';
import type { Frame } from './frame';
import { letterMarks } from './handleMarks';

const SQUARE = 14;

function vertexMarks([x, y]: Point2, letter: string, left: boolean, { theme }: Frame): readonly Mark[] {
  const box = { x: x - SQUARE / 2, y: y - SQUARE / 2, width: SQUARE, height: SQUARE, radius: 3 };
  return [
    { kind: 'box', ...box, fill: hex(theme.paper), stroke: { colour: hex(theme.accent), width: 3 } },
    ...letterMarks([x, y], letter, left, theme),
  ];
}

/** Nothing where the state has no path. What does not lie in the plane is drawn where it is projected. */
export function pathMarks({ lens, session }: LensStore, frame: Frame, place: (at: Point2) => Point2): readonly Mark[] {
  const { path } = lens;
  if (!path) return [];
  const { theme, x, y, pane } = frame;
  const at = path.vertices.map((vertex) => place(placeOnSlice(session.slice, vertexInput(vertex, session)).at));
  const points = at.flat();
  const walked = walkedOf(session.path);
  const line = { kind: 'outline', points, closed: false } as const;
  const ticks = walked && path.layer === 0 ? ticksAlong(walked, at) : [];
  return [
    { ...line, stroke: { colour: hex(theme.paper), width: 4.5, opacity: 0.75 } },
    { ...line, title: 'path', stroke: { colour: hex(theme.accent), width: 2 } },
    { kind: 'lines', title: 'crossings of the path', segments: ticks, stroke: { colour: hex(theme.ink), width: 1.4 } },
    ...at.flatMap((point, i) => {
      const inside = point[0] >= x && point[1] >= y && point[0] <= x + pane.width && point[1] <= y + pane.height;
      return inside ? vertexMarks(point, String(i + 1), point[0] + 40 > x + pane.width, frame) : [];
    }),
  ];
}
