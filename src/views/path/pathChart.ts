/** One figure along a path: lines over the share of its length, on SVG nodes that stay. All figures point at one place. */
import { scaleLinear, select } from 'd3';
import { element, setAttribute, setText } from '../../ui/dom';
import type { Line } from './pathSeries';

/** How a line looks, with its name. */
export interface Named {
  readonly name: string;
  /** CSS colour. */
  readonly colour: string;
  readonly dashed?: boolean;
}

export interface DrawnLine extends Omit<Named, 'name'> {
  readonly points: Line;
  readonly name?: string;
}

/** A row of ticks, from the top down. */
export interface TickRow {
  readonly name: string;
  readonly shares: Float64Array;
}

export interface ChartContent {
  /** In place of the figure's own. */
  readonly title?: string;
  /** Beside the title. */
  readonly value: string;
  /** For those who do not see it. */
  readonly text: string;
  readonly lines?: readonly DrawnLine[];
  readonly rows?: readonly TickRow[];
  /** What the lines are called, below them. */
  readonly legend?: readonly Named[];
  /** Behind the legend. */
  readonly note?: string;
  /** Ends of the vertical scale; those of the lines where they are not given. */
  readonly range?: readonly [least: number, most: number];
  /** Shares of the length at which the legs meet. */
  readonly bends: readonly number[];
  /** What the figure says at a share of the length. */
  readonly read: (share: number) => string;
}

const TOP = 4;
const BOTTOM = 3;
const ROW_NAMES = 20;

function rangeOf(lines: readonly DrawnLine[]): readonly [number, number] {
  let [least, most] = [0, 0];
  for (const { points } of lines)
    for (let i = 1; i < points.length; i += 2) {
      least = Math.min(least, points[i] as number);
      most = Math.max(most, points[i] as number);
    }
  return least === most ? [least, least + 1] : [least, most];
}

/** A line as SVG; where it has no value (the angle to an activation of 0) there is a gap. */
export function strokeOf(points: Line, x: (value: number) => number, y: (value: number) => number): string {
  let d = '';
  let pen = 'M';
  for (let i = 0; i < points.length; i += 2) {
    const value = points[i + 1] as number;
    const drawn = !Number.isNaN(value);
    if (drawn) d += `${pen}${x(points[i] as number).toFixed(2)},${y(value).toFixed(2)}`;
    pen = drawn ? 'L' : 'M';
  }
  return d;
}

function legendEntry({ name, colour, dashed }: Named): HTMLElement {
  const entry = element('span', dashed ? 'path-key dashed' : 'path-key', name);
  entry.style.setProperty('--key', colour);
  return entry;
}

export class PathChart {
  private readonly figure = element('figure', 'chart path-chart');
  private readonly title = element('span', 'chart-title');
  private readonly value = element('span', 'chart-value num');
  private readonly note = element('span', 'chart-note num soft');
  private readonly svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private readonly legend = element('p', 'path-legend soft');
  private readonly plot = select(this.svg).append('g');
  private readonly rule = select(this.svg).append('line').attr('class', 'chart-now').attr('visibility', 'hidden');
  private readonly observer = new ResizeObserver(([entry]) => this.resize(entry?.contentRect));
  private readonly x = scaleLinear();
  private content: ChartContent | null = null;
  private pointed: number | null = null;
  private size = { width: 0, height: 0 };

  /** `onPoint`: the share under the pointer; null when it leaves. */
  constructor(
    host: HTMLElement,
    private readonly ownTitle: string,
    private readonly onPoint: (share: number | null) => void,
  ) {
    const caption = element('figcaption');
    setText(this.title, this.ownTitle);
    caption.append(this.title, this.value, this.note);
    const plot = element('div', 'chart-plot');
    this.svg.setAttribute('role', 'img');
    plot.append(this.svg);
    this.figure.append(caption, plot, this.legend);
    host.append(this.figure);
    this.svg.addEventListener('pointermove', (event) => this.onPoint(this.shareAt(event)));
    this.svg.addEventListener('pointerleave', () => this.onPoint(null));
    this.observer.observe(this.svg);
  }

  /** Null hides it. */
  update(content: ChartContent | null): void {
    this.content = content;
    this.figure.hidden = content === null;
    if (!content) return;
    setText(this.title, content.title ?? this.ownTitle);
    setAttribute(this.svg, 'aria-label', content.text);
    this.legend.hidden = !content.legend && !content.note;
    this.legend.replaceChildren(...(content.legend ?? []).map(legendEntry), content.note ?? '');
    this.draw();
  }

  /** Marks a share of the length; null: none. */
  point(share: number | null): void {
    this.pointed = share;
    this.mark();
  }

  dispose(): void {
    this.observer.disconnect();
    this.figure.remove();
  }

  /** Room beside the rows for their names. */
  private get aside(): number {
    return this.content?.rows ? ROW_NAMES : 0;
  }

  private shareAt(event: PointerEvent): number {
    const { left, width } = this.svg.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / (width - this.aside || 1)));
  }

  private resize({ width, height }: { readonly width: number; readonly height: number } = this.size): void {
    this.size = { width, height };
    this.draw();
  }

  private mark(): void {
    const { pointed, content } = this;
    const shown = pointed !== null && content !== null;
    this.rule.attr('visibility', shown ? 'visible' : 'hidden');
    // One or the other: there is room for one beside the title.
    setText(this.value, shown ? '' : (content?.value ?? ''));
    setText(this.note, shown ? content.read(pointed) : '');
    if (shown)
      this.rule.attr('x1', this.x(pointed)).attr('x2', this.x(pointed)).attr('y1', 0).attr('y2', this.size.height);
  }

  private draw(): void {
    const { content, size } = this;
    if (!content || size.width === 0) return;
    this.x.domain([0, 1]).range([0, size.width - this.aside]);
    this.plot.selectChildren().remove();
    for (const share of content.bends) this.addPath('path-bend', `M${this.x(share)},0V${size.height}`);
    if (content.rows) this.drawRows(content.rows);
    if (content.lines) this.drawLines(content.lines, content.range ?? rangeOf(content.lines));
    this.mark();
  }

  private addPath(className: string, d: string) {
    return this.plot.append('path').attr('class', className).attr('d', d);
  }

  private drawRows(rows: readonly TickRow[]): void {
    const height = this.size.height / rows.length;
    // Of many rows the strokes reach over their neighbours, so that a single one is seen.
    const half = Math.max(2, height / 2 - 1.5);
    rows.forEach(({ name, shares }, row) => {
      const middle = (row + 0.5) * height;
      const [top, bottom] = [middle - half, middle + half];
      const strokes = Array.from(
        shares,
        (share) => `M${this.x(share).toFixed(1)},${top.toFixed(1)}V${bottom.toFixed(1)}`,
      );
      this.addPath('path-strokes', strokes.join(''));
      if (height >= 11)
        this.plot
          .append('text')
          .attr('class', 'path-row')
          .attr('x', this.size.width - 2)
          .attr('y', (top + bottom) / 2)
          .text(name);
    });
  }

  private drawLines(lines: readonly DrawnLine[], range: readonly [number, number]): void {
    const y = scaleLinear([...range], [this.size.height - BOTTOM, TOP]);
    if (range[0] < 0 && range[1] > 0) this.addPath('path-zero', `M0,${y(0).toFixed(1)}H${this.size.width}`);
    for (const { points, colour, dashed } of lines)
      this.addPath('path-curve', strokeOf(points, this.x, y))
        .style('stroke', colour)
        .attr('stroke-dasharray', dashed ? '3 3' : null);
  }
}
