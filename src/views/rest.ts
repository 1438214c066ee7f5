/** What costs more than a drag can bear is drawn when the drag rests. */
import type { LensStore } from '../state/types';
import type { Drawing, LensStoreApi } from './live';

/** Milliseconds without a change after which a drag rests. */
const REST_MS = 120;
/** While a network is trained nothing rests: then this often. */
const TRAINING_MS = 600;

type Mount<E extends HTMLElement> = (host: E, store: LensStoreApi) => Drawing;

/**
 * A drawing for `useDrawing` that is updated once nothing that it watches has changed for a moment (at once when it is
 * mounted). Until then its host has `data-waiting`, and shows what was.
 */
export function whenAtRest<E extends HTMLElement>(mount: Mount<E>): Mount<E> {
  return (host, store) => {
    const drawing = mount(host, store);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    let last = 0;
    const draw = (): void => {
      timer = undefined;
      last = performance.now();
      delete host.dataset.waiting;
      drawing.update(store.getState());
    };
    return {
      update({ session }: LensStore): void {
        clearTimeout(timer);
        if (first || (session.training.running && performance.now() - last > TRAINING_MS)) {
          first = false;
          draw();
          return;
        }
        host.dataset.waiting = '';
        timer = setTimeout(draw, REST_MS);
      },
      dispose(): void {
        clearTimeout(timer);
        drawing.dispose?.();
      },
    };
  };
}
