import { type ReactElement, useState } from 'react';
import type { Facet } from '../../../core/polytope';
import type { FoundFacets, LensStore } from '../../../state/types';
import { element, setText, setValue } from '../../../ui/dom';
import { formatError, formatFull, formatNumber } from '../../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { inputName, outputNames } from '../../names';
import { makeFilledRow } from '../barRow';
import { makeHeatCanvas } from '../heatCanvas';
import { largest } from '../mapImages';
import { imageOf } from '../mapView';
import { rankOne } from './rankOne';

interface ChangeProps {
  readonly store: LensStoreApi;
  readonly facet: Facet;
  readonly found: FoundFacets;
}

/** Inputs up to this many are named, each with its number. */
const MOST_NAMED = 12;

/** u: what each output gains for each unit of length behind the facet. */
function drawU(host: HTMLElement, u: Float64Array, names: readonly string[]): void {
  const list = element('ul', 'bar-rows');
  list.setAttribute('aria-label', 'u, one an output');
  const top = largest(u) || 1;
  list.append(
    ...Array.from(u, (value, k) => {
      const { row, name, value: number, fill } = makeFilledRow(value < 0 ? 'negative' : 'positive');
      setText(name, names[k] ?? '');
      setValue(number, formatNumber(value), formatFull(value));
      fill(Math.abs(value) / top);
      return row;
    }),
  );
  host.append(element('p', 'small soft', 'u: what an output gains for each unit of length behind the facet'), list);
}

/** v as a picture; returns how to paint it. */
function drawPicture(
  host: HTMLElement,
  v: Float64Array,
  shape: { readonly rows: number; readonly cols: number },
  nameOf: (input: number) => string,
): () => void {
  const readout = element('p', 'readout num soft');
  const hint = 'Point at it to read its numbers.';
  setText(readout, hint);
  const label = 'v, the facet’s outward normal';
  const heat = makeHeatCanvas({ ...shape, label }, (cell) => {
    const at = cell ? cell[0] * shape.cols + cell[1] : null;
    const words = at === null ? hint : `${nameOf(at)}: ${formatNumber(v[at] ?? 0)}`;
    setText(readout, words);
    return words;
  });
  heat.canvas.classList.add(shape.rows > 1 ? 'facet-normal' : 'facet-row');
  host.append(heat.canvas, readout);
  return () => heat.paint(v, 0, largest(v));
}

function drawNumbers(host: HTMLElement, v: Float64Array, nameOf: (input: number) => string): () => void {
  const list = element('dl', 'facet-numbers');
  list.append(
    ...Array.from(v, (value, k) => {
      const entry = element('div');
      const number = element('dd', 'num');
      setValue(number, formatNumber(value), formatFull(value));
      entry.append(element('dt', 'num soft', nameOf(k)), number);
      return entry;
    }),
  );
  host.append(list);
  return () => undefined;
}

function mountChange(host: HTMLElement, { facet, store, found }: ChangeProps): Drawing {
  const { session, lens } = store.getState();
  const parts = facet.neighbour && rankOne(facet.neighbour, facet.normal);
  if (!parts) {
    host.append(element('p', 'small soft', 'float64 cannot step across this facet.'));
    return { update: () => undefined };
  }
  const { u, v } = parts;
  const image = imageOf(session, v.length);
  const nameOf = (k: number): string =>
    image ? `row ${Math.floor(k / image.width)}, column ${k % image.width}` : inputName(k, lens.space);
  drawU(host, u, outputNames(found.network, session.data));
  host.append(element('p', 'small soft', 'v: the facet’s normal, of length 1, pointing out of the polytope'));
  const shape = image ? { rows: image.height, cols: image.width } : { rows: 1, cols: v.length };
  const paint = image || v.length > MOST_NAMED ? drawPicture(host, v, shape, nameOf) : drawNumbers(host, v, nameOf);
  return { update: paint };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.data];

/** What changes across a facet: ΔA = u vᵀ, with v the facet's outward normal. */
export function FacetChange(props: ChangeProps): ReactElement {
  const { facet } = props;
  const [mount] = useState(() => (host: HTMLElement) => mountChange(host, props));
  const ref = useDrawing<HTMLDivElement>(props.store, mount, watched);
  const { neighbour, width, margin, residual } = facet;
  const wide = Number.isFinite(width) ? `${formatNumber(width, 3)} through the polytope` : 'no end behind it';
  return (
    <div className="facet-change">
      <p className="small soft">
        <span className="num">ΔA = u vᵀ</span>
        {neighbour && ` to ${formatError(neighbour.rankResidual)}, relative; `}
        {`witness clear by ${formatError(margin)}, off the facet by ${formatError(residual)}; ${wide}`}
      </p>
      <div ref={ref} className="facet-factors" />
    </div>
  );
}
