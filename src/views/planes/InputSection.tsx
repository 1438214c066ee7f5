import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { DataPicker } from '../anchors/DataPicker';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { InputValues } from './InputValues';
import { PaintPad } from './PaintPad';

const imageOf = ({ session: { data, network } }: LensStore) =>
  data?.image && data.image.width * data.image.height === network.inputSize ? data.image : null;

/** What becomes of the plane when the input is changed, for each kind. */
const CONSEQUENCE = {
  axes: 'The plane moves through it.',
  anchors: 'It becomes anchor a, with the point on it.',
  random: 'The plane becomes one through anchors, with it as anchor a.',
  principal: 'The plane becomes one through anchors, with it as anchor a.',
} as const;

/** The selected input, to be typed, painted or picked: the slice follows, since the selected point lies in it. */
export function InputSection({ store }: { store: LensStoreApi }): ReactElement | null {
  const inputSize = useStore(store, ({ session }) => session.network.inputSize);
  const kind = useStore(store, ({ lens }) => lens.slice.kind);
  const data = useStore(store, ({ session }) => session.whole.data);
  const image = useStore(store, imageOf);
  const [picking, setPicking] = useState(false);
  if (inputSize < 3) return null;
  // In a slice by two axes these are the values of all other inputs: they belong in sight.
  const inSight = kind === 'axes' && !image;
  const pick = data && <Button onClick={() => setPicking(true)}>Pick from the data</Button>;
  return (
    <Section
      key={String(inSight)}
      title="Selected input"
      open={inSight}
      aside={<TermHelp title="Selected input" terms={['selectedInput']} />}
    >
      <p className="slice-note soft">{CONSEQUENCE[kind]}</p>
      {image && (
        <PaintPad store={store} image={image}>
          {pick}
        </PaintPad>
      )}
      <InputValues store={store} image={image} />
      {!image && pick && <div>{pick}</div>}
      {picking && data && (
        <DataPicker
          data={data}
          title="Pick the selected input"
          onClose={() => setPicking(false)}
          onPick={(index) => {
            void store.getState().actions.setInput({ kind: 'mix', terms: [[index, 1]] });
            setPicking(false);
          }}
        />
      )}
    </Section>
  );
}
