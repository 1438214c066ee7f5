import { type ReactElement, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { sketchInForce } from '../../state/sketch';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { useSlowly } from './useSlowly';

type Empty =
  | { readonly kind: 'loading' | 'cutting' | 'cancelled' }
  | { readonly kind: 'unopened' | 'uncut'; readonly why: string };

/** What stands in for the picture; null while there is one. */
export function emptyOf({ session }: LensStore): Empty | null {
  const { result, phase, progress, fault, failedOpening } = session;
  if (result || sketchInForce(session)) return null;
  if (phase === 'loading') return failedOpening ? { kind: 'unopened', why: failedOpening } : { kind: 'loading' };
  if (progress !== null) return { kind: 'cutting' };
  return fault ? { kind: 'uncut', why: fault } : { kind: 'cancelled' };
}

const kindOf = (state: LensStore): Empty['kind'] | null => emptyOf(state)?.kind ?? null;
const whyOf = (state: LensStore): string => {
  const empty = emptyOf(state);
  return empty && 'why' in empty ? empty.why : '';
};

const TITLES: Readonly<Record<Empty['kind'], string>> = {
  loading: 'Loading the network …',
  cutting: 'Cutting the slice into its polytopes …',
  cancelled: 'Cancelled before the slice was cut',
  uncut: 'The slice could not be cut',
  unopened: 'Nothing could be opened',
};

/** What waits less than this says nothing (milliseconds): no words that flash up between two pictures. */
const PATIENCE = 300;

function Waiting({ title }: { title: string }): ReactElement {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), PATIENCE);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className="slice-empty" role="status">
      {long && <p className="slice-empty-busy">{title}</p>}
    </div>
  );
}

/** What stands in the pane while there is no partition: what is under way, or what failed and a way to try again. */
export function EmptyState({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const kind = useSlowly(store, kindOf);
  const why = useSlowly(store, whyOf);
  if (kind === null) return null;
  if (kind === 'loading' || kind === 'cutting') return <Waiting title={TITLES[kind]} />;
  const again = (): void => {
    const { lens, actions } = store.getState();
    if (kind === 'unopened') void actions.retryOpening();
    else actions.setDomain([...lens.domain]);
  };
  return (
    <div className="slice-empty" role={kind === 'cancelled' ? 'status' : 'alert'}>
      <p className="slice-empty-title">{TITLES[kind]}</p>
      {why && <p className="slice-empty-why">{why}</p>}
      <Button onClick={again}>{kind === 'unopened' ? 'Try again' : 'Cut again'}</Button>
    </div>
  );
}
