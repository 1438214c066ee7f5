/** Fills and edges: keeps what the painter holds in step with result, colours, field and points. */

import { faceCount } from '../../core/partition/complex';
import { isSoftMode } from '../../state/colourModes';
import { hasClasses } from '../../state/outputs';
import { type SketchState, sketchInForce } from '../../state/sketch';
import type { LensStore } from '../../state/types';
import type { Palette } from '../palette';
import type { Grid } from './axes';
import { Colourer } from './colourer';
import type { FaceColours, Scale, ThemeColours } from './colours';
import { pointSet } from './dataLayer';
import { fieldOf, fieldOver } from './fieldOver';
import { facePixels, type Prepared, prepare } from './geometry';
import type { Part } from './lateSight';
import { type Lines, linesFor, visibleStyles } from './lines';
import { isProjected } from './nearData';
import { type FieldImage, type Frame, lineStyles, type PainterKind, type PointSet } from './painter';
import { SOFT_FIELD } from './painterChoice';
import { PainterHost } from './painterHost';
import { remember } from './remember';
import { type SketchPicture, shownOutput, sketchPicture } from './sketchColours';
import type { Pane, Viewport } from './viewport';

/** What a drawing depends on besides the store. */
export interface View {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
  readonly grid: Grid;
}

export class PolytopeLayer {
  private readonly painters: PainterHost;
  private readonly prepared = remember<Prepared>();
  private readonly preparedPart = remember<Prepared>();
  private readonly image = remember<FieldImage | null>();
  private readonly lines = remember<Lines>();
  private readonly sketch = remember<SketchPicture>();
  private readonly colourer: Colourer;
  private readonly points = remember<PointSet | null>();
  private uploaded: Shown = NOTHING;
  /** All that the newest frame depends on, and whether it is on the canvas. */
  private frame: readonly unknown[] = [];
  private settled = false;

  /** `redraw` asks for a drawing when another painter is in force. */
  constructor(host: HTMLElement, wanted: PainterKind | null, redraw: () => void) {
    this.colourer = new Colourer(redraw, true);
    this.painters = new PainterHost(host, wanted, () => {
      this.uploaded = NOTHING;
      this.frame = [];
      redraw();
    });
  }

  /**
   * Draws when something changed. Returns the scale of the colours, or null when there are no polytopes. `drawn` is called
   * when what it asked for is on the canvas; not at all where something newer took its place. `part` is drawn in place of
   * the domain's complex, on the domain's scale.
   */
  draw(store: LensStore, view: View, part: Part | null, drawn: () => void): Scale | null {
    const { result } = store.session;
    const whole = result?.complex;
    const points = this.pointsOf(store, view.theme);
    const sketch = sketchInForce(store.session);
    if (sketch) return this.drawSketch(sketch, store, view, points, drawn);
    if (!whole) {
      this.paint(view, { prepared: null, rgba: null, field: null, points }, NO_LINES, drawn);
      return null;
    }
    const { palette } = view.theme;
    const ofWhole = this.colourer.colours(store, result, whole, palette);
    const colours = part?.colours(ofWhole, palette) ?? ofWhole;
    const { rgba, scale, edges } = colours;
    const complex = part?.complex ?? whole;
    const { hiddenLayers, showDual: faint } = store.lens;
    const prepared = (part ? this.preparedPart : this.prepared)([complex, edges, edges ? hiddenLayers : null], () =>
      prepare(complex, edges && visibleStyles(complex, edges.styles, hiddenLayers)),
    );
    const field = this.fieldFor(store, colours, palette);
    const crowd = Math.round(Math.min(40, facePixels(prepared, view.viewport, view.pane)));
    const { layout } = complex;
    const lines = this.lines([crowd, field === null, edges, hiddenLayers, layout, faint], () =>
      linesFor({ crowd, bordersOnly: field !== null, edges: edges ?? null, layout, hiddenLayers, faint }),
    );
    this.paint(view, { prepared, rgba, field, points }, lines, drawn);
    this.painters.suit(faceCount(whole) + (field && isSoftMode(store.lens.colour) ? SOFT_FIELD : 0));
    return scale;
  }

  private pointsOf({ lens, session }: LensStore, theme: ThemeColours): PointSet | null {
    const { reach } = lens;
    // Where they lie in the picture that is shown; a newer slice's, or one of another space, is on its way.
    const shown = session.result?.slice;
    const slice = shown?.origin.length === session.slice.origin.length ? shown : session.slice;
    const data = lens.showData || isProjected(session.data, slice) ? session.data : null;
    return this.points([data, slice, theme, reach], () => pointSet(data, slice, theme, reach));
  }

  /** Made again only for other values or another end of the scale, though faces and scale are new in every frame of a drag. */
  private fieldFor(store: LensStore, colours: FaceColours, palette: Palette): FieldImage | null {
    const { image, scale } = colours;
    const end = scale.kind === 'output' ? scale.limit : null;
    return this.image([image, fieldOf(store), end, palette], () => fieldOver(store, colours, palette));
  }

  /** Samples over the domain, while its polytopes are cut. */
  private drawSketch(
    sketch: SketchState,
    store: LensStore,
    view: View,
    points: PointSet | null,
    drawn: () => void,
  ): Scale {
    const { palette } = view.theme;
    const { lens, session } = store;
    const several = session.network.outputSize > 1 && !hasClasses(session);
    const index = several ? lens.colourOutput : null;
    const { ground, rgba, image, scale } = this.sketch([sketch, lens.colour, palette, index, session.data], () =>
      sketchPicture(sketch, lens.colour, palette, shownOutput(session, index)),
    );
    const prepared = this.prepared([ground, undefined, null], () => prepare(ground));
    const lines = this.lines([ground], () => NO_LINES);
    this.paint(view, { prepared, rgba, field: image, points }, lines, () => {
      markSketch(sketch.generation);
      drawn();
    });
    return scale;
  }

  private paint(view: View, shown: Shown, lines: Lines, drawn: () => void): void {
    this.upload(shown);
    const { prepared, rgba, field, points } = shown;
    const { viewport, pane, ratio, theme, grid } = view;
    const frame = [prepared, rgba, field, points, lines, viewport, pane, ratio, theme, grid];
    if (frame.every((key, i) => key === this.frame[i])) {
      if (this.settled) drawn();
      return;
    }
    this.frame = frame;
    this.settled = false;
    this.painters.draw(frameOf(view, lines), () => {
      if (this.frame === frame) this.settled = true;
      drawn();
    });
  }

  private upload(shown: Shown): void {
    const { uploaded } = this;
    const { painter } = this.painters;
    if (uploaded.prepared !== shown.prepared) painter.setComplex(shown.prepared);
    if (shown.rgba && uploaded.rgba !== shown.rgba) painter.setColours(shown.rgba);
    if (uploaded.field !== shown.field) painter.setField(shown.field);
    if (uploaded.points !== shown.points) painter.setPoints(shown.points);
    this.uploaded = shown;
  }

  destroy(): void {
    this.painters.destroy();
  }
}

/** For whoever measures the page: a sketch is on the canvas. The newest mark alone is kept. */
function markSketch(generation: number): void {
  performance.clearMarks('sketch-painted');
  performance.mark('sketch-painted', { detail: generation });
}

/** What the painter holds. */
interface Shown {
  readonly prepared: Prepared | null;
  readonly rgba: Uint8Array | null;
  readonly field: FieldImage | null;
  readonly points: PointSet | null;
}

const NO_LINES: Lines = { styles: lineStyles(1, false), inks: null };

const NOTHING = { prepared: null, rgba: null, field: null, points: null } as const;

const frameOf = ({ viewport, pane, ratio, theme, grid }: View, { styles, inks }: Lines): Frame => ({
  viewport,
  pane,
  ratio,
  theme: { paper: theme.paper, ink: theme.ink, line: theme.line },
  grid,
  lines: styles,
  ...(inks ? { inks } : {}),
});
