/** The drawing side of the 3-D view: follows the store, draws at most once a frame, turns with the pointer. */
import type { CellComplex } from '../../core/partition/complex';
import { secondInput } from '../../state/second';
import type { LensStore, PartitionResult } from '../../state/types';
import { element, oncePerFrame } from '../../ui/dom';
import { watchPixelRatio } from '../../ui/pixelRatio';
import { gestureOf, type LensStoreApi } from '../live';
import { coordinateNames } from '../names';
import { Colourer } from '../slice/colourer';
import { readTheme, type Scale, type ThemeColours, watchTheme } from '../slice/colours';
import { boundsOf } from '../slice/viewport';
import { drawSurface, type Surface, type SurfaceView } from './drawSurface';
import { createLabels, frameSegments, type Labels } from './frame';
import { heightsOf, rangeOf } from './heights';
import { type Box, onScreen, projectionFor } from './projection';
import { createRaster, type Raster } from './surfaceRaster';
import { listenForTurns } from './turning';

const MOST_RATIO = 3;
/** Radians a pixel of a drag. */
const TURN = 0.008;

export const ELEVATIONS = { least: 0, most: Math.PI / 2 } as const;

/** An angle in [−π, π). */
export const wrapped = (angle: number): number => angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));

export const tilted = (angle: number): number => Math.min(ELEVATIONS.most, Math.max(ELEVATIONS.least, angle));

function mark(marker: HTMLElement, [x, y]: readonly [number, number]): void {
  marker.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}

export class SurfaceStage {
  private readonly canvas = element('canvas', 'surface-canvas');
  private readonly marker = element('div', 'surface-point');
  private readonly second = element('div', 'surface-point second');
  private readonly labels: Labels;
  private readonly redraw = oncePerFrame(() => this.draw());
  private readonly stops: (() => void)[] = [];
  private readonly colourer = new Colourer(this.redraw);
  private raster: Raster = createRaster(1, 1);
  private theme: ThemeColours;
  private painted = false;
  private held = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly store: LensStoreApi,
    private readonly onScale: (scale: Scale) => void,
  ) {
    const labels = element('div', 'surface-labels');
    labels.setAttribute('aria-hidden', 'true');
    this.second.textContent = 'B';
    // Until the first picture says where it is.
    this.second.hidden = true;
    host.append(this.canvas, labels, this.second, this.marker);
    this.labels = createLabels(labels);
    this.theme = readTheme(host);
    const resize = new ResizeObserver(() => this.draw());
    resize.observe(host);
    this.stops.push(
      () => resize.disconnect(),
      watchPixelRatio(() => this.redraw()),
      store.subscribe(() => this.redraw()),
      watchTheme(() => {
        this.theme = readTheme(host);
        this.redraw();
      }),
    );
    this.listen();
  }

  /** Whether a drag is under way. */
  get turning(): boolean {
    return this.held;
  }

  private listen(): void {
    const gesture = gestureOf(this.store);
    listenForTurns(this.canvas, {
      onHold: (held) => {
        this.held = held;
        gesture[held ? 'begin' : 'commit']();
      },
      onTurn: (right, down) => {
        const { surface } = this.store.getState().lens;
        if (!surface) return;
        const azimuth = wrapped(surface.azimuth + TURN * right);
        const elevation = tilted(surface.elevation + TURN * down);
        this.store.getState().actions.setSurface({ ...surface, azimuth, elevation });
      },
    });
  }

  private draw(): void {
    const { lens, session } = this.store.getState();
    const { surface } = lens;
    const { result } = session;
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!surface || !result?.complex || width < 1 || height < 1) return;
    // At least two, so that edges are smooth when the picture is shown smaller.
    const ratio = Math.min(MOST_RATIO, Math.max(2, window.devicePixelRatio || 1));
    const shown = this.surfaceOf(this.store.getState(), result, result.complex, surface.output);
    const [low, high] = rangeOf(shown.heights);
    const box: Box = { bounds: boundsOf(lens.domain), low, high };
    const projection = projectionFor(surface, box, width, height);
    const frame = frameSegments(projection, box, lens.domain);
    this.paint(shown, { projection, camera: surface, inks: this.theme, frame, scale: ratio }, [
      Math.round(width * ratio),
      Math.round(height * ratio),
    ]);
    const [first = 'p', second = 'q'] = coordinateNames(lens.slice, 2, lens.space);
    const output =
      result.network.outputSize === 1 ? 'f' : (session.data?.classNames[surface.output] ?? `f${surface.output}`);
    this.labels.place(projection, box, [first, second, output]);
    if (!this.painted) performance.mark('polytopes-painted');
    this.painted = true;
    mark(this.marker, onScreen(projection, lens.point, session.inspection?.output[surface.output] ?? low));
    this.second.hidden = lens.second === null;
    if (lens.second) {
      const height = secondInput(this.store.getState())?.output[surface.output] ?? low;
      mark(this.second, onScreen(projection, lens.second, height));
    }
  }

  private surfaceOf(state: LensStore, result: PartitionResult, complex: CellComplex, output: number): Surface {
    const heights = heightsOf(result, complex, output);
    const { rgba, scale } = this.colourer.colours(state, result, complex, this.theme.palette);
    this.onScale(scale);
    return { complex, heights, rgba };
  }

  private paint(surface: Surface, view: SurfaceView, [width, height]: readonly [number, number]): void {
    const { canvas } = this;
    if (this.raster.width !== width || this.raster.height !== height) {
      canvas.width = width;
      canvas.height = height;
      this.raster = createRaster(width, height);
    }
    drawSurface(this.raster, surface, view);
    const bytes = new Uint8ClampedArray(this.raster.pixels.buffer as ArrayBuffer);
    canvas.getContext('2d', { alpha: false })?.putImageData(new ImageData(bytes, width, height), 0, 0);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
    this.redraw.cancel();
    this.host.replaceChildren();
  }
}
