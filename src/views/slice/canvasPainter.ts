/**
 * Painter on the 2-D canvas, for browsers without WebGL 2. While a gesture runs and a full drawing takes too long, the last
 * picture is moved and scaled; the sharp one follows when the gesture rests.
 */
import { css, type Rgb } from '../palette';
import { dotStamp } from './dataLayer';
import type { Geometry } from './geometry';
import type { FieldImage, Frame, Painter, PointSet } from './painter';
import { pixelsPerUnit, toScreen } from './viewport';

// A drawing slower than this (milliseconds) is replaced by the moved picture until the view rests for REST.
const SLOW = 10;
const REST = 90;
// Up to this many faces the seams between them are closed, which doubles the cost.
const MANY = 4000;

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');

class CanvasPainter implements Painter {
  readonly kind = 'canvas';
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private readonly kept = document.createElement('canvas');
  private geometry: Geometry | null = null;
  private fills: readonly string[] = [];
  private field: FieldImage | null = null;
  private fieldCanvas: HTMLCanvasElement | null = null;
  private points: PointSet | null = null;
  private keptFrame: Frame | null = null;
  private lastCost = 0;
  private timer = 0;

  setGeometry(geometry: Geometry | null): void {
    this.geometry = geometry;
    this.keptFrame = null;
  }

  setColours(rgba: Uint8Array): void {
    this.fills = Array.from({ length: rgba.length / 4 }, (_, face) =>
      ['#', ...rgba.subarray(4 * face, 4 * face + 3)].map((v) => (typeof v === 'number' ? hexByte(v) : v)).join(''),
    );
    this.keptFrame = null;
  }

  setField(field: FieldImage | null): void {
    this.field = field;
    this.fieldCanvas = null;
    this.keptFrame = null;
    if (!field) return;
    this.fieldCanvas = document.createElement('canvas');
    this.fieldCanvas.width = field.width;
    this.fieldCanvas.height = field.height;
    this.fieldCanvas.getContext('2d')?.putImageData(new ImageData(field.rgba, field.width, field.height), 0, 0);
  }

  setPoints(points: PointSet | null): void {
    this.points = points;
    this.keptFrame = null;
  }

  draw(frame: Frame): void {
    window.clearTimeout(this.timer);
    this.resize(frame);
    if (this.keptFrame && this.lastCost > SLOW && this.keptFrame.viewport !== frame.viewport) {
      this.moveKept(this.keptFrame, frame);
      this.timer = window.setTimeout(() => this.drawSharp(frame), REST);
    } else this.drawSharp(frame);
  }

  private resize({ pane, ratio }: Frame): void {
    const width = Math.max(1, Math.round(pane.width * ratio));
    const height = Math.max(1, Math.round(pane.height * ratio));
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.keptFrame = null;
  }

  private moveKept(kept: Frame, frame: Frame): void {
    const { context } = this;
    if (!context) return;
    const k = kept.viewport.span / frame.viewport.span;
    const [x, y] = toScreen(kept.viewport, kept.pane, frame.viewport.centre);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.drawGround(context, frame);
    const dx = (frame.pane.width / 2 - x * k) * frame.ratio;
    const dy = (frame.pane.height / 2 - y * k) * frame.ratio;
    context.drawImage(this.kept, dx, dy, this.kept.width * k, this.kept.height * k);
  }

  private drawSharp(frame: Frame): void {
    const { context, geometry } = this;
    if (!context) return;
    const begun = performance.now();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.drawGround(context, frame);
    if (!geometry) return;
    const [x, y] = toScreen(frame.viewport, frame.pane, geometry.anchor);
    const k = pixelsPerUnit(frame.viewport, frame.pane);
    context.setTransform(frame.ratio, 0, 0, frame.ratio, x * frame.ratio, y * frame.ratio);
    this.drawFans(context, geometry, k);
    this.drawField(context, geometry, k);
    this.drawSegments(context, geometry, k, frame);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.drawPoints(context, frame);
    this.lastCost = performance.now() - begun;
    this.keep(frame);
  }

  private drawGround(context: CanvasRenderingContext2D, { theme, grid, ratio }: Frame): void {
    const { width, height } = this.canvas;
    context.fillStyle = css(theme.paper);
    context.fillRect(0, 0, width, height);
    context.fillStyle = css(theme.line);
    for (const x of grid.xs) context.fillRect(Math.round(x * ratio), 0, 1, height);
    for (const y of grid.ys) context.fillRect(0, Math.round(y * ratio), width, 1);
  }

  private drawPoints(context: CanvasRenderingContext2D, { viewport, pane, ratio, theme }: Frame): void {
    const { points } = this;
    if (!points) return;
    const stamps = new Map<Rgb, HTMLCanvasElement>();
    points.colours.forEach((colour, i) => {
      const [x, y] = toScreen(viewport, pane, [points.at[2 * i] as number, points.at[2 * i + 1] as number]);
      if (x < -9 || y < -9 || x > pane.width + 9 || y > pane.height + 9) return;
      const stamp = stamps.get(colour) ?? dotStamp(colour, theme.paper, ratio);
      stamps.set(colour, stamp);
      context.drawImage(stamp, Math.round(x * ratio - stamp.width / 2), Math.round(y * ratio - stamp.height / 2));
    });
  }

  private drawFans(context: CanvasRenderingContext2D, { fanStart, fanFace, positions }: Geometry, k: number): void {
    context.lineWidth = 0.75;
    for (let fan = 0; fan < fanFace.length; fan++) {
      context.beginPath();
      for (let i = fanStart[fan] as number; i < (fanStart[fan + 1] as number); i++)
        context.lineTo((positions[2 * i] as number) * k, -(positions[2 * i + 1] as number) * k);
      context.fillStyle = this.fills[fanFace[fan] as number] ?? 'transparent';
      context.fill();
      if (fanFace.length > MANY) continue;
      // Smoothed edges of two neighbours let the ground shine through between them.
      context.closePath();
      context.strokeStyle = context.fillStyle;
      context.stroke();
    }
  }

  private drawField(context: CanvasRenderingContext2D, { anchor, domain }: Geometry, k: number): void {
    const { field, fieldCanvas } = this;
    if (!field || !fieldCanvas) return;
    context.save();
    context.beginPath();
    for (let i = 0; i < domain.length; i += 2)
      context.lineTo((domain[i] as number) * k, -(domain[i + 1] as number) * k);
    context.clip();
    const left = (field.from[0] - anchor[0]) * k;
    const top = -(field.to[1] - anchor[1]) * k;
    const width = (field.to[0] - field.from[0]) * k;
    context.drawImage(fieldCanvas, left, top, width, (field.to[1] - field.from[1]) * k);
    context.restore();
  }

  private drawSegments(
    context: CanvasRenderingContext2D,
    { segments, styles }: Geometry,
    k: number,
    frame: Frame,
  ): void {
    let style = -1;
    const flush = (): void => {
      if (style < 0) return;
      context.lineWidth = frame.lines[2 * style] as number;
      context.strokeStyle = css(frame.theme.ink, frame.lines[2 * style + 1] as number);
      context.stroke();
    };
    for (let i = 0; i < styles.length; i++) {
      if (styles[i] !== style) {
        flush();
        style = styles[i] as number;
        context.beginPath();
      }
      context.moveTo((segments[4 * i] as number) * k, -(segments[4 * i + 1] as number) * k);
      context.lineTo((segments[4 * i + 2] as number) * k, -(segments[4 * i + 3] as number) * k);
    }
    flush();
  }

  private keep(frame: Frame): void {
    this.keptFrame = frame;
    if (this.lastCost <= SLOW) return;
    this.kept.width = this.canvas.width;
    this.kept.height = this.canvas.height;
    this.kept.getContext('2d')?.drawImage(this.canvas, 0, 0);
  }

  destroy(): void {
    window.clearTimeout(this.timer);
    this.canvas.remove();
  }
}

export const createCanvasPainter = (): Painter => new CanvasPainter();
