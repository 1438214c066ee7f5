/** Data points on a canvas of their own: one small picture a colour, stamped at every point. */
import { projectOnSlice, type Slice } from '../../core/slice/slice';
import type { DataSet } from '../../state/types';
import { css, type Rgb } from '../palette';
import type { ThemeColours } from './colours';
import { type Pane, pixelsPerUnit, type Viewport } from './viewport';

/** Slice coordinates [p, q, …] of the data, or null where they do not lie in the slice (more inputs than two). */
export function dataInSlice(data: DataSet, slice: Slice): Float64Array | null {
  if (data.inputSize > 2 || slice.origin.length !== data.inputSize) return null;
  const at = new Float64Array(2 * data.count);
  for (let i = 0; i < data.count; i++)
    at.set(projectOnSlice(slice, data.inputs.subarray(i * data.inputSize, (i + 1) * data.inputSize)), 2 * i);
  return at;
}

/** Colour of each target: a class's, or for a regression where it lies between the extremes. */
export function targetColours({ task, targets }: DataSet, theme: ThemeColours): (index: number) => Rgb {
  const { palette } = theme;
  if (task !== 'regression') return (i) => palette.classInk(targets[i] as number);
  const limit = targets.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const steps = 8;
  return (i) => palette.diverging(Math.round(((targets[i] as number) / limit) * steps) / steps);
}

const RADIUS = 2.4;

/** A filled dot with a ring of the ground's colour, so that it stays visible on its own class's area. */
export function dotStamp(colour: Rgb, ring: Rgb, ratio: number, radius = RADIUS): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((2 * radius + 4) * ratio);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const centre = canvas.width / 2;
  context.beginPath();
  context.arc(centre, centre, (radius + 0.5) * ratio, 0, 2 * Math.PI);
  context.fillStyle = css(colour);
  context.fill();
  context.lineWidth = ratio;
  context.strokeStyle = css(ring, 0.92);
  context.stroke();
  return canvas;
}

/** Sizes a canvas to the pane and clears it; null without a 2-D context. */
export function freshCanvas(canvas: HTMLCanvasElement, pane: Pane, ratio: number): CanvasRenderingContext2D | null {
  const width = Math.max(1, Math.round(pane.width * ratio));
  const height = Math.max(1, Math.round(pane.height * ratio));
  const context = canvas.getContext('2d');
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else context?.clearRect(0, 0, width, height);
  return context;
}

export interface DataView {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
}

/** Draws the points, each with its colour's stamp. `at` null clears the canvas. */
export function drawData(
  canvas: HTMLCanvasElement,
  data: DataSet | null,
  at: Float64Array | null,
  view: DataView,
): void {
  const { viewport, pane, ratio, theme } = view;
  const context = freshCanvas(canvas, pane, ratio);
  if (!context || !data || !at) return;
  const k = pixelsPerUnit(viewport, pane) * ratio;
  const [p0, q0] = viewport.centre;
  const colourOf = targetColours(data, theme);
  const stamps = new Map<string, HTMLCanvasElement>();
  for (let i = 0; i < data.count; i++) {
    const x = (pane.width / 2) * ratio + ((at[2 * i] as number) - p0) * k;
    const y = (pane.height / 2) * ratio - ((at[2 * i + 1] as number) - q0) * k;
    if (x < -9 || y < -9 || x > canvas.width + 9 || y > canvas.height + 9) continue;
    const colour = colourOf(i);
    const key = colour.join();
    const stamp = stamps.get(key) ?? dotStamp(colour, theme.paper, ratio);
    stamps.set(key, stamp);
    context.drawImage(stamp, Math.round(x - stamp.width / 2), Math.round(y - stamp.height / 2));
  }
}
