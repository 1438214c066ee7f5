/** What follows the selected input without keeping up with a drag. */
import { useEffect, useRef, useState } from 'react';
import { areMapsCheap } from '../../../state/softInspection';
import type { LensStore } from '../../../state/types';
import type { Drawing, LensStoreApi } from '../../live';
import { whenAtRest } from '../../rest';

/** Milliseconds without a change after which a drag rests, and between two updates while a network is trained. */
const REST_MS = 120;
const TRAINING_MS = 600;

/** A value of the store once it has not changed for a moment. `select` must be stable and give the same object for the same state. */
export function useResting<T>(store: LensStoreApi, select: (state: LensStore) => T): T {
  const [value, setValue] = useState(() => select(store.getState()));
  const shown = useRef(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [wanted, last] = [shown.current, 0];
    const deliver = (): void => {
      timer = undefined;
      last = performance.now();
      shown.current = wanted;
      setValue(() => wanted);
    };
    const look = (state: LensStore): void => {
      const now = select(state);
      if (Object.is(now, wanted)) return;
      wanted = now;
      clearTimeout(timer);
      if (state.session.training.running && performance.now() - last > TRAINING_MS) deliver();
      else timer = setTimeout(deliver, REST_MS);
    };
    look(store.getState());
    const stop = store.subscribe(look);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, select]);
  return value;
}

/** A drawing that keeps up with a drag as long as the maps of the network are cheap, and else waits for its rest. */
export const whenCheap =
  (mount: (host: HTMLElement, store: LensStoreApi) => Drawing) =>
  (host: HTMLElement, store: LensStoreApi): Drawing => {
    const drawing = mount(host, store);
    const resting = whenAtRest<HTMLElement>(() => drawing)(host, store);
    return {
      update: (state) => (areMapsCheap(state.session.network) ? drawing : resting).update(state),
      dispose: () => resting.dispose?.(),
    };
  };

/** What of the state decides the soft code at the point. */
export const softWatched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.soft,
  lens.second,
  session.inspection,
  session.network,
  session.data,
  session.largeSoft?.found?.point,
];
