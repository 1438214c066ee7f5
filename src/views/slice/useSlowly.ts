import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';

/** Milliseconds between two renderings of a chip: what changes at every frame is drawn without React. */
const INTERVAL = 100;

/**
 * A value of the store, followed at most every `interval` milliseconds; the newest one always arrives. `select` must be
 * stable.
 */
export function useSlowly<T>(store: StoreApi<LensStore>, select: (state: LensStore) => T, interval = INTERVAL): T {
  const [value, setValue] = useState(() => select(store.getState()));
  const last = useRef(0);
  useEffect(() => {
    let timer = 0;
    const deliver = (): void => {
      timer = 0;
      last.current = performance.now();
      setValue(() => select(store.getState()));
    };
    const wait = (): void => {
      if (timer) return;
      timer = window.setTimeout(deliver, Math.max(0, last.current + interval - performance.now()));
    };
    const stop = store.subscribe((state, before) => {
      if (!Object.is(select(state), select(before))) wait();
    });
    deliver();
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [store, select, interval]);
  return value;
}
