/** Gestures after the first picture: their code (d3-zoom) is not small. Until then, and without it, buttons and keys serve. */
import type { GestureHost } from './gestureHost';

/** Listens for gestures once their code is there. Returns the way to stop. */
export function listenForGesturesLater(pane: HTMLElement, host: GestureHost): () => void {
  let stop: (() => void) | null = null;
  let ended = false;
  void import('./gestures').then(({ listenForGestures }) => {
    if (!ended) stop = listenForGestures(pane, host);
  });
  return () => {
    ended = true;
    stop?.();
  };
}
