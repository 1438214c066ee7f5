import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStoreApi } from '../live';
import { ANCHOR_NAMES, AnchorCard, type AnchorIndex } from './AnchorCard';
import { DataPicker } from './DataPicker';

const INDICES: readonly AnchorIndex[] = [0, 1, 2];

/** The three points that span the slice: picked from the data, or blended along them. */
export function AnchorCards({ store }: { store: LensStoreApi }): ReactElement {
  const data = useStore(store, ({ session }) => session.data);
  const pictures = useStore(store, ({ session }) => session.whole.data);
  const [picking, setPicking] = useState<AnchorIndex | null>(null);
  if (!data || !pictures)
    return (
      <p className="soft">
        Drag a, b and c in the slice. An input that is typed below becomes anchor a. Without data there is nothing to
        pick.
      </p>
    );
  return (
    <>
      <ul className="anchors">
        {INDICES.map((index) => (
          <AnchorCard key={index} store={store} index={index} data={data} onPick={setPicking} />
        ))}
      </ul>
      {picking !== null && (
        <DataPicker
          data={pictures}
          title={`Pick anchor ${ANCHOR_NAMES[picking]}`}
          onClose={() => setPicking(null)}
          onPick={(index) => {
            store.getState().actions.setAnchor(picking, { kind: 'mix', terms: [[index, 1]] });
            setPicking(null);
          }}
        />
      )}
    </>
  );
}
