/** A small local affine map as a table of coloured numbers. */
import { element, setText, setValue } from '../../ui/dom';
import { formatFull, formatNumber } from '../../ui/format';
import { isDark } from '../live';
import { css, palette } from '../palette';
import { largest } from './mapImages';
import { LOCAL_MAP, type MapView } from './mapView';

// The ends of the scale are kept for areas without text on them.
const STRENGTH = 0.75;

/** A table with a row an output, a column an input and one for c, which stays empty where there is none. */
export function makeMapTable(rows: number, inputNames: readonly string[], { offset } = LOCAL_MAP): MapView {
  const columns = offset ? [...inputNames, 'c'] : inputNames;
  const node = element('table', 'map-table');
  const head = element('tr');
  head.append(element('td'), ...columns.map((name) => element('th', 'num soft', name)));
  for (const cell of head.querySelectorAll('th')) cell.scope = 'col';
  const filler = offset ? [] : [element('td')];
  head.append(...filler);
  const headGroup = element('thead');
  headGroup.append(head);
  const body = element('tbody');
  const cells = Array.from({ length: rows }, () => {
    const row = element('tr');
    const name = element('th', 'map-name');
    name.scope = 'row';
    const values = columns.map(() => element('td', 'num'));
    row.append(name, ...values, ...filler.map((cell) => cell.cloneNode()));
    body.append(row);
    return { name, values };
  });
  node.append(headGroup, body);
  return {
    node,
    update(map, names, limit = largest(map.A)) {
      const { diverging } = palette({ dark: isDark() });
      const limitA = limit || 1;
      const limitC = largest(map.c) || 1;
      node.style.setProperty('--name', `${Math.max(...names.map((name) => name.length))}ch`);
      cells.forEach(({ name, values }, row) => {
        setText(name, names[row] ?? '');
        values.forEach((cell, col) => {
          const isOffset = col === map.cols;
          const value = (isOffset ? map.c[row] : map.A[row * map.cols + col]) ?? 0;
          setValue(cell, formatNumber(value), formatFull(value));
          cell.style.background = css(diverging((STRENGTH * value) / (isOffset ? limitC : limitA)));
        });
      });
    },
  };
}
