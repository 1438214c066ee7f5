import { type ReactElement, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button';
import { FoldButton } from '../../ui/FoldButton';
import type { LensStoreApi } from '../live';
import { LiveSlider } from '../planes/LiveSlider';
import { gatedNumbers, oneLayer, ownBeta, withLayer } from './betaSliders';

function LayerRow({ store, number }: { store: LensStoreApi; number: number }): ReactElement {
  const spec = useMemo(() => oneLayer(store, number), [store, number]);
  const own = useStore(store, (state) => ownBeta(state, number) !== null);
  return (
    <div className="layer-beta">
      <LiveSlider store={store} spec={spec} />
      <Button
        kind="quiet"
        aria-label={`Follow β of all layers in layer ${number}`}
        disabled={!own}
        title={own ? 'Follow β of all layers again' : 'It follows β of all layers'}
        onClick={() => {
          const { lens, actions } = store.getState();
          actions.setSoft({ layers: withLayer(lens.soft?.layers ?? [], number, null) });
        }}
      >
        Follow
      </Button>
    </div>
  );
}

/** A slider for each layer, in a fold; each can follow that of all layers again. */
export function LayerBetas({ store }: { store: LensStoreApi }): ReactElement {
  const network = useStore(store, ({ session }) => session.network);
  const [open, setOpen] = useState(false);
  const id = useId();
  const numbers = gatedNumbers(network);
  return (
    <div className="layer-betas">
      <h3>
        <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
          Single layers
        </FoldButton>
      </h3>
      <div id={id} className="layer-beta-rows" hidden={!open}>
        {open && numbers.map((number) => <LayerRow key={number} store={store} number={number} />)}
      </div>
    </div>
  );
}
