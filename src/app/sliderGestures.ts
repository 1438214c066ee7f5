/**
 * Every slider of the page is a gesture of the history while it is held: one step, taken back by Escape. Its panel hands
 * on the newest value once a frame, so a gesture ends with the frame after the slider was let go.
 */
import type { LensStoreApi } from '../views/live';
import { shortcutFor } from '../views/shortcuts';

const sliderOf = (event: Event): HTMLInputElement | null =>
  event.target instanceof HTMLInputElement && event.target.type === 'range' ? event.target : null;

/** Listens on the document. Returns the way to stop. */
export function watchSliders(store: LensStoreApi): () => void {
  const { beginGesture, commitGesture, cancelGesture } = store.getState().actions;
  const stop = new AbortController();
  let held: HTMLInputElement | null = null;
  let cancelled = false;
  const end = (event: Event): void => {
    if (!held || (event.type === 'change' && sliderOf(event) !== held)) return;
    held = null;
    requestAnimationFrame(cancelled ? cancelGesture : commitGesture);
  };
  const begin = (event: PointerEvent): void => {
    held = sliderOf(event);
    cancelled = false;
    if (held) beginGesture();
  };
  const press = (event: KeyboardEvent): void => {
    if (!held || shortcutFor('field', event) !== 'restore') return;
    event.preventDefault();
    event.stopPropagation();
    cancelled = true;
    cancelGesture();
    // The pointer is still down: what it does from now on is dropped, too.
    beginGesture();
  };
  const options = { capture: true, signal: stop.signal };
  document.addEventListener('pointerdown', begin, options);
  document.addEventListener('keydown', press, options);
  for (const name of ['pointerup', 'pointercancel', 'change'] as const) document.addEventListener(name, end, options);
  return () => stop.abort();
}
