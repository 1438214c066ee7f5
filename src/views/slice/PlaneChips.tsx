import type { ReactElement, RefObject } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { CertificateChip } from './CertificateChip';
import { ClampCorner } from './ClampCorner';
import type { Scale, ThemeColours } from './colours';
import { DetailCorner } from './DetailCorner';
import { LayerKey } from './LayerKey';
import { Legend } from './Legend';
import { PinChip } from './PinChip';
import { ReachKey } from './ReachKey';
import { Readout } from './Readout';
import { RegionTable } from './RegionTable';
import { useSlowly } from './useSlowly';
import type { Pane } from './viewport';
import { ZoomChip } from './ZoomChip';

const dataOf = (state: LensStore) => state.session.data;

interface PlaneChipsProps {
  readonly store: StoreApi<LensStore>;
  readonly pane: RefObject<Pane>;
  readonly readout: RefObject<(lines: readonly string[]) => void>;
  readonly scale: Scale | null;
  readonly theme: ThemeColours | null;
}

/** What stands in the corners of the plane. A chunk of its own: the first picture does not wait for it. */
export function PlaneChips({ store, pane, readout, scale, theme }: PlaneChipsProps): ReactElement {
  const data = useSlowly(store, dataOf);
  return (
    <>
      <div className="slice-corner top left">
        <LayerKey store={store} />
        <ClampCorner store={store} />
      </div>
      <div className="slice-corner top right">
        <ZoomChip store={store} pane={() => pane.current} />
      </div>
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        <RegionTable store={store} />
        <PinChip store={store} />
      </div>
      <DetailCorner store={store} pane={() => pane.current} />
      <div className="slice-corner bottom right">
        <Readout show={readout} />
        <ReachKey store={store} />
        {scale && theme && <Legend store={store} scale={scale} palette={theme.palette} data={data} />}
      </div>
    </>
  );
}
