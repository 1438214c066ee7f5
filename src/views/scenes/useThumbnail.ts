import { type RefObject, useEffect, useRef } from 'react';
import type { ScenePictures } from '../../state/scenes/pictures';
import { isDark } from '../live';
import { drawThumbnail, makeThumbnail, THUMBNAIL, type Thumbnail } from './thumbnail';

/** Runs when the browser has time, at the latest after two seconds. Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 300);
}

const idle = (): Promise<void> => new Promise(whenIdle);

let pictures: Promise<ScenePictures> | null = null;
const thumbnails = new Map<string, Promise<Thumbnail>>();

/** A scene's thumbnail, computed once for the life of the page: its worker and its code are loaded when there is time. */
async function make(id: string): Promise<Thumbnail> {
  await idle();
  pictures ??= import('../../state/scenes/pictures').then(({ pagePictures }) => pagePictures());
  const picture = await (await pictures).get(id);
  await idle();
  return makeThumbnail(picture);
}

function thumbnailOf(id: string): Promise<Thumbnail> {
  const known = thumbnails.get(id);
  if (known) return known;
  const fresh = make(id);
  thumbnails.set(id, fresh);
  // What could not be fetched may be there the next time.
  fresh.catch(() => thumbnails.delete(id));
  return fresh;
}

/** Draws a scene's picture on the canvas that gets the ref, once it is there, and again when the theme changes. */
export function useThumbnail(id: string): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    let shown: Thumbnail | null = null;
    const draw = (): void => {
      const canvas = ref.current;
      if (!canvas || !shown || gone) return;
      canvas.width = THUMBNAIL.width;
      canvas.height = THUMBNAIL.height;
      drawThumbnail(canvas, shown, isDark(), getComputedStyle(canvas).color);
      canvas.dataset.drawn = '';
    };
    const show = async (): Promise<void> => {
      try {
        shown = await thumbnailOf(id);
        draw();
      } catch {
        // The name stands under an empty frame; opening the scene says what is missing.
      }
    };
    void show();
    const observer = new MutationObserver(draw);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [id]);
  return ref;
}
