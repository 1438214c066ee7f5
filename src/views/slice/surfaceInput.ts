/** The pointer on the plane besides pan and zoom: hovering, and clicking to place the point. */
import type { Point2 } from '../../state/types';
import { oncePerFrame } from '../../ui/dom';
import { onHandle } from './gestureHost';

export interface SurfaceHost {
  readonly sliceAt: (clientX: number, clientY: number) => Point2;
  readonly onHover: (point: Point2 | null) => void;
  readonly onPlace: (point: Point2) => void;
  /** A double click zooms: what its first click placed goes back. */
  readonly onUnplace: () => void;
}

/** Listens on the pane. Returns the way to stop. */
export function listenOnSurface(pane: HTMLElement, host: SurfaceHost): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pointer: PointerEvent | null = null;
  const hover = oncePerFrame(() => host.onHover(pointer ? host.sliceAt(pointer.clientX, pointer.clientY) : null));
  const point = (event: PointerEvent | null): void => {
    pointer = event && event.pointerType !== 'touch' && event.buttons === 0 ? event : null;
    hover();
  };
  pane.addEventListener('pointermove', (event) => point(onHandle(event) ? null : event), { signal, passive: true });
  pane.addEventListener('pointerleave', () => point(null), { signal });
  pane.addEventListener('pointerdown', () => point(null), { signal });
  pane.addEventListener(
    'click',
    (event) => {
      if (onHandle(event)) return;
      if (event.detail <= 1) host.onPlace(host.sliceAt(event.clientX, event.clientY));
      else if (event.detail === 2) host.onUnplace();
    },
    { signal },
  );
  return () => {
    hover.cancel();
    stop.abort();
  };
}
