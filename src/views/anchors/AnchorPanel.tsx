import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { ANCHOR_NAMES, AnchorCard, type AnchorIndex } from './AnchorCard';
import { DataPicker } from './DataPicker';

const INDICES: readonly AnchorIndex[] = [0, 1, 2];

/** The three inputs that span the slice: picked from the data, or blended along it. Nothing for a slice by two axes. */
export function AnchorPanel({ store }: { store: LensStoreApi }): ReactElement | null {
  const kind = useStore(store, ({ lens }) => lens.slice.kind);
  const data = useStore(store, ({ session }) => session.data);
  const [picking, setPicking] = useState<AnchorIndex | null>(null);
  if (kind !== 'anchors' || !data) return null;
  return (
    <Section
      title="Slice through three inputs"
      aside={<TermHelp title="A slice through three inputs" terms={['anchorSlice']} />}
    >
      <ul className="anchors">
        {INDICES.map((index) => (
          <AnchorCard key={index} store={store} index={index} data={data} onPick={setPicking} />
        ))}
      </ul>
      {picking !== null && (
        <DataPicker
          data={data}
          title={`Pick anchor ${ANCHOR_NAMES[picking]}`}
          onClose={() => setPicking(null)}
          onPick={(index) => {
            store.getState().actions.setAnchor(picking, { kind: 'mix', terms: [[index, 1]] });
            setPicking(null);
          }}
        />
      )}
    </Section>
  );
}
