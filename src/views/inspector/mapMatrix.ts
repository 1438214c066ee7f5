/** A local affine map with many inputs that are no image: the whole matrix as one picture, c, if there is one, as its last column. */
import type { AffineMap } from '../../core/network';
import { element, setText } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { makeHeatCanvas } from './heatCanvas';
import { largest } from './mapImages';
import { LOCAL_MAP, type MapView } from './mapView';

/** `inputName` gives the name of a column. */
export function makeMapMatrix(
  rows: number,
  cols: number,
  inputName: (column: number) => string,
  readout: HTMLElement,
  { title, offset } = LOCAL_MAP,
): MapView {
  const width = cols + Number(offset);
  const node = element('div', 'map-matrix');
  let shown: AffineMap | null = null;
  let names: readonly string[] = [];
  let current: readonly [number, number] | null = null;
  const words = (): string => {
    if (!current || !shown) return 'Point at a cell to read its weight.';
    const [row, col] = current;
    const value = col === cols ? shown.c[row] : shown.A[row * cols + col];
    return `${names[row] ?? ''} · ${col === cols ? 'c' : inputName(col)}: ${formatNumber(value ?? 0)}`;
  };
  const label = offset ? `${title}, c in the last column` : title;
  const heat = makeHeatCanvas({ rows, cols: width, label }, (cell) => {
    current = cell;
    setText(readout, words());
    return words();
  });
  heat.canvas.style.aspectRatio = `${Math.min(8, width / rows)}`;
  node.append(heat.canvas);
  return {
    node,
    update(map, outputNames, limit = largest(map.A)) {
      shown = map;
      names = outputNames;
      const joined = new Float64Array(rows * width);
      for (let row = 0; row < rows; row++) {
        joined.set(map.A.subarray(row * cols, (row + 1) * cols), row * width);
        if (offset) joined[row * width + cols] = map.c[row] ?? 0;
      }
      heat.paint(joined, 0, limit);
      setText(readout, words());
    },
  };
}
