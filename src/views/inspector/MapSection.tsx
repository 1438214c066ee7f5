import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Inspection, LensStore } from '../../state/types';
import { element, setText } from '../../ui/dom';
import { formatCount } from '../../ui/format';
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

/** Which rows of the map of a large network there are. */
function partText({ map, mapOutputs, output }: Inspection): string {
  if (!mapOutputs) return '';
  const whole = `A is ${formatCount(output.length)} × ${formatCount(map.cols)}`;
  return mapOutputs.length === 0
    ? `${whole}: the rows of the largest outputs are computed …`
    : `${whole}: the rows of the ${formatCount(mapOutputs.length)} largest outputs here.`;
}

function mount(host: HTMLElement): Drawing {
  const readout = element('p', 'readout num soft');
  const part = element('p', 'soft small');
  let shape = '';
  let view: MapView | null = null;
  return {
    update({ lens: { space }, session }: LensStore): void {
      const { inspection, data, network } = session;
      if (!inspection) return;
      const { map, mapOutputs } = inspection;
      setText(part, partText(inspection));
      part.hidden = mapOutputs === undefined;
      const image = imageOf(session, map.cols);
      const needed = `${map.rows}×${map.cols} ${space} ${image ? 'image' : ''}`;
      if (needed !== shape) {
        shape = needed;
        view = makeMapView({ rows: map.rows, cols: map.cols, image, space }, readout);
        const reads = isMapPicture(map.cols, image);
        host.replaceChildren(part, view.node, ...(reads ? [readout] : []));
      }
      const names = outputNames(network, data);
      view?.update(map, mapOutputs?.map((output) => names[output] ?? '') ?? names);
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
