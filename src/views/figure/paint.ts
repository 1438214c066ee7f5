/** A figure on a canvas, mark by mark as its SVG has them. */
import {
  type BoxMark,
  type DotsMark,
  FIGURE_FONTS,
  type Figure,
  type GroupMark,
  type LinesMark,
  type Mark,
  type OutlineMark,
  type PictureMark,
  type PolygonsMark,
  type RampMark,
  type Stroke,
  type TextMark,
} from '../../core/figure/marks';

type Context = CanvasRenderingContext2D;

function stroke(context: Context, { colour, width, opacity = 1 }: Stroke): void {
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.globalAlpha = 1;
}

function trace(context: Context, points: ArrayLike<number>, closed: boolean): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i] as number, points[i + 1] as number);
  if (closed) context.closePath();
}

function polygons(context: Context, { shapes, seams }: PolygonsMark): void {
  for (const { points, fill } of shapes) {
    trace(context, points, true);
    context.fillStyle = fill;
    context.fill();
    if (seams) stroke(context, { colour: fill, width: 0.6 });
  }
}

function lines(context: Context, { segments, stroke: style }: LinesMark): void {
  context.beginPath();
  for (let i = 0; i < segments.length; i += 4) {
    context.moveTo(segments[i] as number, segments[i + 1] as number);
    context.lineTo(segments[i + 2] as number, segments[i + 3] as number);
  }
  context.lineCap = 'round';
  stroke(context, style);
}

function outline(context: Context, { points, closed, stroke: style }: OutlineMark): void {
  trace(context, points, closed);
  context.lineJoin = 'round';
  stroke(context, style);
}

function dots(context: Context, { at, radius, fills, ring }: DotsMark): void {
  fills.forEach((fill, i) => {
    context.beginPath();
    context.arc(at[2 * i] as number, at[2 * i + 1] as number, radius, 0, 2 * Math.PI);
    if (fill !== 'none') {
      context.fillStyle = fill;
      context.fill();
    }
    if (ring) stroke(context, ring);
  });
}

function box(context: Context, { x, y, width, height, fill, radius = 0, stroke: style }: BoxMark): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  if (fill !== 'none') {
    context.fillStyle = fill;
    context.fill();
  }
  if (style) stroke(context, style);
}

function text(context: Context, { x, y, size, colour, anchor, mono, bold, text: words }: TextMark): void {
  context.font = `${bold ? 600 : 400} ${size}px ${FIGURE_FONTS[mono ? 'mono' : 'sans']}`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor;
  context.textBaseline = 'alphabetic';
  context.fillStyle = colour;
  context.fillText(words, x, y);
}

function ramp(context: Context, { x, y, width, height, stops }: RampMark): void {
  const gradient = context.createLinearGradient(x, y, x + width, y);
  stops.forEach((colour, i) => {
    gradient.addColorStop(i / Math.max(1, stops.length - 1), colour);
  });
  context.fillStyle = gradient;
  context.fillRect(x, y, width, height);
}

function picture(context: Context, mark: PictureMark): void {
  const canvas = document.createElement('canvas');
  canvas.width = mark.pixelWidth;
  canvas.height = mark.pixelHeight;
  canvas.getContext('2d')?.putImageData(new ImageData(mark.rgba, mark.pixelWidth, mark.pixelHeight), 0, 0);
  context.save();
  if (mark.clip) {
    trace(context, mark.clip, true);
    context.clip();
  }
  context.imageSmoothingEnabled = !mark.crisp;
  context.drawImage(canvas, mark.x, mark.y, mark.width, mark.height);
  context.restore();
}

function group(context: Context, { clip, marks }: GroupMark): void {
  context.save();
  if (clip) {
    context.beginPath();
    context.rect(clip.x, clip.y, clip.width, clip.height);
    context.clip();
  }
  for (const mark of marks) paint(context, mark);
  context.restore();
}

type Painters = { readonly [K in Mark['kind']]: (context: Context, mark: Extract<Mark, { kind: K }>) => void };

const PAINTERS: Painters = { polygons, lines, outline, dots, box, text, ramp, picture, group };

function paint(context: Context, mark: Mark): void {
  (PAINTERS[mark.kind] as (context: Context, mark: Mark) => void)(context, mark);
}

/** Browsers refuse canvases with a longer side. */
const LONGEST_SIDE = 16_384;

/**
 * A canvas of the figure at `scale` pixels a drawing unit. Throws an Error that says so when the browser cannot hold it.
 * The page's fonts must be loaded; they are, once the page is drawn.
 */
export function paintFigure(figure: Figure, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(figure.width * scale);
  canvas.height = Math.round(figure.height * scale);
  const context = Math.max(canvas.width, canvas.height) <= LONGEST_SIDE ? canvas.getContext('2d') : null;
  if (!context) throw new Error(`a picture of ${canvas.width} × ${canvas.height} pixels is too large for this browser`);
  context.scale(scale, scale);
  context.fillStyle = figure.background;
  context.fillRect(0, 0, figure.width, figure.height);
  for (const mark of figure.marks) paint(context, mark);
  return canvas;
}
