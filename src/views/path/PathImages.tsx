import type { ReactElement } from 'react';
import type { LensStore } from '../../state/types';
import { element, setAttribute } from '../../ui/dom';
import { formatPercent } from '../../ui/format';
import { drawGrey } from '../grey';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { inputAt, shareAt, timeAt, walkedOf } from './pathPlaces';

/** Images along the way, evenly spaced, and the one that is pointed at. */
const IMAGES = 9;

const watched = ({ session }: LensStore): readonly unknown[] => [session.path, session.pathTime, session.data];

function mountImages(host: HTMLElement): Drawing {
  const canvases = Array.from({ length: IMAGES + 1 }, (_, i) => {
    const canvas = element('canvas', i < IMAGES ? 'path-image' : 'path-image pointed');
    canvas.setAttribute('role', 'img');
    return canvas;
  });
  host.append(...canvases);
  return {
    update({ session }) {
      const path = walkedOf(session.path);
      const image = session.data?.image ?? null;
      host.hidden = !(path && image && path.spec.layer === 0);
      if (!path || !image || host.hidden) return;
      canvases.forEach((canvas, i) => {
        const t = i < IMAGES ? timeAt(path, i / (IMAGES - 1)) : session.pathTime;
        canvas.hidden = t === null;
        const x = t === null ? null : inputAt(path, t);
        if (t === null || !x) return;
        drawGrey(canvas, x, image);
        setAttribute(canvas, 'aria-label', `The input at ${formatPercent(shareAt(path, t))} of the path`);
      });
    },
  };
}

/** Where inputs are images: what they look like along the path. */
export function PathImages({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mountImages, watched);
  return <div ref={ref} className="path-images" />;
}
