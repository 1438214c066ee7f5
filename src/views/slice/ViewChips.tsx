import type { ReactElement, ReactNode, RefObject } from 'react';
import type { LensStore } from '../../state/types';
import type { LensStoreApi } from '../live';
import { CertificateChip } from './CertificateChip';
import { ClampCorner } from './ClampCorner';
import type { Scale, ThemeColours } from './colours';
import { HardLimitCorner } from './HardLimitCorner';
import { LayerKey } from './LayerKey';
import { Legend } from './Legend';
import { PinChip } from './PinChip';
import { Readout } from './Readout';
import { useSlowly } from './useSlowly';
import type { Pane } from './viewport';
import { ZoomChip } from './ZoomChip';

const dataOf = (state: LensStore) => state.session.data;

export interface ChipsProps {
  readonly store: LensStoreApi;
  readonly pane: RefObject<Pane>;
  readonly readout: RefObject<(lines: readonly string[]) => void>;
  readonly scale: Scale | null;
  readonly theme: ThemeColours | null;
}

interface ViewChipsProps extends ChipsProps {
  /** The button of the view's table. */
  readonly table: ReactNode;
  /** A corner of the view's own. */
  readonly detail?: ReactNode;
  /** Above the legend. */
  readonly keys?: ReactNode;
}

/** What stands in the corners of a plane or a graph. */
export function ViewChips({ store, pane, readout, scale, theme, table, detail, keys }: ViewChipsProps): ReactElement {
  const data = useSlowly(store, dataOf);
  return (
    <>
      <div className="slice-corner top left">
        <LayerKey store={store} />
        <ClampCorner store={store} />
        <HardLimitCorner store={store} />
      </div>
      <div className="slice-corner top right">
        <ZoomChip store={store} pane={() => pane.current} />
      </div>
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        {table}
        <PinChip store={store} />
      </div>
      {detail}
      <div className="slice-corner bottom right">
        <Readout show={readout} />
        {keys}
        {scale && theme && <Legend store={store} scale={scale} palette={theme.palette} data={data} />}
      </div>
    </>
  );
}
