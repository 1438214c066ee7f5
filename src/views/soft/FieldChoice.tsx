import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { isSoftMode, type SoftMode } from '../../state/colourModes';
import type { LensStore } from '../../state/types';
import { formatCount } from '../../ui/format';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import type { LensStoreApi } from '../live';
import { gatedLayer, layoutOf } from '../names';
import { gatedNumbers } from './betaSliders';

type Shown = SoftMode | 'none';

const FIELDS: readonly { readonly value: Shown; readonly text: string; readonly title: string }[] = [
  { value: 'softEntropy', text: 'Entropy', title: 'Entropy of the code, in nats' },
  { value: 'softLikeliest', text: 'Most likely', title: 'Probability of the most likely code' },
  { value: 'softActive', text: 'Active', title: 'Expected number of active units' },
  { value: 'softDistance', text: 'Distance', title: 'Soft map less the map of the hard code, along the slice' },
  { value: 'none', text: 'None', title: 'One colour a code' },
];

/** Of a layer with more units one is said by its number. */
const MOST_LISTED = 512;

const shown = ({ lens }: LensStore): Shown => (isSoftMode(lens.colour) ? lens.colour : 'none');
const layerOf = ({ lens }: LensStore): number => lens.soft?.entropyLayer ?? 0;
const unitOf = ({ lens }: LensStore): number => lens.soft?.entropyUnit ?? -1;

/** Whose entropy it is: all layers', one layer's, one unit's. */
function EntropyOf({ store }: { store: LensStoreApi }): ReactElement {
  const network = useStore(store, ({ session }) => session.network);
  const on = useStore(store, ({ lens }) => lens.soft !== null);
  const layer = useStore(store, layerOf);
  const unit = useStore(store, unitOf);
  const { setSoft } = store.getState().actions;
  const size = gatedLayer(layoutOf(network), layer)?.size ?? 0;
  const layers = gatedNumbers(network).map((value) => ({ value, text: `layer ${value}`, disabled: !on }));
  const units = Array.from({ length: size > MOST_LISTED ? 0 : size }, (_, value) => ({ value, text: `unit ${value}` }));
  const check = (value: number): string | null =>
    Number.isInteger(value) && value >= 0 && value < size ? null : `a whole number from 0 to ${formatCount(size - 1)}`;
  return (
    <div className="soft-entropy">
      <Select
        label="Of"
        value={layer}
        options={[{ value: 0, text: 'all layers' }, ...layers]}
        onChange={(value) => setSoft({ entropyLayer: value || null, entropyUnit: null })}
      />
      {size > MOST_LISTED && (
        <>
          <Select
            label="and"
            value={unit < 0 ? 'all' : 'one'}
            options={[
              { value: 'all', text: 'all its units' },
              { value: 'one', text: 'one unit' },
            ]}
            onChange={(value) => setSoft({ entropyUnit: value === 'all' ? null : 0 })}
          />
          {unit >= 0 && (
            <NumberField label="unit" value={unit} check={check} onCommit={(entropyUnit) => setSoft({ entropyUnit })} />
          )}
        </>
      )}
      {size > 0 && size <= MOST_LISTED && (
        <Select
          label="and"
          value={unit}
          options={[{ value: -1, text: 'all its units' }, ...units]}
          onChange={(value) => setSoft({ entropyUnit: value < 0 ? null : value })}
        />
      )}
    </div>
  );
}

/** What the field over the polytopes shows. */
export function FieldChoice({ store }: { store: LensStoreApi }): ReactElement {
  const value = useStore(store, shown);
  const { setColour } = store.getState().actions;
  return (
    <div className="soft-fields">
      <Segmented
        label="Field"
        value={value}
        options={FIELDS}
        onChange={(mode) => setColour(mode === 'none' ? 'code' : mode)}
      />
      {value === 'softEntropy' && <EntropyOf store={store} />}
    </div>
  );
}
