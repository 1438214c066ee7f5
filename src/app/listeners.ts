/** What listens to the whole page: loaded after the first picture. */
import type { LensStoreApi } from '../views/live';
import { keepFocus } from './keepFocus';
import { listenForShortcuts } from './shortcuts';
import { watchSliders } from './sliderGestures';

/** Keys that work anywhere, sliders as gestures of the history, and a focus that is not lost. Returns the way to stop. */
export function listenOnPage(store: LensStoreApi, help: () => void): () => void {
  const { undo, redo } = store.getState().actions;
  const stops = [listenForShortcuts({ undo, redo, help }), watchSliders(store), keepFocus()];
  return () => {
    for (const stop of stops) stop();
  };
}
