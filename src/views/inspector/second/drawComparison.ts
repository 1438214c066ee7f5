/** The numbers of the comparison that follow every step of a drag. */
import type { LensStore } from '../../../state/types';
import { element, setAttribute, setText, setValue } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import type { Drawing } from '../../live';
import { type FilledRow, makeFilledRow } from '../barRow';
import { makeFact } from '../facts';
import { type Comparison, comparison, hammingText, type LayerRow, type OutputRow } from './comparison';

/** As many items as there are values, in nodes that stay. */
function pool<T>(
  parent: HTMLElement,
  items: T[],
  count: number,
  make: () => T,
  nodeOf: (item: T) => HTMLElement,
): void {
  while (items.length < count) {
    const item = make();
    items.push(item);
    parent.append(nodeOf(item));
  }
  while (items.length > count) {
    const item = items.pop();
    if (item) nodeOf(item).remove();
  }
}

function drawLayers(bars: readonly FilledRow[], rows: readonly LayerRow[]): void {
  bars.forEach(({ name, fill, value }, i) => {
    const { layer, differing, units } = rows[i] as LayerRow;
    setText(name, `L${layer}`);
    fill(units > 0 ? differing / units : 0);
    setText(value, `${differing}/${units}`);
  });
}

interface OutputCells {
  readonly row: HTMLElement;
  readonly name: HTMLElement;
  readonly values: readonly HTMLElement[];
}

function makeOutput(): OutputCells {
  const row = element('tr');
  const name = element('th', 'map-name');
  name.scope = 'row';
  const values = ['num', 'num', 'num'].map((kind) => element('td', kind));
  row.append(name, ...values);
  return { row, name, values };
}

function drawOutputs(cells: readonly OutputCells[], rows: readonly OutputRow[]): void {
  cells.forEach(({ name, values }, i) => {
    const { name: text, a, b } = rows[i] as OutputRow;
    setText(name, text);
    [a, b, b - a].forEach((value, k) => {
      const cell = values[k];
      if (cell) setValue(cell, formatNumber(value), formatFull(value));
    });
  });
}

function makeTable(): { table: HTMLElement; body: HTMLElement } {
  const table = element('table', 'compare-table');
  const head = element('thead');
  const row = element('tr');
  row.append(element('td'));
  for (const [name, kind] of [
    ['A', 'point-letter'],
    ['B', 'point-letter second'],
    ['B − A', 'soft'],
  ] as const) {
    const cell = element('th', kind, name);
    cell.scope = 'col';
    row.append(cell);
  }
  head.append(row);
  const body = element('tbody');
  table.append(head, body);
  return { table, body };
}

/** Distances, layers and outputs of A and B. */
export function drawComparison(host: HTMLElement): Drawing {
  const facts = element('dl', 'facts');
  const hamming = makeFact('Codes differ in');
  const distance = makeFact('Distance ‖x − x′‖');
  const answer = makeFact('Answer');
  facts.append(hamming.row, distance.row, answer.row);
  const layers = element('ul', 'bar-rows');
  const { table, body } = makeTable();
  const more = element('p', 'soft small');
  host.append(facts, layers, table, more);
  const bars: FilledRow[] = [];
  const outputs: OutputCells[] = [];
  const show = (found: Comparison): void => {
    hamming.set(hammingText(found), `Hamming distance ${found.differing}`);
    distance.set(formatNumber(found.distance), formatFull(found.distance));
    answer.show(found.answers !== null);
    const [a, b] = found.answers ?? ['', ''];
    answer.set(a === b ? `both ${a}` : `${a} · ${b}`, `A: ${a}, B: ${b}`);
    pool(
      layers,
      bars,
      found.byLayer.length,
      () => makeFilledRow('second'),
      ({ row }) => row,
    );
    drawLayers(bars, found.byLayer);
    pool(body, outputs, found.outputs.length, makeOutput, ({ row }) => row);
    drawOutputs(outputs, found.outputs);
    setText(more, found.moreOutputs > 0 ? `and ${found.moreOutputs} outputs that differ less` : '');
  };
  return {
    update(state: LensStore): void {
      const found = comparison(state);
      setAttribute(host, 'data-empty', found ? null : '');
      if (found) show(found);
    },
  };
}
