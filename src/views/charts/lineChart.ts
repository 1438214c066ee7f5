/** A small line chart over training steps: D3 scales and paths on nodes that stay. */
import { area, line, type Selection, scaleLinear, select } from 'd3';
import { element, setAttribute, setText, setValue } from '../../ui/dom';
import { formatCount, formatFull } from '../../ui/format';

export interface ChartPoint {
  readonly step: number;
  readonly value: number;
}

export interface ChartSpec {
  readonly title: string;
  /** Name of the colour token of the line. */
  readonly tone: 'orange' | 'blue' | 'accent';
  readonly format: (value: number) => string;
  readonly empty: string;
  /** Pressing or pulling along the chart asks for the step there. */
  readonly onPick: (step: number) => void;
}

export interface LineChart {
  /**
   * `points` by increasing step, the same array where nothing was added; `last` is the value to write out exactly, also
   * where there is no history yet. `now`: the step that the page shows, marked by a line.
   */
  update(points: readonly ChartPoint[], last: number | null, now: number): void;
  show(on: boolean): void;
  /** What stands in it while there is no line; `empty` at first. */
  hint(text: string): void;
  dispose(): void;
}

const TOP = 4;
const BOTTOM = 2;

/** The recorded point nearest to a step. */
export function nearestPoint(points: readonly ChartPoint[], step: number): ChartPoint | null {
  let best: ChartPoint | null = null;
  for (const point of points) if (!best || Math.abs(point.step - step) < Math.abs(best.step - step)) best = point;
  return best;
}

/** “Loss from 0.6931 at step 0 to 0.04 at step 900, lowest 0.03, highest 0.71; now 0.05”. */
export function lineText(
  title: string,
  points: readonly ChartPoint[],
  now: number | null,
  format: (value: number) => string,
): string {
  const [first, last] = [points[0], points[points.length - 1]];
  const shown = now === null ? '' : `now ${format(now)}`;
  if (!first || !last || points.length < 2) return `${title}: ${shown || 'nothing recorded yet'}`;
  const at = ({ step, value }: ChartPoint): string => `${format(value)} at step ${formatCount(step)}`;
  const [low, high] = [format(least(points)), format(most(points))];
  return [`${title} from ${at(first)} to ${at(last)}, lowest ${low}, highest ${high}`, shown]
    .filter(Boolean)
    .join('; ');
}

const least = (points: readonly ChartPoint[]): number =>
  points.reduce((low, { value }) => Math.min(low, value), Infinity);
const most = (points: readonly ChartPoint[]): number =>
  points.reduce((top, { value }) => Math.max(top, value), -Infinity);

interface Parts {
  readonly figure: HTMLElement;
  readonly value: HTMLElement;
  readonly note: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly hint: HTMLElement;
}

function makeParts(host: HTMLElement, spec: ChartSpec): Parts {
  const figure = element('figure', `chart ${spec.tone}`);
  const caption = element('figcaption');
  const value = element('span', 'chart-value num');
  const note = element('span', 'chart-note num soft');
  caption.append(element('span', 'chart-title', spec.title), value, note);
  const plot = element('div', 'chart-plot');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('role', 'img');
  const hint = element('p', 'chart-empty soft', spec.empty);
  plot.append(svg, hint);
  figure.append(caption, plot);
  host.append(figure);
  return { figure, value, note, svg, hint };
}

type PathSelection = Selection<SVGPathElement, unknown, null, undefined>;

/** Draws again when its size changes; the value at the pointer is written beside the title. */
class Chart implements LineChart {
  private readonly parts: Parts;
  private readonly fill: PathSelection;
  private readonly stroke: PathSelection;
  private readonly head: Selection<SVGLineElement, unknown, null, undefined>;
  private readonly rule: Selection<SVGLineElement, unknown, null, undefined>;
  private readonly x = scaleLinear();
  private readonly y = scaleLinear();
  private readonly observer = new ResizeObserver(([entry]) => this.resize(entry?.contentRect));
  private points: readonly ChartPoint[] = [];
  private now = 0;
  /** As the observer told it: asking the element would have the page laid out in the middle of a frame. */
  private size = { width: 0, height: 0 };

  constructor(
    host: HTMLElement,
    private readonly spec: ChartSpec,
  ) {
    this.parts = makeParts(host, spec);
    const root = select(this.parts.svg);
    this.fill = root.append('path').attr('class', 'chart-fill');
    this.stroke = root.append('path').attr('class', 'chart-line');
    this.head = root.append('line').attr('class', 'chart-now');
    this.rule = root.append('line').attr('class', 'chart-rule').attr('visibility', 'hidden');
    const { svg } = this.parts;
    svg.addEventListener('pointermove', (event) => {
      this.read(event);
      if (svg.hasPointerCapture(event.pointerId)) this.pick(event);
    });
    svg.addEventListener('pointerdown', (event) => {
      svg.setPointerCapture(event.pointerId);
      this.pick(event);
    });
    this.parts.svg.addEventListener('pointerleave', () => {
      this.rule.attr('visibility', 'hidden');
      setText(this.parts.note, '');
    });
    this.observer.observe(this.parts.svg);
  }

  update(points: readonly ChartPoint[], last: number | null, now: number): void {
    const { value, svg } = this.parts;
    const { title, format } = this.spec;
    setValue(value, last === null ? '' : format(last), last === null ? '' : formatFull(last));
    setAttribute(svg, 'aria-label', lineText(title, points, last, format));
    if (points === this.points && now === this.now) return;
    const grown = points !== this.points;
    this.points = points;
    this.now = now;
    if (grown) this.draw();
    else this.mark();
  }

  /** The line at the step that the page shows. */
  private mark(): void {
    const at = this.x(this.now);
    const shown = this.points.length > 1;
    this.head.attr('visibility', shown ? 'visible' : 'hidden');
    if (shown) this.head.attr('x1', at).attr('x2', at).attr('y1', 0).attr('y2', this.size.height);
  }

  private pick(event: PointerEvent): void {
    if (this.points.length > 1) this.spec.onPick(Math.round(this.stepAt(event)));
  }

  private stepAt(event: PointerEvent): number {
    return this.x.invert(event.clientX - this.parts.svg.getBoundingClientRect().left);
  }

  private resize({ width, height }: { readonly width: number; readonly height: number } = this.size): void {
    this.size = { width, height };
    this.draw();
  }

  show(on: boolean): void {
    this.parts.figure.hidden = !on;
  }

  hint(text: string): void {
    setText(this.parts.hint, text);
  }

  dispose(): void {
    this.observer.disconnect();
    this.parts.figure.remove();
  }

  private draw(): void {
    const { points, x, y } = this;
    const { width, height } = this.size;
    const [first, last] = [points[0], points[points.length - 1]];
    this.parts.hint.hidden = points.length > 1;
    if (!first || !last || width === 0) {
      this.fill.attr('d', null);
      this.stroke.attr('d', null);
      this.mark();
      return;
    }
    x.domain([first.step, Math.max(first.step + 1, last.step)]).range([0, width]);
    y.domain([0, most(points) || 1]).range([height - BOTTOM, TOP]);
    const across = (point: ChartPoint): number => x(point.step);
    const up = (point: ChartPoint): number => y(point.value);
    this.stroke.attr('d', line<ChartPoint>().x(across).y(up)(points));
    this.fill.attr('d', area<ChartPoint>().x(across).y0(height).y1(up)(points));
    this.mark();
  }

  private read(event: PointerEvent): void {
    const { svg, note } = this.parts;
    const near = nearestPoint(this.points, this.stepAt(event));
    if (!near || this.points.length < 2) return;
    const at = this.x(near.step);
    this.rule.attr('visibility', 'visible').attr('x1', at).attr('x2', at).attr('y1', 0).attr('y2', svg.clientHeight);
    setText(note, `step ${formatCount(near.step)}: ${this.spec.format(near.value)}`);
  }
}

/** Builds a chart in `host`. */
export const makeLineChart = (host: HTMLElement, spec: ChartSpec): LineChart => new Chart(host, spec);
