/** The power diagram on a canvas: cells by their probability, centroids, and circles whose radii are √w. */
import type { Point2 } from '../../../state/types';
import { css } from '../../palette';
import { sequential } from '../../sequential';
import { boundsOf, fitRectangle, type Pane, pixelsPerUnit, toScreen, type Viewport } from '../../slice/viewport';
import type { Cells } from './cells';

/** What the picture shows: the domain, or all centroids with it. */
export type Extent = 'domain' | 'centroids';

export interface CellsPicture {
  readonly cells: Cells;
  readonly probabilities: Float64Array;
  /** The cell that is told about: −1 none. */
  readonly cell: number;
  /** Where the probabilities are of, in the coordinates of the centroids. */
  readonly at: Point2;
  readonly dark: boolean;
}

/** Of more cells than these only the likeliest have a circle. */
const CIRCLES = 12;
/** Share of the largest probability. */
const SEEN = 1e-2;

/** The view in the coordinates of the centroids. */
export function viewOf({ vertices, cells }: Cells, extent: Extent, pane: Pane): Viewport {
  const points: Point2[] = [];
  const add = (all: Float64Array): void => {
    for (let i = 0; i < all.length; i += 2) points.push([all[i] as number, all[i + 1] as number]);
  };
  add(vertices);
  if (extent === 'centroids') add(cells.centres);
  return fitRectangle(boundsOf(points), pane, 0.05);
}

/** A colour for a share of the largest probability: the root is shown, so that small ones are seen, too. */
const shade = (dark: boolean, share: number): string => css(sequential(dark)(Math.sqrt(share)));

/** The scale of the colours from 0 to the largest probability, as a CSS gradient. */
export function ramp(dark: boolean): string {
  const stops = Array.from({ length: 9 }, (_, i) => `${shade(dark, i / 8)} ${(100 * i) / 8}%`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

export const largest = (probabilities: Float64Array): number => probabilities.reduce((most, p) => Math.max(most, p), 0);

/** The cells that have a circle: all of a few, else the likeliest that can be seen. */
export function circled(probabilities: Float64Array): readonly number[] {
  const all = Array.from(probabilities.keys());
  if (all.length <= CIRCLES) return all;
  const order = all.sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
  const least = SEEN * largest(probabilities);
  return order.slice(0, CIRCLES).filter((cell) => (probabilities[cell] as number) > least);
}

export interface Inks {
  readonly line: string;
  readonly soft: string;
  readonly ink: string;
  readonly accent: string;
  readonly ground: string;
}

export class CellsPainter {
  private readonly place: (s1: number, s2: number) => Point2;
  private readonly k: number;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly picture: CellsPicture,
    private readonly inks: Inks,
    view: Viewport,
    pane: Pane,
  ) {
    this.place = (s1, s2) => toScreen(view, pane, [s1, s2]);
    this.k = pixelsPerUnit(view, pane);
  }

  draw(): void {
    this.fillCells();
    this.strokeCells();
    this.drawCircles();
    this.drawCentres();
    if (this.picture.cell >= 0) this.drawChosen(this.picture.cell);
    this.drawPlace();
  }

  private trace(cell: number): void {
    const { complex, vertices } = this.picture.cells;
    const { context } = this;
    const [start, end] = [complex.faceOffsets[cell] as number, complex.faceOffsets[cell + 1] as number];
    for (let i = start; i < end; i++) {
      const v = 2 * (complex.faceVertices[i] as number);
      const [x, y] = this.place(vertices[v] as number, vertices[v + 1] as number);
      if (i === start) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
  }

  private fillCells(): void {
    const { context, picture } = this;
    const most = largest(picture.probabilities);
    picture.probabilities.forEach((p, cell) => {
      context.beginPath();
      this.trace(cell);
      context.fillStyle = shade(picture.dark, most > 0 ? p / most : 0);
      context.fill();
    });
  }

  private strokeCells(): void {
    const { context, picture, inks } = this;
    context.beginPath();
    for (let cell = 0; cell < picture.probabilities.length; cell++) this.trace(cell);
    context.lineWidth = 0.75;
    context.strokeStyle = inks.line;
    context.stroke();
  }

  private circle(cell: number): void {
    const { cells, radii } = this.picture.cells;
    const [x, y] = this.place(cells.centres[2 * cell] as number, cells.centres[2 * cell + 1] as number);
    const r = this.k * (radii[cell] as number);
    this.context.moveTo(x + r, y);
    this.context.arc(x, y, r, 0, 2 * Math.PI);
  }

  private drawCircles(): void {
    const { context, picture, inks } = this;
    context.beginPath();
    for (const cell of circled(picture.probabilities)) this.circle(cell);
    context.lineWidth = 1;
    context.globalAlpha = 0.35;
    context.strokeStyle = inks.soft;
    context.stroke();
    context.globalAlpha = 1;
  }

  private dot(s1: number, s2: number, radius: number, fill: string): void {
    const { context, inks } = this;
    const [x, y] = this.place(s1, s2);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = inks.ground;
    context.stroke();
  }

  private drawCentres(): void {
    const { centres } = this.picture.cells.cells;
    const radius = centres.length > 400 ? 1.75 : 2.5;
    for (let i = 0; i < centres.length; i += 2)
      this.dot(centres[i] as number, centres[i + 1] as number, radius, this.inks.ink);
  }

  /** The cell, its circle and centroid, and a line from one to the other: they need not lie at the same place. */
  private drawChosen(cell: number): void {
    const { context, inks } = this;
    const { cells, centroids } = this.picture.cells;
    const centre = [cells.centres[2 * cell] as number, cells.centres[2 * cell + 1] as number] as const;
    const middle = [centroids[2 * cell] as number, centroids[2 * cell + 1] as number] as const;
    context.strokeStyle = inks.accent;
    context.lineWidth = 2;
    context.beginPath();
    this.trace(cell);
    context.stroke();
    context.lineWidth = 1.25;
    context.beginPath();
    this.circle(cell);
    context.stroke();
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(...this.place(...middle));
    context.lineTo(...this.place(...centre));
    context.stroke();
    context.setLineDash([]);
    this.dot(...centre, 4.5, inks.accent);
  }

  /** A small cross: where the probabilities are of. */
  private drawPlace(): void {
    const { context, picture, inks } = this;
    const [x, y] = this.place(...picture.at);
    context.beginPath();
    context.moveTo(x - 5, y);
    context.lineTo(x + 5, y);
    context.moveTo(x, y - 5);
    context.lineTo(x, y + 5);
    context.lineWidth = 2;
    context.strokeStyle = inks.ink;
    context.stroke();
  }
}
