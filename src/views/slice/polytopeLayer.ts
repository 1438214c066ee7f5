/** Fills and edges: keeps the painter's buffers in step with result, colours, field and depth of zoom. */
import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, OutputField } from '../../state/types';
import type { Grid } from './axes';
import { type FaceColours, faceColours, niceCeiling, type Scale, type ThemeColours } from './colours';
import { createPainter } from './createPainter';
import { pointSet } from './dataLayer';
import { buildGeometry, facePixels, type Geometry, type Prepared, prepare, serves } from './geometry';
import { type FieldImage, type Frame, fieldImage, lineStyles, type Painter, type PointSet } from './painter';
import type { Pane, Viewport } from './viewport';

/** What a drawing depends on besides the store. */
export interface View {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
  readonly grid: Grid;
}

/** Calls `make` again only when one of the keys is not the same as before. */
export function remember<T>(): (keys: readonly unknown[], make: () => T) => T {
  let last: { keys: readonly unknown[]; value: T } | null = null;
  return (keys, make) => {
    if (!last || keys.some((key, i) => key !== last?.keys[i])) last = { keys, value: make() };
    return last.value;
  };
}

/** The field to paint: one output, coloured by it, and asked for. */
export function fieldOf({ lens, session }: LensStore): OutputField | null {
  return lens.showField && lens.colour === 'output' && session.network.outputSize === 1 ? session.field : null;
}

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

export class PolytopeLayer {
  private painter: Painter;
  private readonly prepared = remember<Prepared>();
  private readonly colours = remember<FaceColours>();
  private readonly image = remember<FieldImage>();
  private readonly lines = remember<Float32Array>();
  private readonly points = remember<PointSet | null>();
  private geometry: Geometry | null = null;
  private uploaded: Shown & { readonly prepared: Prepared | null } = NOTHING;
  private drawn: readonly unknown[] = [];

  constructor(
    private readonly host: HTMLElement,
    private readonly onLost: () => void,
  ) {
    this.painter = this.renew();
  }

  private renew(): Painter {
    this.uploaded = NOTHING;
    this.geometry = null;
    this.drawn = [];
    const painter = createPainter(() => {
      painter.canvas.remove();
      this.painter = this.renew();
      this.onLost();
    });
    this.host.append(painter.canvas);
    this.host.setAttribute('data-painter', painter.kind);
    return painter;
  }

  /** Draws when something changed. Returns the scale of the colours, or null when there are no polytopes. */
  draw(store: LensStore, view: View): Scale | null {
    const complex = store.session.result?.complex;
    const points = this.pointsOf(store, view.theme);
    if (!complex) {
      if (this.geometry) this.painter.setGeometry(null);
      this.uploaded = { ...this.uploaded, prepared: null };
      this.geometry = null;
      this.paint(view, { rgba: null, field: null, points }, lineStyles(1, false));
      return null;
    }
    const { rgba, scale } = this.coloursOf(store, complex, view.theme);
    const prepared = this.prepared([complex], () => prepare(complex));
    if (!this.geometry || this.uploaded.prepared !== prepared || !fits(this.geometry, prepared, view)) {
      this.geometry = buildGeometry(prepared, view.viewport, view.pane);
      this.painter.setGeometry(this.geometry);
      this.uploaded = { ...this.uploaded, prepared };
    }
    const field = this.fieldFor(store, scale, view.theme);
    const crowd = Math.round(Math.min(40, facePixels(prepared, view.viewport, view.pane)));
    const lines = this.lines([crowd, field === null], () => lineStyles(crowd, field !== null));
    this.paint(view, { rgba, field, points }, lines);
    return scale;
  }

  private pointsOf({ lens, session }: LensStore, theme: ThemeColours): PointSet | null {
    const data = lens.showData ? session.data : null;
    return this.points([data, session.slice, theme], () => pointSet(data, session.slice, theme));
  }

  private coloursOf({ lens, session }: LensStore, complex: CellComplex, { palette }: ThemeColours): FaceColours {
    const outputs = session.result?.outputs ?? new Float64Array(0);
    return this.colours([complex, outputs, lens.colour, palette], () =>
      faceColours(complex, outputs, lens.colour, palette),
    );
  }

  private fieldFor(store: LensStore, scale: Scale, theme: ThemeColours): FieldImage | null {
    const values = fieldOf(store);
    const limit = scale.kind === 'output' ? scale.limit : niceCeiling(values ? largest(values.values) : 1);
    return values && this.image([values, theme, limit], () => fieldImage(values, theme.palette, limit));
  }

  private paint(view: View, { rgba, field, points }: Shown, lines: Float32Array): void {
    const { painter, uploaded } = this;
    if (rgba && uploaded.rgba !== rgba) painter.setColours(rgba);
    if (uploaded.field !== field) painter.setField(field);
    if (uploaded.points !== points) painter.setPoints(points);
    this.uploaded = { prepared: uploaded.prepared, rgba, field, points };
    const { viewport, pane, ratio, theme, grid } = view;
    const now = [this.geometry, rgba, field, points, lines, viewport, pane, ratio, theme, grid];
    if (now.every((key, i) => key === this.drawn[i])) return;
    this.drawn = now;
    painter.draw(frameOf(view, lines));
  }

  destroy(): void {
    this.painter.destroy();
  }
}

/** What the painter holds besides the geometry. */
interface Shown {
  readonly rgba: Uint8Array | null;
  readonly field: FieldImage | null;
  readonly points: PointSet | null;
}

const NOTHING = { prepared: null, rgba: null, field: null, points: null } as const;

const fits = (geometry: Geometry, { bounds }: Prepared, { viewport, pane }: View): boolean =>
  serves(geometry, bounds, viewport, pane);

const frameOf = ({ viewport, pane, ratio, theme, grid }: View, lines: Float32Array): Frame => ({
  viewport,
  pane,
  ratio,
  theme,
  grid,
  lines,
});
