/** The outlines layer, redrawn when one of the things it shows changes. */
import type { LensStore } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import type { LateOverlays } from './lateOverlays';
import { createUnitEdges, edgesPath, facePath, loopPath } from './outlines';
import { svgPath } from './stageElements';
import type { Pane, Viewport } from './viewport';

export interface Overlay {
  /** `seen`: the state whose polytopes are drawn. */
  draw(store: LensStore, seen: LensStore, viewport: Viewport, pane: Pane): void;
}

/** Draws the late overlays when they are needed and there; what was asked for meanwhile is drawn when they come. */
function createLate(layer: SVGSVGElement): LateOverlays['draw'] {
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  layer.append(group);
  let overlays: LateOverlays | null = null;
  let newest: Parameters<LateOverlays['draw']> | null = null;
  let loading = false;
  return (store, viewport, pane) => {
    newest = [store, viewport, pane];
    overlays?.draw(...newest);
    if (loading || (store.lens.space === 0 && store.lens.clamps.length === 0)) return;
    loading = true;
    import('./lateOverlays').then(
      (module) => {
        overlays = module.createLateOverlays(layer, group);
        if (newest) overlays.draw(...newest);
      },
      () => {
        loading = false;
      },
    );
  };
}

/** Halos lie under their lines, so that both stay visible on any fill. */
export function createOverlay(layer: SVGSVGElement): Overlay {
  const late = createLate(layer);
  const hovered = svgPath(layer, 'slice-hovered');
  const litHalo = svgPath(layer, 'slice-lit-halo');
  const lit = svgPath(layer, 'slice-lit');
  const selectedHalo = svgPath(layer, 'slice-selected-halo');
  const selected = svgPath(layer, 'slice-selected');
  const unitEdges = createUnitEdges();
  let drawn: readonly unknown[] = [];
  return {
    draw(store, { session }, viewport, pane) {
      late(store, viewport, pane);
      const complex = session.result?.complex ?? null;
      const face = session.inspection?.face ?? -1;
      const now = [complex, face, session.hoverFace, session.litUnit, session.litCell, viewport, pane];
      if (now.every((key, i) => key === drawn[i])) return;
      drawn = now;
      const outline = complex ? facePath(complex, face, viewport, pane) : '';
      const other = session.hoverFace !== face ? session.hoverFace : -1;
      const boundary =
        complex && session.litUnit !== null
          ? edgesPath(complex, unitEdges(complex, session.litUnit), viewport, pane)
          : '';
      const { litCell, slice } = session;
      const cell = litCell?.slice === slice ? loopPath(litCell.loop, viewport, pane) : '';
      setAttribute(hovered, 'd', complex ? facePath(complex, other, viewport, pane) : '');
      for (const path of [litHalo, lit]) setAttribute(path, 'd', boundary + cell);
      for (const path of [selectedHalo, selected]) setAttribute(path, 'd', outline);
    },
  };
}
