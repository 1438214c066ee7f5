/** The keys of the view. */
import { shortcutFor } from '../shortcuts';

/** The names of the slice's keys, see `shortcuts.ts`. */
export type SurfaceKey = 'in' | 'out' | 'fitDomain' | 'fitFace' | 'left' | 'right' | 'up' | 'down';

/** Listens on the pane: keys also reach it from its handles. Returns the way to stop. */
export function listenForSurfaceKeys(pane: HTMLElement, onKey: (key: SurfaceKey) => void): () => void {
  const press = (event: KeyboardEvent): void => {
    const key = shortcutFor('slice', event);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    onKey(key as SurfaceKey);
  };
  pane.addEventListener('keydown', press);
  return () => pane.removeEventListener('keydown', press);
}
