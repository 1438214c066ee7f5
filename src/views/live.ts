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

/** Calls back when an element comes into the window or leaves it. Returns the way to stop. */
function watchSight(host: Element, onChange: (seen: boolean) => void): () => void {
  const observer = new IntersectionObserver((entries) => onChange(entries.at(-1)?.isIntersecting ?? true));
  observer.observe(host);
  return () => observer.disconnect();
}

/** Milliseconds between two updates of what is out of sight: it is read aloud and copied, but need not keep step. */
const OUT_OF_SIGHT = 100;

/**
 * For `useDrawing`, in milliseconds: of figures beside the picture that is dragged (eight times a second are still a movement),
 * and of what is read when it rests.
 */
export const ACCOMPANIES = 120;
export const READ_AT_REST = 300;

/**
 * When a drawing is updated: once a frame in sight, or every so many milliseconds where it accompanies what is dragged, and some
 * times a second out of sight. The newest state always arrives.
 */
class Pace {
  private readonly frame: ReturnType<typeof oncePerFrame>;
  private seen = true;
  private timer = 0;
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    update: () => void,
    private readonly every: number,
  ) {
    this.frame = oncePerFrame(() => {
      this.last = performance.now();
      update();
    });
  }

  request(): void {
    const apart = this.seen ? this.every : Math.max(this.every, OUT_OF_SIGHT);
    const wait = apart > 0 ? this.last + apart - performance.now() : 0;
    if (wait <= 0) this.frame();
    else if (!this.timer) this.timer = window.setTimeout(() => this.catchUp(), wait);
  }

  see(seen: boolean): void {
    this.seen = seen;
    if (seen && this.timer) this.catchUp();
  }

  cancel(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.frame.cancel();
  }

  private catchUp(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.frame();
  }
}

/** True in the dark theme. */
export const isDark = (): boolean => document.documentElement.dataset.theme === 'dark';

/**
 * Mounts a drawing on the element that gets the returned ref. It is updated at most once a frame, and more rarely while
 * it is out of sight, when a value of `watched` or the theme changes; React renders nothing. `mount` and `watched` must
 * not change between renders. `every`: least milliseconds between two updates of what need not keep step with a drag.
 */
export function useDrawing<E extends HTMLElement>(
  store: LensStoreApi,
  mount: (host: E, store: LensStoreApi) => Drawing,
  watched: (state: LensStore) => readonly unknown[],
  every = 0,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const host = ref.current;
    if (!host) return;
    const drawing = mount(host, store);
    const pace = new Pace(() => drawing.update(store.getState()), every);
    drawing.update(store.getState());
    const stops = [
      store.subscribe((state, before) => {
        if (!same(watched(state), watched(before))) pace.request();
      }),
      watchTheme(() => pace.request()),
      watchSight(host, (seen) => pace.see(seen)),
    ];
    return () => {
      for (const stop of stops) stop();
      pace.cancel();
      drawing.dispose?.();
      host.replaceChildren();
    };
  }, [store, mount, watched, every]);
  return ref;
}
