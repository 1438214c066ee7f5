/** One layer's bars with a cursor that lights the unit under it. */
import type { GatedLayer } from '../../../core/network';
import { element, setAttribute, setText } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import { sourceLabel, unitName } from '../../names';
import { shortcutFor } from '../../shortcuts';
import { barOrder, barPaths, largestOf, thresholdPath } from './marginBars';

export interface MarginRow {
  readonly row: HTMLElement;
  /** `values`: one pre-activation a unit; `lit`: the unit that is lit, by index among all. */
  update(values: ArrayLike<number>, sorted: boolean, lit: number | null): void;
}

const svgNode = <K extends keyof SVGElementTagNameMap>(tag: K, className: string): SVGElementTagNameMap[K] => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  node.setAttribute('class', className);
  return node;
};

interface Picture {
  readonly svg: SVGSVGElement;
  readonly cursor: SVGPathElement;
  readonly positive: SVGPathElement;
  readonly negative: SVGPathElement;
  readonly thresholds: SVGPathElement;
}

function makePicture({ layer, size }: GatedLayer): Picture {
  const svg = svgNode('svg', 'margin-bars');
  svg.setAttribute('viewBox', `0 0 ${size} 2`);
  svg.setAttribute('preserveAspectRatio', 'none');
  const fixed = { role: 'slider', tabindex: '0', 'aria-label': `Pre-activations of layer ${layer}` };
  for (const [name, value] of Object.entries(fixed)) svg.setAttribute(name, value);
  svg.setAttribute('aria-valuemin', '0');
  svg.setAttribute('aria-valuemax', String(size - 1));
  svg.setAttribute('aria-valuenow', '0');
  const cursor = svgNode('path', 'margin-cursor');
  const zero = svgNode('path', 'margin-zero');
  zero.setAttribute('d', `M0 1h${size}`);
  const positive = svgNode('path', 'margin-positive');
  const negative = svgNode('path', 'margin-negative');
  const thresholds = svgNode('path', 'margin-threshold');
  svg.append(cursor, positive, negative, zero, thresholds);
  return { svg, cursor, positive, negative, thresholds };
}

class Row implements MarginRow {
  readonly row = element('div', 'code-row');
  private readonly picture: Picture;
  private readonly scale = element('span', 'num soft margin-scale');
  private order: readonly number[];
  private values: ArrayLike<number> = [];
  private place = 0;

  constructor(
    private readonly gated: GatedLayer,
    private readonly light: (unit: number | null) => void,
  ) {
    this.order = barOrder(new Float64Array(gated.size), false);
    this.picture = makePicture(gated);
    this.row.append(element('span', 'code-label num soft', `L${gated.layer}`), this.picture.svg as Node, this.scale);
    this.listen(this.picture.svg);
  }

  update(values: ArrayLike<number>, sorted: boolean, lit: number | null): void {
    const { picture, gated } = this;
    this.values = values;
    this.order = barOrder(values, sorted);
    const top = largestOf(values);
    const { positive, negative } = barPaths(values, this.order, top);
    setAttribute(picture.positive, 'd', positive);
    setAttribute(picture.negative, 'd', negative);
    setAttribute(picture.thresholds, 'd', thresholdPath(gated, top));
    const own = lit === null ? -1 : this.order.indexOf(lit - gated.firstUnit);
    setAttribute(picture.cursor, 'd', own < 0 ? '' : `M${own} 0h1v2h-1z`);
    setText(this.scale, `±${formatNumber(top, 2)}`);
  }

  private listen(svg: SVGSVGElement): void {
    svg.addEventListener('keydown', (event) => {
      const to = this.keyPlace(shortcutFor('cursor', event));
      if (to === null) return;
      event.preventDefault();
      this.move(to);
    });
    const under = (event: PointerEvent): void => {
      const box = svg.getBoundingClientRect();
      this.move(Math.floor(((event.clientX - box.left) / box.width) * this.gated.size));
    };
    svg.addEventListener('pointermove', under);
    svg.addEventListener('pointerdown', under);
    svg.addEventListener('focus', () => this.move(this.place));
    svg.addEventListener('blur', () => this.light(null));
    svg.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch' && document.activeElement !== svg) this.light(null);
    });
  }

  private keyPlace(key: string | null): number | null {
    if (key === 'right' || key === 'up') return this.place + 1;
    if (key === 'left' || key === 'down') return this.place - 1;
    if (key === 'first') return 0;
    return key === 'last' ? this.gated.size - 1 : null;
  }

  private move(to: number): void {
    const { gated, picture } = this;
    this.place = Math.min(gated.size - 1, Math.max(0, to));
    const unit = this.order[this.place] ?? 0;
    setAttribute(picture.svg, 'aria-valuenow', String(this.place));
    const z = formatFull(this.values[unit] ?? 0);
    setAttribute(
      picture.svg,
      'aria-valuetext',
      `${gated.source ? sourceLabel(gated.source, unit) : unitName(gated.layer, unit)}, z = ${z}`,
    );
    this.light(gated.firstUnit + unit);
  }
}

/** `light` gets the unit under the cursor by its index among all, null when there is none. */
export const makeMarginRow = (gated: GatedLayer, light: (unit: number | null) => void): MarginRow =>
  new Row(gated, light);
