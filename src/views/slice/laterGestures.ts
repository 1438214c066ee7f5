/** Gestures and keys after the first picture: their code (d3-zoom) is not small. Until then, and without it, buttons serve. */
import type { GestureHost } from './gestureHost';

/** Listens for gestures and keys once their code is there. Returns the way to stop. */
export function listenForGesturesLater(pane: HTMLElement, host: GestureHost): () => void {
  const stops: (() => void)[] = [];
  let ended = false;
  const listen = (start: () => () => void): void => {
    if (!ended) stops.push(start());
  };
  void import('./surfaceKeys').then(({ listenForSurfaceKeys }) => listen(() => listenForSurfaceKeys(pane, host.onKey)));
  void import('./gestures').then(({ listenForGestures }) => listen(() => listenForGestures(pane, host)));
  return () => {
    ended = true;
    for (const stop of stops) stop();
  };
}
