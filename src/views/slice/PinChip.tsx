import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { withKey } from '../shortcuts';
import { GlyphButton } from './ZoomChip';

const PIN = 'M6 2.5h4M6.8 2.5v4.2L4.5 9.5h7L9.2 6.7V2.5M8 9.5v4.2';

/** Pins the values at the selected point: the way for who has no pointer over the picture. */
export function PinChip({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const pin = (): void => {
    const { lens, actions } = store.getState();
    actions.addPin(lens.point);
  };
  return (
    <div className="slice-chip">
      <GlyphButton label={withKey('Pin the values at the selected point', 'slice', 'pin')} path={PIN} onClick={pin} />
    </div>
  );
}
