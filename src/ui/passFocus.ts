import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Where the focus goes next, by a name that both sides know. */
let awaited: string | null = null;

/** Says who takes the focus when what has it now goes from the page: the next to appear under that name. */
export function passFocus(to: string): void {
  awaited = to;
}

/** Whether the focus was passed to somebody who is not there yet. */
export const focusIsAwaited = (): boolean => awaited !== null;

/** For the element that takes what was passed to `name`; a focus that went elsewhere meanwhile stays there. */
export function usePassedFocus<E extends HTMLElement>(name: string): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (awaited !== name) return;
    awaited = null;
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) ref.current?.focus({ preventScroll: true });
  }, [name]);
  return ref;
}

/** Passes the focus to `to` when the element goes with the focus in it, whatever took it away: its button, undo, a link. */
export function useFocusPassedOn(ref: RefObject<HTMLElement | null>, to: string): void {
  useLayoutEffect(() => {
    const node = ref.current;
    // React runs this before it takes the node from the page.
    return () => {
      if (node?.contains(document.activeElement)) passFocus(to);
    };
  }, [ref, to]);
}
