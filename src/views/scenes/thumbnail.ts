/** The small picture of a scene: its own partition, coloured as the scene opens, with some of its data. */
import type { CellComplex } from '../../core/partition/complex';
import type { IntervalComplex } from '../../core/partition/intervalComplex';
import type { ScenePicture } from '../../state/scenes/pictures';
import type { DataSet } from '../../state/types';
import { pixelContext } from '../../ui/dom';
import { css, type Palette, palette } from '../palette';
import { faceColours } from '../slice/colours';
import { faceLoop } from '../slice/geometry';

/** Pixels of the canvas, twice those on the page: a window of 4 by 3 on the middle of the domain. */
export const THUMBNAIL = { width: 144, height: 108 } as const;

/** Points that are drawn: enough to know the data by. */
const MOST_POINTS = 90;

/** A polygon or line in the picture's pixels, and its colour in each theme. */
interface Shape {
  readonly points: Float32Array;
  readonly light: string;
  readonly dark: string;
}

/** What a thumbnail keeps of a partition: far less than the partition itself. */
export interface Thumbnail {
  readonly faces: readonly Shape[];
  /** The graph of a network with one input; empty in the plane. */
  readonly graph: Float32Array;
  /** Centres of data points, with their classes' colours. */
  readonly dots: readonly Shape[];
}

type Place = (p: number, q: number) => readonly [number, number];

const both = (colour: (of: Palette) => string): Pick<Shape, 'light' | 'dark'> => ({
  light: colour(palette({ dark: false })),
  dark: colour(palette({ dark: true })),
});

/** The whole width of the domain, and the middle of its height. */
function planePlace(domain: ScenePicture['domain']): Place {
  const ps = domain.map(([p]) => p);
  const qs = domain.map(([, q]) => q);
  const [p0, p1] = [Math.min(...ps), Math.max(...ps)];
  const middle = (Math.min(...qs) + Math.max(...qs)) / 2;
  const scale = THUMBNAIL.width / (p1 - p0);
  return (p, q) => [(p - p0) * scale, THUMBNAIL.height / 2 - (q - middle) * scale];
}

function faceShapes(complex: CellComplex, picture: ScenePicture, place: Place): Shape[] {
  const { outputs, colour } = picture;
  const bytes = [false, true].map((dark) => faceColours(complex, outputs, colour, palette({ dark })).rgba) as [
    Uint8Array,
    Uint8Array,
  ];
  return Array.from({ length: complex.areas.length }, (_, face) => {
    const loop = faceLoop(complex, face);
    const points = new Float32Array(loop.length);
    for (let i = 0; i < loop.length; i += 2) points.set(place(loop[i] as number, loop[i + 1] as number), i);
    const [light, dark] = bytes.map((rgba) => `rgb(${rgba.subarray(4 * face, 4 * face + 3).join(' ')})`);
    return { points, light: light ?? '', dark: dark ?? '' };
  });
}

function dotShapes(data: DataSet | null, place: Place): Shape[] {
  if (data?.inputSize !== 2) return [];
  const { count, inputs, targets, task } = data;
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const largest = targets.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Array.from({ length: Math.ceil(count / every) }, (_, k) => {
    const i = k * every;
    const target = targets[i] as number;
    return {
      points: Float32Array.from(place(inputs[2 * i] as number, inputs[2 * i + 1] as number)),
      ...both((of) => css(task === 'regression' ? of.diverging(target / largest) : of.classInk(target))),
    };
  });
}

/** The graph of the first output over the interval, as high as the picture with a margin. */
function graphOf({ vertices, values }: IntervalComplex): Float32Array {
  const n = vertices.length;
  const heights = values.subarray(0, n);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const [from, to] = [vertices[0] as number, vertices[n - 1] as number];
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    points[2 * i] = (0.05 + (0.9 * ((vertices[i] as number) - from)) / (to - from)) * THUMBNAIL.width;
    points[2 * i + 1] = (0.88 - (0.76 * ((heights[i] as number) - low)) / (high - low || 1)) * THUMBNAIL.height;
  }
  return points;
}

export function makeThumbnail(picture: ScenePicture): Thumbnail {
  const { complex, interval, data } = picture;
  if (interval) return { faces: [], graph: graphOf(interval), dots: [] };
  const place = planePlace(picture.domain);
  return {
    faces: complex ? faceShapes(complex, picture, place) : [],
    graph: new Float32Array(0),
    dots: dotShapes(data, place),
  };
}

function trace(context: CanvasRenderingContext2D, points: Float32Array): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i] as number, points[i + 1] as number);
}

/** Draws it in the colours of a theme; `ink` is the colour of its lines. Cost: some 5 ms for 3,000 polytopes. */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  { faces, graph, dots }: Thumbnail,
  dark: boolean,
  ink: string,
): void {
  // By the processor: an image is made of it, and the graphics card may have a minute of other work before it gives the pixels back.
  const context = pixelContext(canvas);
  if (!context) return;
  const theme = dark ? 'dark' : 'light';
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineJoin = 'round';
  // The more polytopes, the fainter their borders: they would be all there is to see.
  const alpha = Math.min(0.5, 6 / Math.sqrt(faces.length + 1));
  for (const face of faces) {
    trace(context, face.points);
    context.closePath();
    context.fillStyle = face[theme];
    context.fill();
    context.globalAlpha = alpha;
    context.lineWidth = 0.8;
    context.strokeStyle = ink;
    context.stroke();
    context.globalAlpha = 1;
  }
  if (graph.length > 0) {
    trace(context, graph);
    context.lineWidth = 3;
    context.strokeStyle = css(palette({ dark }).classInk(0));
    context.stroke();
  }
  for (const dot of dots) {
    context.beginPath();
    context.arc(dot.points[0] as number, dot.points[1] as number, 2, 0, 2 * Math.PI);
    context.fillStyle = dot[theme];
    context.fill();
  }
}
