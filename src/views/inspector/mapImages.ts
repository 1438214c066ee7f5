/** The local affine map of an image network: each output's row of A as a picture, all on one scale. */
import type { AffineMap } from '../../core/network';
import { element, setText, setValue } from '../../ui/dom';
import { formatFull, formatNumber } from '../../ui/format';
import { type HeatCanvas, makeHeatCanvas } from './heatCanvas';
import { LOCAL_MAP, type MapView } from './mapView';

interface Multiple {
  readonly heat: HeatCanvas;
  readonly name: HTMLElement;
  readonly offset: HTMLElement;
}

/** Largest |entry|. */
export function largest(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 0; i < values.length; i++) top = Math.max(top, Math.abs(values[i] as number));
  return top;
}

/** Small multiples, one an output. `readout` shows the value under the cursor. */
export function makeMapImages(
  outputs: number,
  image: { readonly width: number; readonly height: number },
  readout: HTMLElement,
  { name: matrix, offset: hasOffset } = LOCAL_MAP,
): MapView {
  const node = element('div', 'map-images');
  const hint = 'Point at a pixel to read its weight.';
  let shown: AffineMap | null = null;
  let current: { readonly output: number; readonly cell: readonly [number, number] } | null = null;
  let names: readonly string[] = [];
  const words = (): string => {
    if (!current || !shown) return hint;
    const [row, col] = current.cell;
    const value = shown.A[current.output * shown.cols + row * image.width + col] ?? 0;
    return `${names[current.output] ?? ''} · row ${row}, column ${col}: ${formatNumber(value)}`;
  };
  const multiples: readonly Multiple[] = Array.from({ length: outputs }, (_, output) => {
    const shape = { rows: image.height, cols: image.width, label: `Row ${output} of ${matrix} as an image` };
    const heat = makeHeatCanvas(shape, (cell) => {
      current = cell && { output, cell };
      setText(readout, words());
      return words();
    });
    const figure = element('figure', 'map-image');
    const caption = element('figcaption');
    const name = element('span', 'map-name');
    const offset = element('span', 'num soft');
    caption.append(name, offset);
    figure.append(heat.canvas, caption);
    node.append(figure);
    return { heat, name, offset };
  });
  return {
    node,
    update(map, outputNames, limit = largest(map.A)) {
      shown = map;
      names = outputNames;
      multiples.forEach(({ heat, name, offset }, output) => {
        heat.paint(map.A, output * map.cols, limit);
        setText(name, names[output] ?? '');
        const c = map.c[output] ?? 0;
        if (hasOffset) setValue(offset, formatNumber(c, 2), `c = ${formatFull(c)}`);
      });
      setText(readout, words());
    },
  };
}
