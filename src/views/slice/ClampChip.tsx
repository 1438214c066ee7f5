import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore, SessionState } from '../../state/types';
import { IconButton } from '../../ui/Button';
import { formatCount } from '../../ui/format';
import { Popover } from '../../ui/Popover';
import { gatedUnitName, layoutOf } from '../names';
import { cellCount } from './describe';
import { useSlowly } from './useSlowly';
import './clamps.css';

const clampsOf = ({ lens }: LensStore) => lens.clamps;
const showFormerOf = ({ lens }: LensStore): boolean => lens.showFormer;
const networkOf = ({ session }: LensStore) => session.whole.network;

const cells = (result: Pick<NonNullable<SessionState['result']>, 'complex' | 'interval'> | null): string =>
  result ? formatCount(cellCount(result)) : '…';

/** Polytopes without the clamps and with them. */
const countsOf = ({ session }: LensStore): string => `${cells(session.former)} → ${cells(session.result)}`;
const hasLines = ({ session }: LensStore): boolean => !session.former?.interval;

function List({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const clamps = useSlowly(store, clampsOf);
  const network = useSlowly(store, networkOf);
  const layout = layoutOf(network);
  const { actions } = store.getState();
  return (
    <>
      <p>
        <strong>Clamped units</strong>
      </p>
      <ul className="clamp-list">
        {clamps.map(([unit, clamp]) => (
          <li key={unit}>
            <span className="num">{unit < layout.units ? gatedUnitName(layout, unit) : unit}</span>
            <span>{clamp}</span>
            <IconButton icon="close" label={`Free unit ${unit}`} onClick={() => actions.setClamp(unit, null)} />
          </li>
        ))}
      </ul>
      <p className="soft">
        On and off: the unit keeps that piece of its activation whatever its pre-activation. Ablated: it gives 0 to the
        next layer. A clamped unit cuts nothing. Weights stay as they are; training is off meanwhile.
      </p>
    </>
  );
}

/** Which units are clamped, how many polytopes there were before and are now, and the way back. */
export function ClampChip({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const clamps = useSlowly(store, clampsOf);
  const counts = useSlowly(store, countsOf);
  const showFormer = useSlowly(store, showFormerOf);
  const lines = useSlowly(store, hasLines);
  if (clamps.length === 0) return null;
  const { actions } = store.getState();
  return (
    <fieldset className="slice-chip slice-clamps">
      <legend className="visually-hidden">Clamped units</legend>
      <Popover
        label="Clamped units"
        button={(props) => (
          <button type="button" {...props}>
            <strong>{clamps.length}</strong> clamped
          </button>
        )}
      >
        <List store={store} />
      </Popover>
      <span className="num" title="Polytopes without the clamps, and with them">
        {counts}
      </span>
      {lines && (
        <button
          type="button"
          aria-pressed={showFormer}
          title="Draw the boundaries that there are without the clamps, as broken lines"
          onClick={() => actions.setShowFormer(!showFormer)}
        >
          former lines
        </button>
      )}
      <button type="button" onClick={() => actions.freeUnits()}>
        free all
      </button>
    </fieldset>
  );
}
