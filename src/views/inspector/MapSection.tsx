import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { Section } from '../../ui/Section';
import { TableDetails } from '../../ui/TableDetails';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { outputNames } from '../names';
import { CopyMenu } from './copy/CopyMenu';
import { mapSources } from './copy/sources';
import { isMapPicture, makeMapView } from './makeMapView';
import { imageOf, type MapView } from './mapView';
import { MapEntries } from './tables/late';

function mount(host: HTMLElement): Drawing {
  const readout = element('p', 'readout num soft');
  let shape = '';
  let view: MapView | null = null;
  return {
    update({ lens: { space }, session }: LensStore): void {
      const { inspection, data, network } = session;
      if (!inspection) return;
      const { map } = inspection;
      const image = imageOf(session, map.cols);
      const needed = `${map.rows}×${map.cols} ${space} ${image ? 'image' : ''}`;
      if (needed !== shape) {
        shape = needed;
        view = makeMapView({ rows: map.rows, cols: map.cols, image, space }, readout);
        const reads = isMapPicture(map.cols, image);
        host.replaceChildren(view.node, ...(reads ? [readout] : []));
      }
      view?.update(map, outputNames(network, data));
    },
  };
}

/** Whether the map is drawn as a picture: a table is its own text. */
const isPicture = ({ session }: LensStore): boolean => {
  const cols = session.inspection?.map.cols ?? 0;
  return cols > 0 && isMapPicture(cols, imageOf(session, cols));
};

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data, session.network];

/** The affine map that the network is on the point's polytope. */
export function MapSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  const picture = useStore(store, isPicture);
  return (
    <Section
      title="Local affine map"
      aside={
        <>
          <CopyMenu store={store} what="the local affine map" sources={mapSources} />
          <TermHelp title="Local affine map" terms={['localAffineMap']} />
        </>
      }
    >
      <div ref={ref} className="map-host" />
      {picture && (
        <TableDetails name="Table of the map">
          <MapEntries store={store} />
        </TableDetails>
      )}
    </Section>
  );
}
