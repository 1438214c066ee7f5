/** Data points: where they lie in the slice, their colours, and the dot that a canvas stamps. */
import { projectOnSlice, type Slice } from '../../core/slice/slice';
import type { DataSet } from '../../state/types';
import { css, type Rgb } from '../palette';
import type { ThemeColours } from './colours';
import { isProjected, nearPoints, paleness, projectedOn } from './nearData';
import { POINT_RADIUS, POINT_RING, type PointSet } from './painter';
import type { Pane } from './viewport';

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

/** A filled dot with a ring of the ground's colour, so that it stays visible on its own class's area. */
export function dotStamp(colour: Rgb, ring: Rgb, ratio: number, radius = POINT_RADIUS): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((2 * radius + 4) * ratio);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const centre = canvas.width / 2;
  context.beginPath();
  context.arc(centre, centre, (radius + POINT_RING / 2) * ratio, 0, 2 * Math.PI);
  context.fillStyle = css(colour);
  context.fill();
  context.lineWidth = POINT_RING * ratio;
  context.strokeStyle = css(ring);
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

/** A colour with a share of the ground's. */
const paler = (colour: Rgb, ground: Rgb, share: number): Rgb =>
  colour.map((value, channel) => Math.round(value + share * ((ground[channel] as number) - value))) as unknown as Rgb;

/** Projections of the data within `reach` of the plane, paler the farther they lie. */
function projectedPoints(data: DataSet, slice: Slice, theme: ThemeColours, reach: number): PointSet {
  const colourOf = targetColours(data, theme);
  const { at: all } = projectedOn(data, slice);
  const near = nearPoints(data, slice, reach);
  const at = new Float64Array(2 * near.length);
  near.forEach(([i], k) => {
    at.set(all.subarray(2 * i, 2 * i + 2), 2 * k);
  });
  return { at, colours: near.map(([i, fade]) => paler(colourOf(i), theme.paper, paleness(fade))) };
}

/**
 * The points to draw; null where there are none. Data with more than two inputs are drawn as their projections when they
 * lie within `reach` of the plane, data of the plane itself always.
 */
export function pointSet(
  data: DataSet | null,
  slice: Slice,
  theme: ThemeColours,
  reach: number | null,
): PointSet | null {
  if (data && isProjected(data, slice)) return reach === null ? null : projectedPoints(data, slice, theme, reach);
  const at = data && dataInSlice(data, slice);
  if (!data || !at) return null;
  const colourOf = targetColours(data, theme);
  return { at, colours: Array.from({ length: data.count }, (_, i) => colourOf(i)) };
}
