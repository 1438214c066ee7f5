import type { ReactElement } from 'react';
import { largestMagnitude } from '../../../core/analysis/norms';
import type { LensStore } from '../../../state/types';
import { element, setAttribute, setText } from '../../../ui/dom';
import { formatNumber } from '../../../ui/format';
import { drawGrey } from '../../grey';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { makeHeatCanvas } from '../heatCanvas';

const watched = ({ session }: LensStore): readonly unknown[] => [session.attack?.found, session.data];

function figureOf(host: HTMLElement, canvas: HTMLCanvasElement): HTMLElement {
  const figure = element('figure', 'attack-image');
  const caption = element('figcaption', 'soft');
  figure.append(canvas, caption);
  host.append(figure);
  return caption;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function build(host: HTMLElement, { width, height }: Size) {
  host.replaceChildren();
  const grey = (label: string): HTMLCanvasElement => {
    const canvas = element('canvas');
    setAttribute(canvas, 'role', 'img');
    setAttribute(canvas, 'aria-label', label);
    return canvas;
  };
  let perturbation: Float64Array = new Float64Array();
  const [clean, attacked] = [grey('The clean input as an image'), grey('The attacked input as an image')];
  const heat = makeHeatCanvas({ rows: height, cols: width, label: 'The change as an image' }, (cell) => {
    const value = cell ? (perturbation[cell[0] * width + cell[1]] ?? 0) : 0;
    setText(changes, cell ? `row ${cell[0]}, column ${cell[1]}: ${formatNumber(value, 3)}` : scale());
    return changes.textContent ?? '';
  });
  const scale = (): string => `change, ±${formatNumber(largestMagnitude(perturbation), 3)}`;
  setText(figureOf(host, clean), 'clean');
  const changes = figureOf(host, heat.canvas);
  setText(figureOf(host, attacked), 'attacked');
  return (from: Float64Array, to: Float64Array, change: Float64Array): void => {
    perturbation = change;
    drawGrey(clean, from, { width, height });
    drawGrey(attacked, to, { width, height });
    heat.paint(change, 0, largestMagnitude(change));
    setText(changes, scale());
  };
}

function mount(host: HTMLElement): Drawing {
  let size = '';
  let draw: ReturnType<typeof build> | null = null;
  return {
    update({ session: { attack, data } }) {
      const image = data?.image;
      const result = attack?.found?.study.result;
      const fits = image && result && image.width * image.height === result.clean.length;
      host.hidden = !fits;
      if (!fits) return;
      if (size !== `${image.width}×${image.height}`) draw = build(host, image);
      size = `${image.width}×${image.height}`;
      draw?.(result.clean, result.attacked, result.perturbation);
    },
  };
}

/** Where inputs are images: the clean one, the change on a diverging scale, and the attacked one. */
export function AttackImages({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return <div ref={ref} className="attack-images" hidden />;
}
