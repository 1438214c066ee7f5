/**
 * The drawing side of the view of a network with one input: the exact graph of f, its kinks and pieces, the data, and the
 * selected input as a point on the curve. The viewport's first coordinate and span rule the input axis; the output axis
 * follows what is visible.
 */
import type { LensStore, Point2 } from '../../state/types';
import { element, oncePerFrame } from '../../ui/dom';
import { gestureOf } from '../live';
import { inputName } from '../names';
import { type Announcer, createAnnouncer } from '../slice/announcer';
import { type Axes, createAxes, type Grid, type Gutter, gutterFor } from '../slice/axes';
import { Colourer } from '../slice/colourer';
import { type Coloured, readTheme, type ThemeColours } from '../slice/colours';
import { selectedText } from '../slice/describe';
import { placeHandle } from '../slice/handleLayout';
import { listenForGesturesLater } from '../slice/laterGestures';
import { domainLimits, keyViewport } from '../slice/moves';
import { remember } from '../slice/remember';
import { createStageElements, layOut, type StageElements, showWheelHint } from '../slice/stageElements';
import { type StageOptions, watchStage } from '../slice/stageHost';
import { listenOnSurface } from '../slice/surfaceInput';
import type { SurfaceKey } from '../slice/surfaceKeys';
import { type Pane, pixelsPerUnit, type Viewport } from '../slice/viewport';
import { drawGraph } from './drawInterval';
import {
  type GraphScales,
  graphScales,
  type KinkStyles,
  kinkStyles,
  pieceAt,
  pieceColours,
  STRIP,
  valueAt,
} from './intervalGraph';
import { IntervalHandles } from './intervalHandles';
import { IntervalReadings } from './intervalReadings';
import { SoftGraph } from './softGraph';

export class IntervalStage {
  private readonly parts: StageElements;
  private readonly canvas = element('canvas');
  private readonly axes: Axes;
  private readonly handles: IntervalHandles;
  private readonly announcer: Announcer;
  private readonly readings: IntervalReadings;
  private readonly cells = remember<Coloured>();
  private readonly kinks = remember<KinkStyles>();
  private readonly soft = new SoftGraph();
  private readonly stops: (() => void)[] = [];
  private readonly redraw = oncePerFrame(() => this.draw());
  private readonly colourer = new Colourer(this.redraw);
  private theme: ThemeColours;
  private pane: Pane = { width: 0, height: 0 };
  private gutter: Gutter = gutterFor(0);
  private pending: Viewport | null = null;
  private scales: GraphScales | null = null;
  private beforePlacing: Point2 | null = null;
  private spoken = '';
  private painted = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: StageOptions,
  ) {
    this.parts = createStageElements(host, 'Graph of the network', options.summaryId);
    this.parts.painterHost.append(this.canvas);
    this.theme = readTheme(host);
    this.axes = createAxes(this.parts.bottomAxis, this.parts.leftAxis);
    this.announcer = createAnnouncer(this.parts.live);
    this.handles = new IntervalHandles(this.parts.handles, {
      store: () => this.store(),
      viewport: () => this.viewport(),
      sliceAt: (x) => [this.inputAt(x), 0],
      screenOf: ([x]) => [this.scales?.x(x) ?? 0, 0],
      centreOn: (centre) => this.move({ ...this.viewport(), centre }),
      gesture: gestureOf(options.store),
    });
    this.readings = new IntervalReadings({
      layer: this.parts.handles,
      store: () => this.store(),
      pane: () => this.pane,
      pixelsPerUnit: () => pixelsPerUnit(this.viewport(), this.pane),
      screenOf: ([x]) => this.onCurve(x),
      onReadout: options.onReadout,
      focus: () => this.parts.surface.focus({ preventScroll: true }),
    });
    this.listen();
  }

  private store(): LensStore {
    return this.options.store.getState();
  }

  private listen(): void {
    this.stops.push(
      ...watchStage(this.host, this.options.store, {
        measure: () => this.measure(),
        redraw: () => this.redraw(),
        retheme: (theme) => {
          this.theme = theme;
        },
      }),
      listenForGesturesLater(this.parts.pane, {
        pane: () => this.pane,
        viewport: () => this.viewport(),
        limits: () => domainLimits(this.store()),
        onViewport: (viewport) => this.move(viewport),
        onHold: (held) => {
          this.flush();
          gestureOf(this.options.store)[held ? 'begin' : 'commit']();
        },
        onRefusedWheel: () => showWheelHint(this.parts),
        isActive: () => this.host.contains(document.activeElement),
        onKey: (key) => this.readings.key(key) ?? this.moveByKey(key),
      }),
      listenOnSurface(this.parts.pane, {
        sliceAt: (x) => [this.inputAt(x), 0],
        onHover: (point) => this.readings.hover(point?.[0] ?? null),
        onPlace: (point) => this.place(point),
        onPin: (point) => this.store().actions.addPin(point),
        onUnplace: () => this.beforePlacing && this.store().actions.setPoint(this.beforePlacing),
      }),
    );
    this.measure();
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.host;
    this.gutter = gutterFor(clientWidth);
    layOut(this.parts, this.gutter);
    this.pane = { width: clientWidth - this.gutter.left, height: clientHeight - this.gutter.bottom };
    this.options.onPane(this.pane);
    this.draw();
  }

  private viewport(): Viewport {
    return this.pending ?? this.store().lens.viewport;
  }

  private inputAt(clientX: number): number {
    const x = clientX - this.parts.pane.getBoundingClientRect().left;
    const viewport = this.viewport();
    return viewport.centre[0] + (x - this.pane.width / 2) / pixelsPerUnit(viewport, this.pane);
  }

  /** Only the input axis moves. */
  private move({ centre, span }: Viewport): void {
    this.pending = { centre: [centre[0], this.store().lens.viewport.centre[1]], span };
    this.redraw();
  }

  private flush(): void {
    const { pending } = this;
    this.pending = null;
    if (pending) this.store().actions.setViewport(pending);
  }

  private place(point: Point2): void {
    this.beforePlacing = this.store().lens.point;
    this.parts.surface.focus({ preventScroll: true });
    this.store().actions.setPoint(point);
  }

  private moveByKey(key: SurfaceKey): true {
    const viewport = keyViewport(key, this.store(), this.viewport(), this.pane);
    if (viewport) this.move(viewport);
    return true;
  }

  private draw(): void {
    this.flush();
    this.redraw.cancel();
    const state = this.store();
    const { lens, session } = state;
    const complex = session.result?.interval;
    if (!complex || !session.result || this.pane.width < 1 || this.pane.height < 1) return;
    const data = lens.showData && session.data?.inputSize === 1 ? session.data : null;
    const soft = this.soft.of(lens, session.result, this.pane);
    const scales = graphScales(complex, data, lens.viewport, this.pane, soft);
    this.scales = scales;
    const cells = this.cells([complex], () => pieceColours(complex));
    const { rgba, scale, edges } = this.colourer.colours(state, session.result, cells, this.theme.palette);
    this.options.onScale(scale);
    const grid = this.drawAxes(scales, lens.viewport);
    drawGraph(this.canvas, complex, data, {
      pane: this.pane,
      ratio: Math.min(3, window.devicePixelRatio || 1),
      theme: this.theme,
      scales,
      grid,
      rgba,
      soft,
      kinks: this.kinks([complex, edges, lens.hiddenLayers], () =>
        kinkStyles(complex, lens.hiddenLayers, edges ?? null),
      ),
      litUnit: session.litUnit,
      hovered: session.hoverFace,
      selected: pieceAt(complex.vertices, lens.point[0]),
    });
    this.drawHandles(state);
    this.finish(state);
  }

  private drawAxes({ least, most, from, to }: GraphScales, viewport: Viewport): Grid {
    const { pane, gutter } = this;
    const p = { centre: viewport.centre[0], length: to - from };
    const q = { centre: (least + most) / 2, length: most - least };
    const names = [inputName(0, this.options.store.getState().lens.space), 'f'] as const;
    return this.axes.draw({ p, q, pane, gutter, plotHeight: pane.height - STRIP, names });
  }

  private drawHandles(state: LensStore): void {
    this.handles.draw(state, (x) => placeHandle(this.pane, this.onCurve(x)));
    this.readings.draw();
  }

  /** Where on the curve an input is drawn; in the strip outside the domain. */
  private onCurve(x: number): Point2 {
    const { scales, pane } = this;
    const complex = this.store().session.result?.interval;
    const value = complex ? valueAt(complex, 0, x) : Number.NaN;
    const y = scales && !Number.isNaN(value) ? scales.y(value) : pane.height - STRIP / 2;
    return [scales?.x(x) ?? 0, Math.min(pane.height, Math.max(0, y))];
  }

  private finish(state: LensStore): void {
    const key = String(state.lens.point[0]);
    if (this.spoken !== '' && this.spoken !== key) this.announcer.say(selectedText(state));
    this.spoken = key;
    if (this.painted) return;
    this.painted = true;
    performance.mark('polytopes-painted');
  }

  destroy(): void {
    for (const stop of this.stops) stop();
    this.redraw.cancel();
    this.announcer.destroy();
    this.handles.destroy();
    this.readings.destroy();
    this.host.replaceChildren();
  }
}
