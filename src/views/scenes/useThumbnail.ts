import { type RefObject, useEffect, useRef } from 'react';
import type { ScenePictures } from '../../state/scenes/pictures';
import { isDark } from '../live';
import { fetchThumbnail, STORED } from './storedThumbnail';
import { drawThumbnail, makeThumbnail, THUMBNAIL, type Thumbnail } from './thumbnail';

/** Runs when the browser has time, at the latest after two seconds. Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 300);
}

const idle = (): Promise<void> => new Promise(whenIdle);

let pictures: Promise<ScenePictures> | null = null;
const thumbnails = new Map<string, Promise<Thumbnail>>();

/** A scene's thumbnail, stored or computed, once for the life of the page: its worker and its code are loaded when there is time. */
async function make(id: string): Promise<Thumbnail> {
  await idle();
  if (STORED.includes(id)) return fetchThumbnail(id);
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

/** A thumbnail in the colours of the theme in force, as an address that its owner revokes; null where nothing can be drawn. */
async function pictureUrl(thumbnail: Thumbnail, ink: string): Promise<string | null> {
  const canvas = document.createElement('canvas');
  canvas.width = THUMBNAIL.width;
  canvas.height = THUMBNAIL.height;
  drawThumbnail(canvas, thumbnail, isDark(), ink);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return blob && URL.createObjectURL(blob);
}

/**
 * Draws a scene's picture for the image that gets the ref, once it is there, and again when the theme changes. An image, as
 * each canvas on the page would cost every frame some 0.2 ms of compositing.
 */
export function useThumbnail(id: string): RefObject<HTMLImageElement | null> {
  const ref = useRef<HTMLImageElement>(null);
  useEffect(() => {
    let gone = false;
    let shown: Thumbnail | null = null;
    let url: string | null = null;
    const release = (): void => {
      if (url !== null) URL.revokeObjectURL(url);
    };
    const draw = async (): Promise<void> => {
      const image = ref.current;
      if (!image || !shown || gone) return;
      const next = await pictureUrl(shown, getComputedStyle(image).color);
      if (next === null) return;
      release();
      url = next;
      if (gone) release();
      else image.src = next;
      image.dataset.drawn = '';
    };
    const show = async (): Promise<void> => {
      try {
        shown = await thumbnailOf(id);
        await draw();
      } catch {
        // The name stands under an empty frame; opening the scene says what is missing.
      }
    };
    void show();
    const observer = new MutationObserver(() => void draw());
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      gone = true;
      observer.disconnect();
      release();
    };
  }, [id]);
  return ref;
}
