import type { ReactElement } from 'react';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { Help } from '../../ui/Help';
import { Section } from '../../ui/Section';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { inputName, outputNames } from '../names';
import { CopyMenu } from './copy/CopyMenu';
import { mapSources } from './copy/sources';
import { makeMapImages } from './mapImages';
import { makeMapMatrix } from './mapMatrix';
import { makeMapTable } from './mapTable';
import type { MapView } from './mapView';

const MOST_TABLE_COLUMNS = 3;

interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly image: { readonly width: number; readonly height: number } | null;
}

function makeView({ rows, cols, image }: Shape, readout: HTMLElement): MapView {
  if (image) return makeMapImages(rows, image, readout);
  if (cols > MOST_TABLE_COLUMNS) return makeMapMatrix(rows, cols, readout);
  return makeMapTable(
    rows,
    Array.from({ length: cols }, (_, i) => inputName(i)),
  );
}

function mount(host: HTMLElement): Drawing {
  const readout = element('p', 'readout num soft');
  let shape = '';
  let view: MapView | null = null;
  return {
    update({ session }: LensStore): void {
      const { inspection, data, network } = session;
      if (!inspection) return;
      const { map } = inspection;
      const size = data?.image;
      const image = size && size.width * size.height === map.cols ? size : null;
      const needed = `${map.rows}×${map.cols} ${image ? 'image' : ''}`;
      if (needed !== shape) {
        shape = needed;
        view = makeView({ rows: map.rows, cols: map.cols, image }, readout);
        const reads = image !== null || map.cols > MOST_TABLE_COLUMNS;
        host.replaceChildren(view.node, ...(reads ? [readout] : []));
      }
      view?.update(map, outputNames(network, data));
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data, session.network];

/** The affine map that the network is on the point's polytope. */
export function MapSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section
      title="Local affine map"
      aside={
        <>
          <CopyMenu store={store} what="the local affine map" sources={mapSources} />
          <Help term="Local affine map">
            <p>
              On the polytope of code s the network is exactly <code>f(x) = A x + c</code>. With D the diagonal of the
              units’ slopes:
            </p>
            <p>
              <code>A = W_L D_L−1 W_L−1 … D_1 W_1</code>
            </p>
            <p>A row is an output, a column an input; for images each row is drawn as an image, all on one scale.</p>
          </Help>
        </>
      }
    >
      <div ref={ref} className="map-host" />
    </Section>
  );
}
