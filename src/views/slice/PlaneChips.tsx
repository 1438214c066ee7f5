import type { ReactElement } from 'react';
import { DetailCorner } from './DetailCorner';
import { PaneSize } from './PaneSize';
import { ReachKey } from './ReachKey';
import { RegionTable } from './RegionTable';
import { type ChipsProps, ViewChips } from './ViewChips';

/** What stands in the corners of the plane. A chunk of its own: the first picture does not wait for it. */
export function PlaneChips(props: ChipsProps): ReactElement {
  const { store, pane } = props;
  return (
    <>
      <ViewChips
        {...props}
        table={<RegionTable store={store} />}
        detail={<DetailCorner store={store} pane={() => pane.current} />}
        keys={<ReachKey store={store} />}
      />
      <PaneSize store={store} pane={pane} />
    </>
  );
}
