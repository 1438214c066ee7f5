/** What a painter of polytopes does, and what it is given: lines by layer, a field as an image. */
import type { OutputField, Point2 } from '../../state/types';
import type { Palette, Rgb } from '../palette';
import type { Grid } from './axes';
import type { ThemeColours } from './colours';
import { FIRST_LAYER, MAX_STYLES } from './edgeLines';
import type { Prepared } from './geometry';
import type { Pane, Viewport } from './viewport';

/** An output field as an image, placed in the slice. */
export interface FieldImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, from the top row (largest q). */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly from: Point2;
  readonly to: Point2;
}

/** The theme's colours that a frame takes. */
export type FrameColours = Pick<ThemeColours, 'paper' | 'ink' | 'line'>;

/** Plain data, so that it can be handed to another thread. */
export interface Frame {
  readonly viewport: Viewport;
  readonly pane: Pane;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  readonly theme: FrameColours;
  readonly grid: Grid;
  /** [width in CSS pixels, opacity] a style. */
  readonly lines: Float32Array;
  /** Colour of each style; absent or null: the theme's ink. */
  readonly inks?: readonly (Rgb | null)[];
}

/** Data points to stamp over everything. */
export interface PointSet {
  /** Slice coordinates [p, q] a point. */
  readonly at: Float64Array;
  /** Colour of a point. */
  readonly colours: readonly Rgb[];
}

/** Radius of a data point and of the ring of ground around it, in CSS pixels. */
export const POINT_RADIUS = 2.2;
export const POINT_RING = 1;

/** How a painter draws: through WebGL 2, or by a rasteriser of our own on the CPU. */
export type PainterKind = 'webgl' | 'raster';

export interface Painter {
  readonly canvas: HTMLCanvasElement;
  readonly kind: PainterKind;
  /** Null: only the ground and its grid. */
  setComplex(prepared: Prepared | null): void;
  /** 4F bytes, by face. */
  setColours(rgba: Uint8Array): void;
  setField(field: FieldImage | null): void;
  setPoints(points: PointSet | null): void;
  /** Draws what was set last. `drawn` is called once it is on the canvas; not at all where a newer frame took its place. */
  draw(frame: Frame, drawn: () => void): void;
  destroy(): void;
}

/** Widths and opacities: shallow layers strong, deep ones fine; all fade a little where faces are only some pixels wide. */
export function lineStyles(facePixels: number, bordersOnly: boolean): Float32Array {
  const crowd = Math.min(1, Math.max(0.45, facePixels / 20));
  const lines = new Float32Array(2 * MAX_STYLES);
  lines.set([1.25, 0.55, 2, 0.9]);
  for (let style = FIRST_LAYER; style < MAX_STYLES; style++) {
    const depth = style - FIRST_LAYER;
    const opacity = Math.max(0.28, 0.56 * 0.78 ** depth) * crowd;
    lines.set([Math.max(0.65, 1.2 * 0.78 ** depth), bordersOnly ? Math.min(1, opacity * 1.2) : opacity], 2 * style);
  }
  return lines;
}

/** Colours a field by the diverging scale that ends at ± `limit`. */
export function fieldImage(field: OutputField, palette: Palette, limit: number): FieldImage {
  const rgba = new Uint8ClampedArray(4 * field.width * field.height);
  field.values.forEach((value, i) => {
    const [red, green, blue] = palette.diverging(value / limit);
    rgba[4 * i] = red;
    rgba[4 * i + 1] = green;
    rgba[4 * i + 2] = blue;
    rgba[4 * i + 3] = 255;
  });
  return { width: field.width, height: field.height, rgba, from: field.from, to: field.to };
}
