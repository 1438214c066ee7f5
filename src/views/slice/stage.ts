/**
 * The drawing side of the slice view. Reads the store by subscription, draws at most once a frame and only what changed;
 * gestures become actions and come back the same way round.
 */
import { sketchedState } from '../../state/sketch';
import type { LensStore, Point2 } from '../../state/types';
import { oncePerFrame } from '../../ui/dom';
import { gestureOf } from '../live';
import { coordinateNames } from '../names';
import { createAnnouncer } from './announcer';
import { type Axes, createAxes, type Grid, type Gutter, gutterFor } from './axes';
import { readTheme, type ThemeColours } from './colours';
import { selectedText } from './describe';
import { createDrawMarks } from './drawMarks';
import { HandlesLayer, type PlaneHost } from './handlesLayer';
import { LateLayers } from './lateLayers';
import { listenForGesturesLater } from './laterGestures';
import { LateSight } from './lateSight';
import { centredOn, domainLimits, keyViewport } from './moves';
import { createOverlay } from './overlay';
import type { PainterKind } from './painter';
import { PolytopeLayer, type View } from './polytopeLayer';
import { Readings } from './readings';
import { remember } from './remember';
import { createStageElements, layOut, type StageElements, showWheelHint } from './stageElements';
import { type StageOptions, watchStage } from './stageHost';
import { listenOnSurface } from './surfaceInput';
import type { SurfaceKey } from './surfaceKeys';
import { type Pane, pixelsPerUnit, toScreen, toSlice, type Viewport } from './viewport';

interface SliceStageOptions extends StageOptions {
  /** The painter to take where it can be had; null: what suits the machine. */
  readonly painter: PainterKind | null;
}

const MOST_RATIO = 3;

export class SliceStage {
  private readonly parts: StageElements;
  private readonly polytopes: PolytopeLayer;
  private readonly axes: Axes;
  private readonly late: LateLayers;
  private readonly sight: LateSight;
  private readonly overlay;
  private readonly handles: HandlesLayer;
  private readonly announcer;
  private readonly readings: Readings;
  private readonly grid = remember<Grid>();
  private readonly stops: (() => void)[] = [];
  private readonly redraw = oncePerFrame(() => this.draw());
  private theme: ThemeColours;
  private pane: Pane = { width: 0, height: 0 };
  private gutter: Gutter = gutterFor(0);
  /** Set by a gesture, handed to the store at the next frame. */
  private pending: Viewport | null = null;
  private beforePlacing: Point2 | null = null;
  private spoken = '';
  private readonly measureDrawing = createDrawMarks();

  constructor(
    private readonly host: HTMLElement,
    private readonly options: SliceStageOptions,
  ) {
    this.parts = createStageElements(host, 'Slice of the input space', options.summaryId);
    this.theme = readTheme(host);
    this.polytopes = new PolytopeLayer(this.parts.painterHost, options.painter, this.redraw);
    this.axes = createAxes(this.parts.bottomAxis, this.parts.leftAxis);
    this.sight = new LateSight(this.redraw);
    this.overlay = createOverlay(this.parts.outlines);
    this.announcer = createAnnouncer(this.parts.live);
    this.handles = new HandlesLayer(this.parts.handles, this.plane());
    this.readings = this.createReadings();
    this.late = new LateLayers(this.parts, () => this.plane(), this.redraw);
    this.listen();
  }

  private plane(): PlaneHost {
    const { options } = this;
    return {
      store: () => options.store.getState(),
      viewport: () => this.viewport(),
      sliceAt: (x, y) => this.sliceAt(x, y),
      screenOf: (point) => toScreen(this.viewport(), this.pane, point),
      centreOn: (point) => this.move(centredOn(this.viewport(), point)),
      gesture: gestureOf(options.store),
    };
  }

  private createReadings(): Readings {
    return new Readings({
      layer: this.parts.handles,
      store: () => this.options.store.getState(),
      seen: () => this.sight.see(this.options.store.getState(), this.pane),
      pane: () => this.pane,
      pixelsPerUnit: () => pixelsPerUnit(this.viewport(), this.pane),
      screenOf: (point) => toScreen(this.viewport(), this.pane, point),
      onReadout: this.options.onReadout,
      focus: () => this.parts.surface.focus({ preventScroll: true }),
    });
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
        limits: () => domainLimits(this.options.store.getState()),
        onViewport: (viewport) => this.move(viewport),
        onHold: (held) => this.hold(held),
        onRefusedWheel: () => showWheelHint(this.parts),
        isActive: () => this.host.contains(document.activeElement),
        onKey: (key) => this.readings.key(key) ?? this.moveByKey(key),
      }),
      listenOnSurface(this.parts.pane, {
        sliceAt: (x, y) => this.sliceAt(x, y),
        onHover: (point) => this.hover(point),
        onPin: (point) => this.options.store.getState().actions.addPin(point),
        onPlace: (point) => this.place(point),
        onUnplace: () => this.beforePlacing && this.options.store.getState().actions.setPoint(this.beforePlacing),
      }),
    );
    this.measure();
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.host;
    this.gutter = gutterFor(clientWidth);
    layOut(this.parts, this.gutter);
    const pane = { width: clientWidth - this.gutter.left, height: clientHeight - this.gutter.bottom };
    if (pane.width === this.pane.width && pane.height === this.pane.height) return;
    this.pane = pane;
    this.options.onPane(pane);
    this.draw();
  }

  private viewport(): Viewport {
    return this.pending ?? this.options.store.getState().lens.viewport;
  }

  private sliceAt(clientX: number, clientY: number): Point2 {
    const { left, top } = this.parts.pane.getBoundingClientRect();
    return toSlice(this.viewport(), this.pane, [clientX - left, clientY - top]);
  }

  private move(viewport: Viewport): void {
    this.pending = viewport;
    this.redraw();
  }

  /** What a gesture led to belongs to its step. */
  private hold(held: boolean): void {
    this.flush();
    this.redraw();
    gestureOf(this.options.store)[held ? 'begin' : 'commit']();
  }

  private hover(point: Point2 | null): void {
    this.readings.hover(point);
    this.late.hover(point, { viewport: this.viewport(), pane: this.pane });
  }

  private place(point: Point2): void {
    const { lens, actions } = this.options.store.getState();
    this.beforePlacing = lens.point;
    this.parts.surface.focus({ preventScroll: true });
    actions.setPoint(point);
  }

  private moveByKey(key: SurfaceKey): true {
    const viewport = keyViewport(key, this.options.store.getState(), this.viewport(), this.pane);
    if (viewport) this.move(viewport);
    return true;
  }

  private draw(): void {
    const { store, onScale } = this.options;
    this.flush();
    if (this.pane.width < 1 || this.pane.height < 1) return;
    const begun = performance.now();
    const state = sketchedState(store.getState());
    const { viewport } = state.lens;
    const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
    const grid = this.drawAxes(state, viewport);
    const view: View = { viewport, pane: this.pane, ratio, theme: this.theme, grid };
    const generation = state.session.result?.complex ? state.session.result.generation : null;
    // A painter on this thread is done before the layers above it: they count, too.
    const drawn = (): void => queueMicrotask(() => this.measureDrawing(begun, generation));
    const seen = this.sight.see(state, this.pane);
    const scale = this.polytopes.draw(state, view, seen.part, drawn);
    onScale(scale);
    this.late.draw(state, seen.state, view);
    this.overlay.draw(state, seen.state, viewport, this.pane);
    this.handles.draw(state, view);
    this.readings.draw();
    this.speak(state);
  }

  /** Hands the gesture's viewport to the store; the drawing that follows is its answer. */
  private flush(): void {
    const { pending } = this;
    this.pending = null;
    if (!pending) return;
    this.options.store.getState().actions.setViewport(pending);
    this.redraw.cancel();
  }

  private drawAxes({ lens }: LensStore, viewport: Viewport): Grid {
    const { pane, gutter } = this;
    const [first = 'p', second = 'q'] = coordinateNames(lens.slice, 2, lens.space);
    return this.grid([viewport, pane, first, second], () => {
      const k = pixelsPerUnit(viewport, pane);
      const p = { centre: viewport.centre[0], length: pane.width / k };
      const q = { centre: viewport.centre[1], length: pane.height / k };
      return this.axes.draw({ p, q, pane, gutter, names: [first, second] });
    });
  }

  /** Says where the selected point is, once it rests. */
  private speak(state: LensStore): void {
    const key = state.lens.point.join();
    if (this.spoken === key) return;
    const first = this.spoken === '';
    this.spoken = key;
    if (!first) this.announcer.say(selectedText(state));
  }

  destroy(): void {
    for (const stop of this.stops) stop();
    this.redraw.cancel();
    this.announcer.destroy();
    this.handles.destroy();
    this.late.destroy();
    this.readings.destroy();
    this.polytopes.destroy();
    this.host.replaceChildren();
  }
}
