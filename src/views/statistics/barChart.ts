/** A small bar chart: D3 scales on SVG nodes that stay; what a bar counts is written beside the title. */
import { type Selection, scaleLinear, select } from 'd3';
import { element, setAttribute, setText } from '../../ui/dom';
import type { ChartData } from './charts';

const TOP = 2;
/** Bars with a count are at least so high, so that rare ones are seen. */
const LEAST = 1.5;

interface Parts {
  readonly figure: HTMLElement;
  readonly title: HTMLElement;
  readonly note: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly problem: HTMLElement;
  readonly first: HTMLElement;
  readonly last: HTMLElement;
  readonly facts: HTMLElement;
}

function makeParts(): Parts {
  const figure = element('figure', 'chart statistic');
  const caption = element('figcaption');
  const title = element('span', 'chart-title');
  const note = element('span', 'chart-note num soft');
  caption.append(title, note);
  const plot = element('div', 'chart-plot');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('role', 'img');
  const problem = element('p', 'chart-empty soft');
  plot.append(svg, problem);
  const ends = element('div', 'statistic-ends num soft');
  const [first, last] = [element('span'), element('span')];
  ends.append(first, last);
  const facts = element('dl', 'statistic-facts');
  figure.append(caption, plot, ends, facts);
  return { figure, title, note, svg, problem, first, last, facts };
}

export class BarChart {
  private readonly parts = makeParts();
  private readonly root: Selection<SVGSVGElement, unknown, null, undefined>;
  private readonly observer = new ResizeObserver(() => this.draw());
  private data: ChartData | null = null;
  /** The bar of the selected polytope; −1: none. */
  private marked = -1;
  private width = 0;

  constructor(host: HTMLElement) {
    const { figure, svg, note } = this.parts;
    this.root = select(svg);
    host.append(figure);
    svg.addEventListener('pointermove', (event) => this.read(event));
    svg.addEventListener('pointerleave', () => setText(note, ''));
    this.observer.observe(svg);
  }

  /** `selected`: the value of the selected polytope, NaN where it has none. */
  update(data: ChartData, selected: number): void {
    const { title, first, last, facts, problem, svg } = this.parts;
    const marked = data.barOf(selected);
    if (data === this.data && marked === this.marked) return;
    const fresh = data !== this.data;
    this.data = data;
    this.marked = marked;
    if (fresh) {
      setText(title, data.title);
      setText(first, data.ends[0]);
      setText(last, data.ends[1]);
      setText(problem, data.problem ?? '');
      problem.hidden = data.problem === null;
      facts.replaceChildren(...data.facts.map(([name, value]) => factRow(name, value)));
      const said = data.facts.map(([name, value]) => `${name} ${value}`).join(', ');
      setAttribute(svg, 'aria-label', `${data.title}: ${data.ends.filter(Boolean).join(' to ')}, ${said}`);
    }
    this.draw();
  }

  dispose(): void {
    this.observer.disconnect();
    this.parts.figure.remove();
  }

  private draw(): void {
    const { data, root, marked } = this;
    const { clientWidth: width, clientHeight: height } = this.parts.svg;
    this.width = width;
    if (!data || width === 0) return;
    const most = data.bars.reduce((top, { count }) => Math.max(top, count), 1);
    const y = scaleLinear([0, most], [0, height - TOP]);
    const step = width / Math.max(1, data.bars.length);
    const gap = step > 6 ? 1.5 : step > 3 ? 0.5 : 0;
    root
      .selectAll<SVGRectElement, ChartData['bars'][number]>('rect')
      .data(data.bars)
      .join('rect')
      .attr('class', (_, i) => (i === marked ? 'statistic-bar selected' : 'statistic-bar'))
      .attr('x', (_, i) => i * step + gap / 2)
      .attr('width', Math.max(0.5, step - gap))
      .attr('y', ({ count }) => height - heightOf(y(count)))
      .attr('height', ({ count }) => heightOf(y(count)));
  }

  private read(event: PointerEvent): void {
    const { data, width } = this;
    const { svg, note } = this.parts;
    if (!data || width === 0) return;
    const bar = Math.floor(((event.clientX - svg.getBoundingClientRect().left) / width) * data.bars.length);
    setText(note, data.bars[bar]?.text ?? '');
  }
}

const heightOf = (height: number): number => (height > 0 ? Math.max(LEAST, height) : 0);

function factRow(name: string, value: string): HTMLElement {
  const row = element('div');
  row.append(element('dt', 'soft', name), element('dd', 'num', value));
  return row;
}
