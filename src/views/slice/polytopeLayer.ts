/** Fills and edges: keeps the painter's buffers in step with result, colours, field and depth of zoom. */
import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, OutputField } from '../../state/types';
import { type FaceColours, faceColours, niceCeiling, type Scale, type ThemeColours } from './colours';
import { createPainter } from './createPainter';
import { buildGeometry, facePixels, type Geometry, type Prepared, prepare, serves } from './geometry';
import { type FieldImage, fieldImage, lineStyles, type Painter } from './painter';
import type { Pane, Viewport } from './viewport';

/** What a drawing depends on besides the store. */
export interface View {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
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
function fieldOf({ lens, session }: LensStore): OutputField | null {
  return lens.showField && lens.colour === 'output' && session.network.outputSize === 1 ? session.field : null;
}

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

export class PolytopeLayer {
  private painter: Painter;
  private readonly prepared = remember<Prepared>();
  private readonly colours = remember<FaceColours>();
  private readonly image = remember<FieldImage>();
  private readonly lines = remember<Float32Array>();
  private geometry: Geometry | null = null;
  private uploaded: { prepared: Prepared | null; rgba: Uint8Array | null; field: FieldImage | null } = NOTHING;
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

  /** Draws when something changed. Returns the scale of the colours, or null when there is nothing to draw. */
  draw(store: LensStore, view: View): Scale | null {
    const complex = store.session.result?.complex;
    if (!complex) return null;
    const { rgba, scale } = this.coloursOf(store, complex, view.theme);
    this.upload(
      store,
      view,
      this.prepared([complex], () => prepare(complex)),
      rgba,
      scale,
    );
    return scale;
  }

  private coloursOf({ lens, session }: LensStore, complex: CellComplex, { palette }: ThemeColours): FaceColours {
    const outputs = session.result?.outputs ?? new Float64Array(0);
    return this.colours([complex, outputs, lens.colour, palette], () =>
      faceColours(complex, outputs, lens.colour, palette),
    );
  }

  private upload(store: LensStore, view: View, prepared: Prepared, rgba: Uint8Array, scale: Scale): void {
    const { viewport, pane, ratio, theme } = view;
    const { painter, uploaded } = this;
    const values = fieldOf(store);
    const limit = scale.kind === 'output' ? scale.limit : niceCeiling(values ? largest(values.values) : 1);
    const field = values && this.image([values, theme, limit], () => fieldImage(values, theme.palette, limit));
    if (!this.geometry || uploaded.prepared !== prepared || !serves(this.geometry, prepared.bounds, viewport, pane)) {
      this.geometry = buildGeometry(prepared, viewport, pane);
      painter.setGeometry(this.geometry);
    }
    if (uploaded.rgba !== rgba) painter.setColours(rgba);
    if (uploaded.field !== field) painter.setField(field);
    this.uploaded = { prepared, rgba, field };
    const crowd = facePixels(prepared, viewport, pane);
    const lines = this.lines([Math.round(Math.min(crowd, 40)), field === null], () =>
      lineStyles(crowd, field !== null),
    );
    const now = [this.geometry, rgba, field, lines, viewport, pane, ratio, theme];
    if (now.every((key, i) => key === this.drawn[i])) return;
    this.drawn = now;
    painter.draw({ viewport, pane, ratio, ink: theme.ink, lines });
  }

  destroy(): void {
    this.painter.destroy();
  }
}

const NOTHING = { prepared: null, rgba: null, field: null } as const;
