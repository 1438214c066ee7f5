import { type RefObject, useEffect, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../state/types';
import { oncePerFrame } from '../ui/dom';

export type LensStoreApi = StoreApi<LensStore>;

/** A part that is drawn without React: `update` writes the newest state into nodes that stay. */
export interface Drawing {
  update(state: LensStore): void;
  dispose?(): void;
}

/** The history's ends of a gesture, for what drags. */
export function gestureOf(store: LensStoreApi): { begin(): void; commit(): void; cancel(): void } {
  const { beginGesture, commitGesture, cancelGesture } = store.getState().actions;
  return { begin: () => beginGesture(), commit: commitGesture, cancel: cancelGesture };
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => Object.is(value, b[i]));

/** Calls back when the theme in force changes. Returns the way to stop. */
function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** True in the dark theme. */
export const isDark = (): boolean => document.documentElement.dataset.theme === 'dark';

/**
 * Mounts a drawing on the element that gets the returned ref. It is updated at most once a frame, when a value of
 * `watched` or the theme changes; React renders nothing. `mount` and `watched` must not change between renders.
 */
export function useDrawing<E extends HTMLElement>(
  store: LensStoreApi,
  mount: (host: E, store: LensStoreApi) => Drawing,
  watched: (state: LensStore) => readonly unknown[],
): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const host = ref.current;
    if (!host) return;
    const drawing = mount(host, store);
    const update = oncePerFrame(() => drawing.update(store.getState()));
    drawing.update(store.getState());
    const unsubscribe = store.subscribe((state, before) => {
      if (!same(watched(state), watched(before))) update();
    });
    const unwatch = watchTheme(update);
    return () => {
      unsubscribe();
      unwatch();
      update.cancel();
      drawing.dispose?.();
      host.replaceChildren();
    };
  }, [store, mount, watched]);
  return ref;
}
