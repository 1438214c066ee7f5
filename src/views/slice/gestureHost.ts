/** What gestures and keys need of a stage. */
import type { SurfaceKey } from './surfaceKeys';
import type { Pane, Viewport } from './viewport';

export interface GestureHost {
  readonly pane: () => Pane;
  /** The viewport in force. */
  readonly viewport: () => Viewport;
  readonly limits: () => readonly [number, number];
  readonly onViewport: (viewport: Viewport) => void;
  /** A pan or pinch begins, and ends after its last viewport; the wheel and double clicks say nothing. */
  readonly onHold: (held: boolean) => void;
  readonly onRefusedWheel: () => void;
  /** Whether the person is working in the view, so that a plain wheel may zoom. */
  readonly isActive: () => boolean;
  /** False where the key has nothing to do. */
  readonly onKey: (key: SurfaceKey) => boolean;
}

/** What on the stage is no ground to pan on. */
export const onHandle = (event: Event): boolean =>
  event.target instanceof Element && event.target.closest('.slice-handle, .slice-pin button') !== null;
