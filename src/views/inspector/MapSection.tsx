import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { Section } from '../../ui/Section';
import { TableDetails } from '../../ui/TableDetails';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { inputName, outputNames } from '../names';
import { CopyMenu } from './copy/CopyMenu';
import { mapSources } from './copy/sources';
import { makeMapImages } from './mapImages';
import { makeMapMatrix } from './mapMatrix';
import { makeMapTable } from './mapTable';
import { imageOf, type MapView } from './mapView';
import { MapEntries } from './tables/late';

const MOST_TABLE_COLUMNS = 3;

interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly image: { readonly width: number; readonly height: number } | null;
  readonly space: number;
}

function makeView({ rows, cols, image, space }: Shape, readout: HTMLElement): MapView {
  if (image) return makeMapImages(rows, image, readout);
  const name = (i: number): string => inputName(i, space);
  if (cols > MOST_TABLE_COLUMNS) return makeMapMatrix(rows, cols, name, readout);
  return makeMapTable(
    rows,
    Array.from({ length: cols }, (_, i) => name(i)),
  );
}

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
        view = makeView({ rows: map.rows, cols: map.cols, image, space }, readout);
        const reads = image !== null || map.cols > MOST_TABLE_COLUMNS;
        host.replaceChildren(view.node, ...(reads ? [readout] : []));
      }
      view?.update(map, outputNames(network, data));
    },
  };
}

/** Whether the map is drawn as a picture: a table is its own text. */
const isPicture = ({ session }: LensStore): boolean => {
  const cols = session.inspection?.map.cols ?? 0;
  return cols > MOST_TABLE_COLUMNS || (cols > 0 && imageOf(session, cols) !== null);
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
