import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../../state/types';
import { recallJson, remember } from '../../../ui/remembered';
import { Segmented } from '../../../ui/Segmented';
import { Toggle } from '../../../ui/Toggle';
import { TermHelp } from '../../help/TermHelp';
import { type LensStoreApi, useDrawing } from '../../live';
import { layoutOf } from '../../names';
import { whenAtRest } from '../../rest';
import { drawMargins } from './drawMargins';
import './margins.css';

type Order = 'units' | 'sorted';

const LIVE = { units: drawMargins(false), sorted: drawMargins(true) };
/** Networks with more units than this are drawn when the point rests. */
const MOST_LIVE = 1000;
const AT_REST = { units: whenAtRest(LIVE.units), sorted: whenAtRest(LIVE.sorted) };

const ORDERS = [
  { value: 'units', text: 'in order' },
  { value: 'sorted', text: 'sorted' },
] as const;

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.network, session.litUnit];
const isLarge = ({ session }: LensStore): boolean => layoutOf(session.network).units > MOST_LIVE;

function Bars({ store, order, rest }: { store: LensStoreApi; order: Order; rest: boolean }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, (rest ? AT_REST : LIVE)[order], watched);
  return <div ref={ref} className={rest ? 'code-host at-rest' : 'code-host'} />;
}

/** The pre-activations behind the code, as bars, on demand. Whether they are shown is remembered. */
export function Margins({ store }: { store: LensStoreApi }): ReactElement {
  const [shown, setShown] = useState(() => recallJson('pre-activations') === true);
  const [order, setOrder] = useState<Order>('units');
  const rest = useStore(store, isLarge);
  const show = (on: boolean): void => {
    setShown(on);
    remember('pre-activations', JSON.stringify(on));
  };
  return (
    <>
      <div className="margins-head">
        <Toggle checked={shown} onChange={show}>
          Pre-activations
        </Toggle>
        <TermHelp title="Pre-activations and margins" terms={['margin']} />
      </div>
      {shown && (
        <>
          <Segmented label="Order of the units" hideLabel value={order} options={ORDERS} onChange={setOrder} />
          <Bars key={`${order} ${rest}`} store={store} order={order} rest={rest} />
        </>
      )}
    </>
  );
}
