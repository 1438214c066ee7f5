import { lazy, type ReactElement, Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import { isPlainMode, isSoftMode } from '../../state/colourModes';
import { isSoftNetwork } from '../../state/softScalar';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';
import { LiveSlider, LiveText } from '../planes/LiveSlider';
import { AgreementTable } from './AgreementTable';
import { allLayers, slopeText } from './betaSliders';
import { FieldChoice } from './FieldChoice';
import { LayerBetas } from './LayerBetas';
import '../planes/planes.css';

// The figures come after the sliders.
const SoftFigures = lazy(async () => ({ default: (await import('./figures/SoftFigures')).SoftFigures }));

interface BodyProps {
  readonly store: LensStoreApi;
}

const isOn = ({ lens }: LensStore): boolean => lens.soft !== null;
/** Whether the network is soft by itself. */
const isSmooth = ({ session }: LensStore): boolean => isSoftNetwork(session.network, { soft: null });
const followsActivations = ({ lens }: LensStore): boolean => (lens.soft?.beta ?? null) === null;

/** Turns the lens on, with a field to see it by, or off, as one step. */
function turn(store: LensStoreApi, on: boolean): void {
  const { lens, actions } = store.getState();
  actions.beginGesture();
  actions.setSoft(on ? {} : null);
  if (on && isPlainMode(lens.colour)) actions.setColour('softEntropy');
  if (!on && isSoftMode(lens.colour)) actions.setColour('code');
  actions.commitGesture();
}

const MARKS = [
  { beta: 0, text: '0 linear' },
  { beta: 0.5, text: '½ posterior' },
  { beta: 1, text: '1 hard' },
] as const;

/** The large slider, with its marks. */
function BetaSlider({ store }: BodyProps): ReactElement {
  const spec = useMemo(() => allLayers(store), [store]);
  const { setSoft } = store.getState().actions;
  return (
    <div className="beta-slider">
      <LiveSlider store={store} spec={spec} />
      <div className="beta-marks">
        {MARKS.map(({ beta, text }) => (
          <button key={beta} type="button" className="num" title={`β = ${beta}`} onClick={() => setSoft({ beta })}>
            {text}
          </button>
        ))}
      </div>
      <LiveText store={store} spec={slopeText} />
    </div>
  );
}

/** Back to what the activations are, for networks that are soft by themselves. */
function OwnGates({ store }: BodyProps): ReactElement | null {
  const smooth = useStore(store, isSmooth);
  const own = useStore(store, followsActivations);
  if (!smooth) return null;
  return (
    <Button
      disabled={own}
      title={own ? 'Each layer is as its activation is already' : 'GELU, swish, sigmoid as they are'}
      onClick={() => store.getState().actions.setSoft({ beta: null })}
    >
      As the activations are
    </Button>
  );
}

const EXACT =
  'Exact: the polytopes, of the hard network of the same weights, and the value under the pointer. On a grid: the colours.';
const EXACT_ON_LINE =
  'Exact: the pieces, of the hard network of the same weights, and their colours, which are the values at their middles. Sampled: the soft graph.';

/** How soft the codes are, what the field shows of it, and how far the soft network is from the hard one. */
export function SoftBody({ store }: BodyProps): ReactElement {
  const on = useStore(store, isOn);
  const isLine = useStore(store, ({ session }) => session.network.inputSize === 1);
  return (
    <div className="soft-body">
      <div className="soft-controls">
        <div className="soft-switch">
          <Toggle checked={on} onChange={(checked) => turn(store, checked)}>
            Soft codes by β
          </Toggle>
          <OwnGates store={store} />
        </div>
        <BetaSlider store={store} />
        <LayerBetas store={store} />
      </div>
      <div className="soft-shown">
        <FieldChoice store={store} />
        <AgreementTable store={store} />
      </div>
      <p className="soft soft-exactness">{isLine ? EXACT_ON_LINE : EXACT}</p>
      <Suspense fallback={null}>
        <SoftFigures store={store} />
      </Suspense>
    </div>
  );
}
