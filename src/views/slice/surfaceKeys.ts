/** The keys of the view. */
import { shortcutFor } from '../shortcuts';

/** The names of the slice's keys, see `shortcuts.ts`. */
export type SurfaceKey = 'in' | 'out' | 'fitDomain' | 'fitFace' | 'left' | 'right' | 'up' | 'down' | 'pin' | 'unpin';

/**
 * Listens on the pane: keys also reach it from its handles. What `onKey` has no use for goes on to the page. Returns the way
 * to stop.
 */
export function listenForSurfaceKeys(pane: HTMLElement, onKey: (key: SurfaceKey) => boolean): () => void {
  const press = (event: KeyboardEvent): void => {
    const key = shortcutFor('slice', event);
    if (!key || !onKey(key as SurfaceKey)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  pane.addEventListener('keydown', press);
  return () => pane.removeEventListener('keydown', press);
}
