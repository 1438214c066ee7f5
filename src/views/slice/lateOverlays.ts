/** Overlays that the first picture does without: loaded with the first hidden space or clamp. */
import type { LensStore } from '../../state/types';
import { createGhost } from './ghost';
import { createReach } from './reach';
import type { Pane, Viewport } from './viewport';

export interface LateOverlays {
  draw(store: LensStore, viewport: Viewport, pane: Pane): void;
}

/** `group` takes their paths, below the outlines that follow it in the layer. */
export function createLateOverlays(layer: SVGSVGElement, group: SVGGElement): LateOverlays {
  const parts = [createGhost(layer), createReach(group)];
  return {
    draw(store, viewport, pane) {
      for (const part of parts) part.draw(store, viewport, pane);
    },
  };
}
