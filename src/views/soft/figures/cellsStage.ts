/** The drawing side of the power diagram: cuts the first layer when it is another one, and follows the store. */
import { orthonormalPoints } from '../../../core/analysis/coordinates';
import { createLocator } from '../../../core/partition/locate';
import { pointInInput, type Slice } from '../../../core/slice/slice';
import { gatesOfState } from '../../../state/soft';
import type { LensStore, Point2 } from '../../../state/types';
import { element, oncePerFrame, setAttribute, setText } from '../../../ui/dom';
import { formatNumber } from '../../../ui/format';
import { watchPixelRatio } from '../../../ui/pixelRatio';
import { type Drawing, isDark, type LensStoreApi } from '../../live';
import { freshCanvas } from '../../slice/dataLayer';
import { faceLoop } from '../../slice/geometry';
import { toScreen, toSlice, type Viewport } from '../../slice/viewport';
import { areOf, type Cells, cellFacts, cellsText, certificateText, makeCells, probabilitiesAt, refusal } from './cells';
import { CellsPainter, type Extent, type Inks, largest, ramp, viewOf } from './cellsPicture';
import { createFacts } from './facts';

/** After a cut there is none for so many times as long: a drag or a training goes on meanwhile. */
const REST = 6;
/** How near to a centroid the pointer points at it, in pixels. */
const NEAR = 8;
const MOST_RATIO = 3;

const inksOf = new Map<boolean, Inks>();

/** The theme's colours, read once a theme. */
function readInks(host: Element): Inks {
  const known = inksOf.get(isDark());
  if (known) return known;
  const style = getComputedStyle(host);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const inks = {
    line: token('--line-strong'),
    soft: token('--ink-soft'),
    ink: token('--ink'),
    accent: token('--accent'),
    ground: token('--surface'),
  };
  inksOf.set(isDark(), inks);
  return inks;
}

/** p and q of a slice as orthonormal coordinates, and back. */
function frameOf(slice: Slice): { to(point: Point2): Point2; back(point: Point2): Point2 } {
  const [a, , b, c] = orthonormalPoints(slice, Float64Array.of(1, 0, 0, 1)) as unknown as [
    number,
    number,
    number,
    number,
  ];
  return {
    to: ([p, q]) => [a * p + b * q, c * q],
    back: ([s1, s2]) => [(s1 - (b * s2) / c) / a, s2 / c],
  };
}

export class CellsStage implements Drawing {
  private readonly certificate = element('p', 'soft-certificate num');
  private readonly words = element('p', 'soft-words');
  private readonly canvas = element('canvas', 'cells-canvas');
  private readonly plot = element('div', 'cells-plot');
  private readonly scale = element('p', 'cells-scale');
  private readonly ramp = element('span', 'cells-ramp');
  private readonly most = element('span', 'num');
  private readonly writeFacts: ReturnType<typeof createFacts>;
  private readonly redraw = oncePerFrame(() => this.update(this.store.getState()));
  private readonly observer = new ResizeObserver(([entry]) => this.resize(entry?.contentRect));
  private readonly stopRatio = watchPixelRatio(() => this.redraw());
  private size = { width: 0, height: 0 };
  private extent: Extent = 'domain';
  private cells: Cells | null = null;
  private locate: (p: number, q: number) => number = () => -1;
  private fault: string | null = null;
  private view: Viewport = { centre: [0, 0], span: 1 };
  /** The pointer in slice coordinates, and the cell that it points at. */
  private pointed: { readonly at: Point2; readonly cell: number } | null = null;
  private row = -1;
  private restUntil = 0;
  private timer = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly store: LensStoreApi,
  ) {
    this.canvas.setAttribute('role', 'img');
    this.plot.append(this.canvas);
    const circles = element('span', 'soft', 'circles: √w, the least w set to 0');
    this.scale.append(element('span', '', 'probability 0'), this.ramp, this.most, circles);
    host.append(this.certificate, this.plot, this.scale);
    this.writeFacts = createFacts(host);
    host.append(this.words);
    this.canvas.addEventListener('pointermove', (event) => this.point(event));
    this.canvas.addEventListener('pointerleave', () => this.leave());
    this.canvas.addEventListener('click', (event) => this.choose(event));
    this.observer.observe(this.plot);
  }

  setExtent(extent: Extent): void {
    this.extent = extent;
    this.redraw();
  }

  /** What the figure draws, for its table. */
  drawn(): Cells | null {
    return this.cells;
  }

  /** A cell that a table points at; null: none. */
  pointAt(cell: number | null): void {
    this.row = cell ?? -1;
    this.light(this.row);
    this.redraw();
  }

  update(state: LensStore): void {
    const refused = refusal(state);
    if (refused) this.cells = null;
    else this.cut(state);
    const { cells } = this;
    for (const part of [this.plot, this.certificate, this.scale]) part.hidden = !cells;
    setAttribute(this.host, 'data-empty', cells ? null : '');
    setText(this.words, refused ?? this.fault ?? '');
    if (!cells) {
      this.writeFacts([]);
      return;
    }
    setText(this.certificate, certificateText(cells));
    setAttribute(this.certificate, 'data-bad', cells.differ > 0 ? '' : null);
    this.draw(cells, state);
  }

  dispose(): void {
    this.light(-1);
    window.clearTimeout(this.timer);
    this.redraw.cancel();
    this.observer.disconnect();
    this.stopRatio();
  }

  private cut(state: LensStore): void {
    if (this.cells && areOf(this.cells, state)) return;
    const now = performance.now();
    window.clearTimeout(this.timer);
    if (this.cells && now < this.restUntil) {
      this.timer = window.setTimeout(this.redraw, this.restUntil - now);
      return;
    }
    const { network, slice } = state.session;
    try {
      this.cells = makeCells(network, slice, state.lens.domain);
      this.locate = createLocator(this.cells.complex);
      this.fault = null;
    } catch (error) {
      this.cells = null;
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.pointed = null;
    this.row = -1;
    this.restUntil = performance.now() + REST * (performance.now() - now);
  }

  private draw(cells: Cells, state: LensStore): void {
    const { size } = this;
    const at = this.pointed?.at ?? state.lens.point;
    const p = probabilitiesAt(cells, gatesOfState(state), pointInInput(cells.slice, at));
    const own = this.locate(...state.lens.point);
    const other = this.row >= 0 ? this.row : (this.pointed?.cell ?? -1);
    const cell = other >= 0 ? other : own;
    this.writeFacts(cellFacts(cells, cell, p, other >= 0));
    setAttribute(this.canvas, 'aria-label', cellsText(cells, own, p));
    setText(this.most, formatNumber(largest(p), 3));
    setAttribute(this.ramp, 'style', `background: ${ramp(isDark())}`);
    if (size.width === 0) return;
    const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
    const context = freshCanvas(this.canvas, size, ratio);
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.view = viewOf(cells, this.extent, size);
    const picture = { cells, probabilities: p, cell, at: frameOf(cells.slice).to(at), dark: isDark() };
    new CellsPainter(context, picture, readInks(this.host), this.view, size).draw();
  }

  private resize({ width, height }: { readonly width: number; readonly height: number } = this.size): void {
    this.size = { width, height };
    this.redraw();
  }

  private placeOf({ clientX, clientY }: MouseEvent): Point2 {
    const { left, top } = this.canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** The cell whose centroid is at a place of the canvas, where all centroids are shown; else −1. */
  private centroidAt([x, y]: Point2, { cells: { centres } }: Cells): number {
    let best = -1;
    let least = NEAR;
    for (let cell = 0; this.extent === 'centroids' && 2 * cell < centres.length; cell++) {
      const [cx, cy] = toScreen(this.view, this.size, [centres[2 * cell] as number, centres[2 * cell + 1] as number]);
      const distance = Math.hypot(cx - x, cy - y);
      if (distance < least) [best, least] = [cell, distance];
    }
    return best;
  }

  private point(event: MouseEvent): void {
    const { cells } = this;
    if (!cells) return;
    const place = this.placeOf(event);
    const at = frameOf(cells.slice).back(toSlice(this.view, this.size, place));
    const within = this.locate(...at);
    const named = this.centroidAt(place, cells);
    const cell = named >= 0 ? named : within;
    // On a centroid outside the domain the probabilities stay those of the selected point.
    this.pointed = cell < 0 ? null : { at: within >= 0 ? at : this.store.getState().lens.point, cell };
    this.light(cell);
    this.redraw();
  }

  private leave(): void {
    this.pointed = null;
    this.light(-1);
    this.redraw();
  }

  private choose(event: MouseEvent): void {
    const { cells } = this;
    if (!cells) return;
    const at = frameOf(cells.slice).back(toSlice(this.view, this.size, this.placeOf(event)));
    if (this.locate(...at) >= 0) this.store.getState().actions.setPoint(at);
  }

  private light(cell: number): void {
    const { actions, session } = this.store.getState();
    if (cell >= 0 && this.cells) actions.lightCell(faceLoop(this.cells.complex, cell));
    else if (session.litCell) actions.lightCell(null);
  }
}
