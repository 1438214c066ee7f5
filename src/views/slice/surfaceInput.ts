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
  /** A click with Alt, or a finger that rests. */
  readonly onPin: (point: Point2) => void;
}

/** Milliseconds that a finger rests before it pins, and pixels that it may move meanwhile. */
const PATIENCE = 500;
const SLACK = 8;

/** Calls `pin` where one finger rests. Returns whether the touch under way has pinned: its click is then no choice. */
function watchRest(pane: HTMLElement, signal: AbortSignal, pin: (event: PointerEvent) => void): () => boolean {
  let first: PointerEvent | null = null;
  let timer = 0;
  let pinned = false;
  const end = (): void => window.clearTimeout(timer);
  pane.addEventListener(
    'pointerdown',
    (event) => {
      end();
      pinned = false;
      first = event.pointerType === 'touch' && event.isPrimary && !onHandle(event) ? event : null;
      if (first === null) return;
      const held = first;
      timer = window.setTimeout(() => {
        pinned = true;
        pin(held);
      }, PATIENCE);
    },
    { signal },
  );
  pane.addEventListener(
    'pointermove',
    (event) => {
      if (first && Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > SLACK) end();
    },
    { signal, passive: true },
  );
  for (const name of ['pointerup', 'pointercancel'] as const) pane.addEventListener(name, end, { signal });
  // The browser's own menu of a long press, not that of a mouse.
  pane.addEventListener('contextmenu', (event) => first && event.preventDefault(), { signal });
  signal.addEventListener('abort', end);
  return () => pinned;
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
  const hasPinned = watchRest(pane, signal, ({ clientX, clientY }) => host.onPin(host.sliceAt(clientX, clientY)));
  pane.addEventListener(
    'click',
    (event) => {
      if (onHandle(event) || hasPinned()) return;
      if (event.altKey) host.onPin(host.sliceAt(event.clientX, event.clientY));
      else if (event.detail <= 1) host.onPlace(host.sliceAt(event.clientX, event.clientY));
      else if (event.detail === 2) host.onUnplace();
    },
    { signal },
  );
  return () => {
    hover.cancel();
    stop.abort();
  };
}
