import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { SliceKind } from '../../state/types';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { AnchorCards } from '../anchors/AnchorCards';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { AxesPlane } from './AxesPlane';
import { PrincipalPlane, RandomPlane } from './DirectionPlane';
import { InputSection } from './InputSection';
import { NearData } from './NearData';
import { SpaceChoice } from './SpaceChoice';
import { usePending } from './usePending';
import './planes.css';

const KINDS: readonly { readonly value: SliceKind; readonly text: string; readonly title: string }[] = [
  { value: 'axes', text: 'axes', title: 'Along two inputs, through the selected input' },
  { value: 'anchors', text: 'anchors', title: 'Through three points' },
  { value: 'random', text: 'random', title: 'A seeded random plane through the mean of the data' },
  { value: 'principal', text: 'principal', title: 'Along two principal components of the data' },
];

function Parameters({ store }: { store: LensStoreApi }): ReactElement | null {
  const slice = useStore(store, ({ lens }) => lens.slice);
  switch (slice.kind) {
    case 'axes':
      return <AxesPlane store={store} spec={slice} />;
    case 'anchors':
      return <AnchorCards store={store} />;
    case 'random':
      return <RandomPlane store={store} spec={slice} />;
    case 'principal':
      return <PrincipalPlane store={store} spec={slice} />;
  }
}

/** Which plane is cut, of which space, and the input that is selected in it. */
export function SlicePanel({ store }: { store: LensStoreApi }): ReactElement {
  const kind = useStore(store, ({ lens }) => lens.slice.kind);
  const line = useStore(store, ({ session }) => session.network.inputSize === 1);
  const hasData = useStore(store, ({ session }) => session.data !== null);
  const [shown, choose] = usePending(kind, (wanted) => store.getState().actions.setSliceKind(wanted));
  const kinds = hasData ? KINDS : KINDS.filter(({ value }) => value !== 'principal');
  return (
    <>
      <Section title="Slice" aside={<TermHelp title="Slice" terms={['slice', 'planeKinds', 'activationSpace']} />}>
        <SpaceChoice store={store} />
        {!line && (
          <>
            <Segmented label="Kind of plane" hideLabel value={shown} options={kinds} onChange={choose} />
            <Parameters store={store} />
            <NearData store={store} />
          </>
        )}
      </Section>
      <InputSection store={store} />
    </>
  );
}
