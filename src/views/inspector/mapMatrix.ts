/** A local affine map with many inputs that are no image: the whole matrix as one picture, c as its last column. */
import type { AffineMap } from '../../core/network';
import { element, setText } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { makeHeatCanvas } from './heatCanvas';
import { largest } from './mapImages';
import type { MapView } from './mapView';

/** `inputName` gives the name of a column. */
export function makeMapMatrix(
  rows: number,
  cols: number,
  inputName: (column: number) => string,
  readout: HTMLElement,
): MapView {
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
  const heat = makeHeatCanvas({ rows, cols: cols + 1, label: 'Local affine map, c in the last column' }, (cell) => {
    current = cell;
    setText(readout, words());
    return words();
  });
  heat.canvas.style.aspectRatio = `${Math.min(8, (cols + 1) / rows)}`;
  node.append(heat.canvas);
  return {
    node,
    update(map, outputNames) {
      shown = map;
      names = outputNames;
      const joined = new Float64Array(rows * (cols + 1));
      for (let row = 0; row < rows; row++) {
        joined.set(map.A.subarray(row * cols, (row + 1) * cols), row * (cols + 1));
        joined[row * (cols + 1) + cols] = map.c[row] ?? 0;
      }
      heat.paint(joined, 0, largest(map.A));
      setText(readout, words());
    },
  };
}
