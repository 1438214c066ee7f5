/** The outlines layer, redrawn when one of the things it shows changes. */
import type { LensStore } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import { createUnitEdges, edgesPath, facePath } from './outlines';
import { createReach } from './reach';
import { svgPath } from './stageElements';
import type { Pane, Viewport } from './viewport';

export interface Overlay {
  draw(store: LensStore, viewport: Viewport, pane: Pane): void;
}

/** Halos lie under their lines, so that both stay visible on any fill. */
export function createOverlay(layer: SVGSVGElement): Overlay {
  const reach = createReach(layer);
  const hovered = svgPath(layer, 'slice-hovered');
  const litHalo = svgPath(layer, 'slice-lit-halo');
  const lit = svgPath(layer, 'slice-lit');
  const selectedHalo = svgPath(layer, 'slice-selected-halo');
  const selected = svgPath(layer, 'slice-selected');
  const unitEdges = createUnitEdges();
  let drawn: readonly unknown[] = [];
  return {
    draw(store, viewport, pane) {
      const { session } = store;
      reach.draw(store, viewport, pane);
      const complex = session.result?.complex ?? null;
      const face = session.inspection?.face ?? -1;
      const now = [complex, face, session.hoverFace, session.litUnit, viewport, pane];
      if (now.every((key, i) => key === drawn[i])) return;
      drawn = now;
      const outline = complex ? facePath(complex, face, viewport, pane) : '';
      const other = session.hoverFace !== face ? session.hoverFace : -1;
      const boundary =
        complex && session.litUnit !== null
          ? edgesPath(complex, unitEdges(complex, session.litUnit), viewport, pane)
          : '';
      setAttribute(hovered, 'd', complex ? facePath(complex, other, viewport, pane) : '');
      for (const path of [litHalo, lit]) setAttribute(path, 'd', boundary);
      for (const path of [selectedHalo, selected]) setAttribute(path, 'd', outline);
    },
  };
}
