import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { MOST_VOLUME_INPUTS } from '../../../core/polytope';
import type { FacetBox, LensStore } from '../../../state/types';
import { NumberField } from '../../../ui/NumberField';
import { Segmented } from '../../../ui/Segmented';
import { Toggle } from '../../../ui/Toggle';
import type { LensStoreApi } from '../../live';

type Choice = 'none' | 'data' | 'image' | 'range';

const OPTIONS: Record<Choice, { readonly text: string; readonly title: string }> = {
  none: { text: 'none', title: 'The whole polytope, which may be unbounded' },
  data: { text: 'data', title: 'From the least to the largest value of each input in the data' },
  image: { text: '[0, 1]', title: 'What a pixel can be' },
  range: { text: 'typed', title: 'One range for all inputs' },
};

const isImage = (box: FacetBox): boolean => box.kind === 'range' && box.lower === 0 && box.upper === 1;

/** Two bounds for all inputs. */
function Bounds({ box, onChange }: { box: FacetBox & { kind: 'range' }; onChange: (box: FacetBox) => void }) {
  const { lower, upper } = box;
  return (
    <div className="facets-bounds">
      <NumberField
        label="from"
        value={lower}
        check={(value) => (value < upper ? null : 'must be below the upper bound')}
        onCommit={(value) => onChange({ kind: 'range', lower: value, upper })}
      />
      <NumberField
        label="to"
        value={upper}
        check={(value) => (value > lower ? null : 'must be above the lower bound')}
        onCommit={(value) => onChange({ kind: 'range', lower, upper: value })}
      />
    </div>
  );
}

const hasData = ({ session }: LensStore): boolean => (session.data?.count ?? 0) > 0;
const hasImages = ({ session }: LensStore): boolean => Boolean(session.data?.image);

/** Within what the polytope is looked at, and whether its volume is wanted. */
export function BoxChoice({ store }: { store: LensStoreApi }): ReactElement {
  const request = useStore(store, ({ lens }) => lens.facets);
  const { setFacets: onChange } = store.getState().actions;
  const data = useStore(store, hasData);
  const images = useStore(store, hasImages);
  const inputs = useStore(store, ({ session }) => session.network.inputSize);
  const { box, volume } = request;
  const choice: Choice = box.kind === 'range' && images && isImage(box) ? 'image' : box.kind;
  const choices = (['none', 'data', 'image', 'range'] as const).filter(
    (one) => (one !== 'data' || data) && (one !== 'image' || images),
  );
  const choose = (next: Choice): void => {
    const boxes: Record<Choice, FacetBox> = {
      none: { kind: 'none' },
      data: { kind: 'data' },
      image: { kind: 'range', lower: 0, upper: 1 },
      range: { kind: 'range', lower: -1, upper: 1 },
    };
    onChange({ ...request, box: boxes[next] });
  };
  return (
    <>
      <Segmented
        label="Box"
        value={choice}
        options={choices.map((value) => ({ value, ...OPTIONS[value] }))}
        onChange={choose}
      />
      {box.kind === 'range' && choice === 'range' && (
        <Bounds box={box} onChange={(next) => onChange({ ...request, box: next })} />
      )}
      {inputs <= MOST_VOLUME_INPUTS && (
        <Toggle
          checked={volume && box.kind !== 'none'}
          disabled={box.kind === 'none'}
          onChange={(on) => onChange({ ...request, volume: on })}
        >
          {box.kind === 'none' ? 'With the volume (needs a box)' : 'With the volume'}
        </Toggle>
      )}
    </>
  );
}
