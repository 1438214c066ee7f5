import { createCanvasPainter } from './canvasPainter';
import { createGlPainter } from './glPainter';
import type { Painter } from './painter';

/** A painter with a canvas of its own: WebGL 2, else 2-D. `onLost` is called once if its context is lost: make a new one. */
export function createPainter(onLost: () => void): Painter {
  return createGlPainter(onLost) ?? createCanvasPainter();
}
