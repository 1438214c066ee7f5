/** Whatever field lies over the polytopes of a figure, drawn as on the page. */
import type { Mark } from '../../core/figure/marks';
import type { Point2 } from '../../state/types';
import type { FieldImage } from '../slice/painter';

/**
 * An image over the faces, smoothed where it is enlarged, clipped to the polygon `domain` [p0, q0, …] in slice coordinates;
 * nothing where there is no field. `place` leads from slice coordinates to the figure's.
 */
export function fieldMarks(
  field: FieldImage | null,
  domain: readonly Point2[],
  place: (at: Point2) => Point2,
): readonly Mark[] {
  if (!field) return [];
  const { rgba, width, height, from, to } = field;
  const [x0, y1] = place(from);
  const [x1, y0] = place(to);
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  const clip = domain.flatMap((corner) => place(corner));
  return [{ kind: 'picture', ...box, pixelWidth: width, pixelHeight: height, rgba, crisp: false, clip }];
}
