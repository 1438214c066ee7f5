/** Viewports that buttons and keys lead to. */
import { selectedCell } from '../../state/detail';
import type { LensStore, Point2 } from '../../state/types';
import { faceLoop } from './geometry';
import type { SurfaceKey } from './surfaceKeys';
import { boundsOf, clampSpan, fitRectangle, type Pane, panBy, spanLimits, type Viewport, zoomAbout } from './viewport';

const ZOOM = 1.6;
const PAN = 0.12;
// A polytope that is shown whole keeps some of its neighbours in sight.
const FACE_MARGIN = 0.6;

export const centredOn = (viewport: Viewport, centre: Point2): Viewport => ({ ...viewport, centre });

/** Least and most span for the domain in force. */
export const domainLimits = ({ lens }: LensStore): readonly [number, number] => {
  const { p0, p1, q0, q1 } = boundsOf(lens.domain);
  const largest = Math.max(Math.abs(p0), Math.abs(p1), Math.abs(q0), Math.abs(q1));
  return spanLimits(Math.max(p1 - p0, q1 - q0) || 1, largest);
};

/** One step closer or away, about the middle of the pane. */
export const zoomStep = (store: LensStore, viewport: Viewport, pane: Pane, closer: boolean): Viewport =>
  zoomAbout(viewport, pane, closer ? ZOOM : 1 / ZOOM, [pane.width / 2, pane.height / 2], domainLimits(store));

export const fitDomain = ({ lens }: LensStore, pane: Pane): Viewport => fitRectangle(boundsOf(lens.domain), pane);

/** Shows the selected point's polytope whole; null when there is none. */
export function fitSelectedFace(store: LensStore, pane: Pane): Viewport | null {
  const { result, face } = selectedCell(store);
  const complex = result?.complex;
  if (!complex || face < 0 || face >= complex.faceOffsets.length - 1) return null;
  const loop = faceLoop(complex, face);
  const points = Array.from(
    { length: loop.length / 2 },
    (_, i): Point2 => [loop[2 * i] as number, loop[2 * i + 1] as number],
  );
  const fitted = fitRectangle(boundsOf(points), pane, FACE_MARGIN);
  return { ...fitted, span: clampSpan(fitted.span, domainLimits(store)) };
}

/** Where a key of the view leads; null when nowhere. */
export function keyViewport(key: SurfaceKey, store: LensStore, viewport: Viewport, pane: Pane): Viewport | null {
  const step = PAN * Math.min(pane.width, pane.height);
  switch (key) {
    case 'in':
    case 'out':
      return zoomStep(store, viewport, pane, key === 'in');
    case 'fitDomain':
      return fitDomain(store, pane);
    case 'fitFace':
      return fitSelectedFace(store, pane);
    case 'left':
      return panBy(viewport, pane, step, 0);
    case 'right':
      return panBy(viewport, pane, -step, 0);
    case 'up':
      return panBy(viewport, pane, 0, step);
    case 'down':
      return panBy(viewport, pane, 0, -step);
    default:
      return null;
  }
}
