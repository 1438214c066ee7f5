/**
 * A drawing as plain data: what a writer of SVG and a painter of pixels both draw, so that the two look alike. Drawing
 * units, x to the right, y down; colours as #rrggbb; flat coordinates [x0, y0, x1, y1, …]; later marks lie on earlier ones.
 */

/** Families of the two faces that texts are set in, each with what stands in where it is not installed. */
export const FIGURE_FONTS = {
  sans: "'Inter Variable', Inter, system-ui, sans-serif",
  mono: "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace",
} as const;

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** 1 when absent. */
  readonly opacity?: number;
}

export interface Shape {
  readonly points: ArrayLike<number>;
  readonly fill: string;
  /** Read out and shown at the pointer. */
  readonly title: string;
}

/** Filled polygons. `seams`: their smoothed edges are closed, so that the ground does not shine through between them. */
export interface PolygonsMark {
  readonly kind: 'polygons';
  readonly shapes: readonly Shape[];
  readonly seams: boolean;
}

/** Segments of one look, four coordinates each. */
export interface LinesMark {
  readonly kind: 'lines';
  readonly title: string;
  readonly segments: ArrayLike<number>;
  readonly stroke: Stroke;
}

/** One line through points, closed or not. */
export interface OutlineMark {
  readonly kind: 'outline';
  readonly title?: string;
  readonly points: ArrayLike<number>;
  readonly closed: boolean;
  readonly stroke: Stroke;
}

/** Round dots, each with its fill; `ring` is drawn around all. `fills` may hold `none`. */
export interface DotsMark {
  readonly kind: 'dots';
  readonly at: ArrayLike<number>;
  readonly radius: number;
  readonly fills: readonly string[];
  readonly ring?: Stroke;
  readonly titles?: readonly string[];
}

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** For numbers, every figure as wide as every other. */
  readonly mono: boolean;
  readonly bold?: boolean;
}

export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly radius?: number;
  readonly stroke?: Stroke;
}

/** A box whose colour runs through `stops`, evenly from left to right. */
export interface RampMark {
  readonly kind: 'ramp';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly stops: readonly string[];
}

/** An image stretched over a box. */
export interface PictureMark {
  readonly kind: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Opaque, from the top row. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Pixels keep their edges where they are enlarged. */
  readonly crisp: boolean;
  /** Only the inside of this polygon is shown. */
  readonly clip?: ArrayLike<number>;
}

export type Mark =
  | PolygonsMark
  | LinesMark
  | OutlineMark
  | DotsMark
  | TextMark
  | BoxMark
  | RampMark
  | PictureMark
  | GroupMark;

export interface GroupMark {
  readonly kind: 'group';
  readonly marks: readonly Mark[];
  /** Only what lies in this box is shown. */
  readonly clip?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Figure {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly marks: readonly Mark[];
}
