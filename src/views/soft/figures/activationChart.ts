/** The figure of an activation: pieces, spline and soft function above, the code and its entropy below, on one axis. */
import { scaleLinear, select } from 'd3';
import { type PiecewiseLinear, piecewiseLinear } from '../../../core/network';
import { boundaryWidth, gateScale, softAt, softCurve, splineGap } from '../../../core/soft';
import { element, setAttribute, setText } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import { besideGelu, extentOf, figureText, type Shown } from './activation';
import { curvePath, splinePath } from './curvePaths';

const COUNT = 161;
const TOP = 6;
const AXIS = 15;
const LEFT = 20;
/** Share of the height that the upper part takes, and the room between the two. */
const UPPER = 0.62;
const BETWEEN = 10;
/** Numbers the clip paths of a page. */
let made = 0;

export class ActivationChart {
  private readonly note = element('span', 'chart-note num soft');
  private readonly svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private readonly figure = element('figure', 'chart soft-chart');
  private readonly root = select(this.svg);
  private readonly frame = this.root.append('g').attr('class', 'soft-axis');
  private readonly clip = this.root.append('clipPath').attr('id', `soft-clip-${++made}`).append('rect');
  private readonly upper = this.root.append('g').attr('clip-path', `url(#soft-clip-${made})`);
  private readonly band = this.upper.append('path').attr('class', 'soft-band');
  private readonly pieces = this.upper.append('g');
  private readonly gelu = this.upper.append('path').attr('class', 'soft-gelu');
  private readonly hard = this.upper.append('path').attr('class', 'soft-hard');
  private readonly curve = this.upper.append('path').attr('class', 'soft-soft');
  private readonly gap = this.upper.append('path').attr('class', 'soft-gap');
  private readonly entropy = this.root.append('path').attr('class', 'soft-entropy');
  private readonly gates = this.root.append('g');
  private readonly rule = this.root.append('line').attr('class', 'chart-rule').attr('visibility', 'hidden');
  private readonly x = scaleLinear();
  private readonly y = scaleLinear();
  private readonly share = scaleLinear();
  private readonly observer = new ResizeObserver(([entry]) => this.resize(entry?.contentRect));
  private size = { width: 0, height: 0 };
  private shown: Shown | null = null;
  private pointed: number | null = null;
  private framed = '';

  constructor(host: HTMLElement, title: string) {
    const caption = element('figcaption');
    caption.append(element('span', 'chart-title', title), this.note);
    const plot = element('div', 'chart-plot');
    this.svg.setAttribute('role', 'img');
    plot.append(this.svg);
    this.figure.append(caption, plot);
    host.append(this.figure);
    this.svg.addEventListener('pointermove', ({ clientX }) => {
      this.pointed = this.x.invert(clientX - this.svg.getBoundingClientRect().left);
      this.mark();
    });
    this.svg.addEventListener('pointerleave', () => {
      this.pointed = null;
      this.mark();
    });
    this.observer.observe(this.svg);
  }

  update(shown: Shown): void {
    this.shown = shown;
    setAttribute(this.svg, 'aria-label', figureText(shown));
    this.draw();
  }

  dispose(): void {
    this.observer.disconnect();
    this.figure.remove();
  }

  private resize({ width, height }: { readonly width: number; readonly height: number } = this.size): void {
    this.size = { width, height };
    this.draw();
  }

  /** Where u, values and probabilities lie. */
  private scale(shown: Shown): number {
    const { width, height } = this.size;
    const { u, y } = extentOf(shown.spec);
    const middle = Math.round((height - AXIS) * UPPER);
    this.x.domain([...u]).range([LEFT, width - 4]);
    this.y.domain([...y]).range([middle, TOP]);
    this.share.domain([0, 1]).range([height - AXIS, middle + BETWEEN]);
    return middle;
  }

  private draw(): void {
    const { shown, size, x, y } = this;
    if (!shown || size.width === 0) return;
    const { spec, gate } = shown;
    const f = piecewiseLinear(spec);
    const middle = this.scale(shown);
    const [from, to] = extentOf(spec).u;
    this.drawFrame(middle);
    this.clip
      .attr('x', LEFT)
      .attr('y', 0)
      .attr('width', size.width - LEFT)
      .attr('height', middle);
    const curve = softCurve(f, gate, from, to, COUNT);
    this.curve.attr('d', curvePath(curve.u, curve.soft, x, y));
    this.drawSpline(f, [from, to]);
    this.drawBand(f, shown, middle);
    this.drawGelu(shown, curve.u);
    this.drawGap(f, shown);
    this.drawCode(curve.u, curve.shares, curve.entropy, f.slopes.length);
    this.mark();
  }

  private drawSpline(f: PiecewiseLinear, ends: readonly [number, number]): void {
    const { x, y } = this;
    this.hard.attr('d', splinePath(f, ends, x, y));
    const lines = f.slopes.map((a, r) => ends.map((u) => a * u + (f.offsets[r] as number)));
    this.pieces
      .selectAll('path')
      .data(lines)
      .join('path')
      .attr('class', 'soft-piece')
      .attr('d', (values) => curvePath(ends, values, x, y));
  }

  /** Where the entropy is above half of its most: about each threshold. */
  private drawBand(f: PiecewiseLinear, { gate }: Shown, middle: number): void {
    const [from, to] = this.x.domain() as [number, number];
    const bands = f.thresholds.map((t, r) => {
      const half = boundaryWidth(gate, gateScale(f, r)) / 2;
      const [left, right] = [this.x(Math.max(from, t - half)), this.x(Math.min(to, t + half))];
      return `M${left},0V${middle}H${Math.max(left + 1, right)}V0Z`;
    });
    this.band.attr('d', bands.join(''));
  }

  private drawGelu(shown: Shown, u: Float64Array): void {
    const beside = besideGelu(shown);
    const relu = piecewiseLinear({ name: 'relu' });
    const gate = { kind: 'probit', eta: beside?.gelu ?? 1, entropic: false } as const;
    const values = beside ? Array.from(u, (at) => softAt(relu, gate, at).soft) : [];
    this.gelu.attr('d', beside ? curvePath(u, values, this.x, this.y) : null);
  }

  private drawGap(f: PiecewiseLinear, { spec, gate }: Shown): void {
    const { gap, at } = splineGap(spec, gate);
    const place = f.thresholds.length > 1 ? at : (f.thresholds[0] ?? 0) - at;
    const { hard, soft } = softAt(f, gate, place);
    const seen = Number.isFinite(gap) && gap > 0;
    this.gap.attr('d', seen ? curvePath([place, place], [hard, soft], this.x, this.y) : null);
  }

  /** t of the second of two pieces, or of all of three; the entropy as a share of its most. */
  private drawCode(u: Float64Array, shares: Float64Array, entropy: Float64Array, pieces: number): void {
    const { x, share } = this;
    const n = u.length;
    const rows = Array.from({ length: pieces }, (_, r) => shares.subarray(r * n, (r + 1) * n));
    this.gates
      .selectAll('path')
      .data(pieces === 2 ? rows.slice(1) : rows)
      .join('path')
      .attr('class', (_, r) => `soft-gate piece-${r}`)
      .attr('d', (values) => curvePath(u, values, x, share));
    const most = Math.log(pieces);
    const line = curvePath(
      u,
      Array.from(entropy, (value) => value / most),
      x,
      share,
    );
    this.entropy.attr('d', `${line}L${x(u[n - 1] as number)},${share(0)}L${x(u[0] as number)},${share(0)}Z`);
  }

  /** Axes and their numbers: drawn anew only with another size or spline. */
  private drawFrame(middle: number): void {
    const { x, y, share, size } = this;
    const key = [...x.domain(), ...y.domain(), size.width, size.height].join();
    if (key === this.framed) return;
    this.framed = key;
    this.frame.selectChildren().remove();
    const line = (d: string): void => void this.frame.append('path').attr('d', d);
    const text = (at: number, up: number, words: string, anchor: string): void =>
      void this.frame.append('text').attr('x', at).attr('y', up).attr('text-anchor', anchor).text(words);
    line(`M${LEFT},${y(0)}H${size.width}M${LEFT},${share(0)}H${size.width}M${LEFT},${share(1)}H${size.width}`);
    for (const u of x.ticks(size.width > 300 ? 8 : 4)) {
      line(`M${x(u)},${TOP}V${middle}M${x(u)},${share(1)}V${share(0)}`);
      text(x(u), size.height - 3, formatFull(u), 'middle');
    }
    for (const value of y.ticks(3)) text(LEFT - 5, y(value) + 3, formatFull(value), 'end');
    for (const value of [0, 1]) text(LEFT - 5, share(value) + 3, String(value), 'end');
  }

  private mark(): void {
    const { pointed, shown, x, size } = this;
    const seen = pointed !== null && shown !== null;
    this.rule.attr('visibility', seen ? 'visible' : 'hidden');
    setText(this.note, '');
    if (!seen) return;
    const { hard, soft, shares, entropy } = softAt(piecewiseLinear(shown.spec), shown.gate, pointed);
    this.rule
      .attr('x1', x(pointed))
      .attr('x2', x(pointed))
      .attr('y1', 0)
      .attr('y2', size.height - AXIS);
    const code =
      shares.length === 2
        ? `t ${formatNumber(shares[1] as number, 3)}`
        : `t ${shares.map((t) => formatNumber(t, 2)).join(' ')}`;
    const values = [
      ['u', pointed],
      ['spline', hard],
      ['soft', soft],
    ] as const;
    const words = values.map(([name, value]) => `${name} ${formatNumber(value, 3)}`);
    setText(this.note, [...words, code, `H ${formatNumber(entropy, 3)}`].join(' · '));
  }
}
