/** The picture of a slice, drawn into memory: ground, faces, field, lines, points. Knows no DOM. */
import { type EdgeLines, MAX_STYLES } from '../edgeLines';
import { type FieldImage, type Frame, POINT_RADIUS, POINT_RING, type PointSet } from '../painter';
import { drawDiscs } from './discs';
import { type FaceEdges, FaceFiller } from './faces';
import { FieldSampler } from './fieldSampler';
import { drawGrid } from './grid';
import { type Placement, place, placementOf } from './placement';
import { Stroker } from './strokes';
import { packed, type Surface } from './surface';

/** What the picture needs of a complex. */
export interface PictureComplex extends FaceEdges {
  readonly lines: EdgeLines;
}

const NONE = new Float64Array(0);

export class Picture {
  private surface: Surface = { width: 0, height: 0, pixels: new Int32Array(0) };
  private filler = new FaceFiller(this.surface);
  private stroker = new Stroker(this.surface);
  private readonly field = new FieldSampler();
  private complex: PictureComplex | null = null;
  private colours: Int32Array | null = null;
  private points: PointSet | null = null;
  private pointColours = new Int32Array(0);
  private vertexPlaces = NONE;
  private pointPlaces = NONE;
  private readonly styles = new Float32Array(2 * MAX_STYLES);
  private readonly inks = new Int32Array(MAX_STYLES);

  /** The surface that is drawn on from now on. */
  setSurface(surface: Surface): void {
    this.surface = surface;
    this.filler = new FaceFiller(surface);
    this.stroker = new Stroker(surface);
    if (this.complex) this.filler.setEdges(this.complex);
  }

  /** Null: only the ground and its grid. */
  setComplex(complex: PictureComplex | null): void {
    this.complex = complex;
    if (!complex) return;
    this.filler.setEdges(complex);
    this.vertexPlaces = new Float64Array(complex.vertices.length);
  }

  /** 4F bytes, by face. */
  setColours(rgba: Uint8Array): void {
    this.colours = new Int32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4);
  }

  setField(field: FieldImage | null): void {
    this.field.setImage(field);
  }

  setPoints(points: PointSet | null): void {
    this.points = points;
    if (!points) return;
    this.pointColours = Int32Array.from(points.colours, packed);
    this.pointPlaces = new Float64Array(points.at.length);
  }

  /** Draws a frame of the surface's size. Allocates nothing that grows with faces, lines, points or pixels. */
  draw(frame: Frame): void {
    const { surface, filler, complex, colours } = this;
    const { theme, grid, ratio } = frame;
    const placement = placementOf(frame);
    const ground = packed(theme.paper);
    if (!complex || !colours) {
      filler.clear(ground);
      drawGrid(surface, grid, ratio, filler.inside, packed(theme.line));
      return;
    }
    place(complex.vertices, placement, this.vertexPlaces);
    filler.fill(this.vertexPlaces, colours, ground);
    drawGrid(surface, grid, ratio, filler.inside, packed(theme.line));
    this.field.draw(surface, placement, filler.inside);
    this.drawLines(complex.lines, frame);
    this.drawPoints(frame, placement);
  }

  private drawLines(lines: EdgeLines, frame: Frame): void {
    const { styles, inks } = this;
    for (let i = 0; i < styles.length; i += 2) {
      styles[i] = (frame.lines[i] as number) * frame.ratio;
      styles[i + 1] = frame.lines[i + 1] as number;
    }
    for (let style = 0; style < inks.length; style++) inks[style] = packed(frame.inks?.[style] ?? frame.theme.ink);
    this.stroker.draw(lines, this.vertexPlaces, styles, inks);
  }

  private drawPoints({ ratio, theme }: Frame, placement: Placement): void {
    const { points, pointPlaces } = this;
    if (!points) return;
    place(points.at, placement, pointPlaces);
    const radii = { disc: POINT_RADIUS * ratio, ring: (POINT_RADIUS + POINT_RING) * ratio };
    drawDiscs(this.surface, pointPlaces, this.pointColours, radii, packed(theme.paper));
  }
}
