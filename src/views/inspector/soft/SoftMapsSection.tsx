import type { ReactElement } from 'react';
import type { AffineMap } from '../../../core/network';
import { endsOfSoftMap, type SoftMaps, softMapsAt, softPoint } from '../../../state/softInspection';
import type { LensStore } from '../../../state/types';
import { boundedText, DataTable } from '../../../ui/DataTable';
import { element, setText } from '../../../ui/dom';
import { formatError, formatFull, formatNumber } from '../../../ui/format';
import { Section } from '../../../ui/Section';
import { TableDetails } from '../../../ui/TableDetails';
import { TermHelp } from '../../help/TermHelp';
import { type Drawing, type LensStoreApi, READ_AT_REST, useDrawing } from '../../live';
import { inputName, outputNames } from '../../names';
import { CopyMenu } from '../copy/CopyMenu';
import { makeFact } from '../facts';
import { isMapPicture, makeMapView } from '../makeMapView';
import { largest } from '../mapImages';
import { imageOf, type MapKind, type MapView } from '../mapView';
import { largestEntries, mapRows } from '../tables/mapRows';
import { softWatched, useResting, whenCheap } from './resting';
import { softMapSources } from './softSources';
import { endsWords } from './softWords';

interface Shown {
  readonly kind: MapKind;
  /** One sentence. */
  readonly text: string;
  readonly of: (maps: SoftMaps) => AffineMap;
}

const SHOWN: readonly Shown[] = [
  {
    kind: { name: 'A(x)', title: 'Soft map', offset: true },
    text: 'f(x) = A(x) x + c(x) exactly; A(x) is the mean of all codes’ A.',
    of: ({ soft }) => soft,
  },
  {
    kind: { name: '∂f/∂x', title: 'Jacobian', offset: false },
    text: 'How f moves with x: the gates move, too.',
    of: ({ jacobian }) => jacobian,
  },
  {
    kind: { name: 'A', title: 'Hard map', offset: true },
    text: 'The hard network’s map on the polytope of the point.',
    of: ({ hard }) => hard,
  },
];

interface Part {
  readonly node: HTMLElement;
  readonly view: MapView;
  readonly of: Shown['of'];
}

function makePart({ kind, text, of }: Shown, map: AffineMap, state: LensStore): Part {
  const node = element('figure', 'soft-map');
  const readout = element('p', 'readout num soft');
  const image = imageOf(state.session, map.cols);
  const view = makeMapView({ rows: map.rows, cols: map.cols, image, space: state.lens.space }, readout, kind);
  const caption = element('figcaption');
  caption.append(element('strong', '', kind.title), element('span', 'soft small', text));
  node.append(caption, view.node);
  if (isMapPicture(map.cols, image)) node.append(readout);
  return { node, view, of };
}

function makeFacts() {
  const list = element('dl', 'facts');
  const term = makeFact('Jacobian − soft map', 'the gate’s derivative term, Frobenius norm');
  const hard = makeFact('Soft map − hard map', 'Frobenius norm of the difference of the two A');
  const residual = makeFact(
    'Residual of A(x) x + c(x)',
    'against the soft forward pass, relative to ‖A‖ ‖x‖ + ‖c‖ + 1',
  );
  list.append(term.row, hard.row, residual.row);
  const update = ({ norms, residual: error }: SoftMaps): void => {
    term.set(formatNumber(norms.derivativeTerm), formatFull(norms.derivativeTerm));
    hard.set(formatNumber(norms.softFromHard), formatFull(norms.softFromHard));
    residual.set(formatError(error), formatFull(error));
  };
  return { list, update };
}

function mount(host: HTMLElement): Drawing {
  const ends = element('p', 'on-boundary');
  const grid = element('div', 'soft-maps');
  const facts = makeFacts();
  host.append(ends, grid, facts.list);
  let shape = '';
  let parts: readonly Part[] = [];
  return {
    update(state: LensStore): void {
      const point = softPoint(state);
      if (!point) return;
      const { network } = point;
      const maps = softMapsAt(point);
      const { rows, cols } = maps.soft;
      const needed = `${rows}×${cols} ${state.lens.space} ${imageOf(state.session, cols) ? 'image' : ''}`;
      if (needed !== shape) {
        shape = needed;
        parts = SHOWN.map((shown) => makePart(shown, maps.soft, state));
        grid.replaceChildren(...parts.map(({ node }) => node));
      }
      const words = endsWords(network, endsOfSoftMap(network));
      ends.hidden = words === '';
      setText(ends, words);
      // One scale, so that colours can be compared.
      const limit = Math.max(...SHOWN.map(({ of }) => largest(of(maps).A)));
      const names = outputNames(network, state.session.data);
      for (const { view, of } of parts) view.update(of(maps), names, limit);
      facts.update(maps);
    },
  };
}

const paced = whenCheap(mount);

/** The largest entries of each map, one after the other. */
function MapTable({ store }: { store: LensStoreApi }): ReactElement | null {
  const point = useResting(store, softPoint);
  if (!point) return null;
  const { lens, session } = store.getState();
  const maps = softMapsAt(point);
  const image = imageOf(session, maps.soft.cols);
  const name = (k: number): string =>
    image ? `row ${Math.floor(k / image.width)}, column ${k % image.width}` : inputName(k, lens.space);
  const outputs = outputNames(point.network, session.data);
  const rows = SHOWN.flatMap(({ kind, of }) =>
    mapRows(of(maps), outputs, name)
      .filter(({ cells }) => kind.offset || cells[1] !== 'c')
      .map(({ key, cells: [first, ...rest] }) => ({
        key: `${kind.title} ${key}`,
        cells: [kind.title, first, ...rest] as const,
      })),
  );
  const shown = boundedText('largest', largestEntries(maps.soft.A).length, maps.soft.A.length, 'entries');
  return (
    <DataTable
      caption={`${shown} of each map`}
      columns={[
        { name: 'map', words: true },
        { name: 'output', words: true },
        { name: 'input', words: true },
        { name: 'value' },
      ]}
      rows={rows}
    />
  );
}

/** Soft map, Jacobian and hard map at the point, on one scale, and how they differ. */
export function SoftMapsSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, paced, softWatched, READ_AT_REST);
  return (
    <Section
      title="Soft map and Jacobian"
      aside={
        <>
          <CopyMenu store={store} what="the soft map" sources={softMapSources} choiceLabel="Which" />
          <TermHelp title="Soft map and Jacobian" terms={['softMap', 'jacobian']} />
        </>
      }
    >
      <div ref={ref} className="map-host soft-map-host" />
      <TableDetails name="Table of the three maps">
        <MapTable store={store} />
      </TableDetails>
    </Section>
  );
}
