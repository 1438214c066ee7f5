/** A figure as a standalone SVG: real polygons, every style written out, and, when given, the state that it shows. */
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
import { encodePng } from '../png/encode';
import { CARRIED } from './carried';
import { attributes, escapeText, short } from './xml';

const element = (name: string, values: Readonly<Record<string, string | undefined>>, title = ''): string =>
  title === ''
    ? `<${name} ${attributes(values)}/>`
    : `<${name} ${attributes(values)}><title>${escapeText(title)}</title></${name}>`;

const strokeOf = (stroke: Stroke | undefined): Readonly<Record<string, string | undefined>> =>
  stroke
    ? {
        stroke: stroke.colour,
        'stroke-width': short(stroke.width),
        'stroke-opacity': stroke.opacity === undefined || stroke.opacity === 1 ? undefined : short(stroke.opacity),
      }
    : {};

const box = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: short(x),
  y: short(y),
  width: short(width),
  height: short(height),
});

/** Points of a polygon: `x,y x,y`. */
function pointList(points: ArrayLike<number>, between = ' '): string {
  const texts: string[] = [];
  for (let i = 0; i < points.length; i += 2)
    texts.push(`${short(points[i] as number)},${short(points[i + 1] as number)}`);
  return texts.join(between);
}

function segmentPath(segments: ArrayLike<number>): string {
  let path = '';
  for (let i = 0; i < segments.length; i += 4) {
    const [ax, ay, bx, by] = [0, 1, 2, 3].map((k) => short(segments[i + k] as number));
    path += `M${ax},${ay}L${bx},${by}`;
  }
  return path;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const polygons = ({ shapes, seams }: PolygonsMark): string[] => [
  '<g stroke-width="0.6" stroke-linejoin="round">',
  ...shapes.map(({ points, fill, title }) =>
    element('polygon', { points: pointList(points), fill, stroke: seams ? fill : undefined }, title),
  ),
  '</g>',
];

const lines = ({ segments, stroke, title }: LinesMark): string =>
  element('path', { d: segmentPath(segments), fill: 'none', ...strokeOf(stroke), 'stroke-linecap': 'round' }, title);

const outline = ({ points, closed, stroke, title }: OutlineMark): string =>
  element(
    closed ? 'polygon' : 'polyline',
    { points: pointList(points), fill: 'none', ...strokeOf(stroke), 'stroke-linejoin': 'round' },
    title,
  );

const dots = ({ fills, at, radius, ring, titles }: DotsMark): string[] =>
  fills.map((fill, i) => {
    const [cx, cy] = [short(at[2 * i] as number), short(at[2 * i + 1] as number)];
    return element('circle', { cx, cy, r: short(radius), fill, ...strokeOf(ring) }, titles?.[i]);
  });

const rectangle = (mark: BoxMark): string =>
  element('rect', {
    ...box(mark),
    rx: mark.radius === undefined ? undefined : short(mark.radius),
    fill: mark.fill,
    ...strokeOf(mark.stroke),
  });

function label({ x, y, size, colour, anchor, mono, bold, text }: TextMark): string {
  const values = {
    x: short(x),
    y: short(y),
    fill: colour,
    'font-size': short(size),
    'font-family': FIGURE_FONTS[mono ? 'mono' : 'sans'],
    'font-weight': bold ? '600' : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
  };
  return `<text ${attributes(values)}>${escapeText(text)}</text>`;
}

/** Writes marks; what must be defined before it is used is defined where it stands, under a number of its own. */
class Writer {
  private names = 0;

  marks(marks: readonly Mark[]): string[] {
    return marks.flatMap((mark) => this.mark(mark));
  }

  private mark(mark: Mark): string | string[] {
    switch (mark.kind) {
      case 'polygons':
        return polygons(mark);
      case 'lines':
        return lines(mark);
      case 'outline':
        return outline(mark);
      case 'dots':
        return dots(mark);
      case 'box':
        return rectangle(mark);
      case 'text':
        return label(mark);
      case 'ramp':
        return this.ramp(mark);
      case 'picture':
        return this.picture(mark);
      case 'group':
        return this.group(mark);
    }
  }

  private ramp({ stops, ...mark }: RampMark): string[] {
    const id = `ramp${++this.names}`;
    const parts = stops.map((colour, i) =>
      element('stop', { offset: short(i / Math.max(1, stops.length - 1)), 'stop-color': colour }),
    );
    return [
      `<linearGradient id="${id}">${parts.join('')}</linearGradient>`,
      element('rect', { ...box(mark), fill: `url(#${id})` }),
    ];
  }

  private picture(mark: PictureMark): string[] {
    const png = encodePng(mark.pixelWidth, mark.pixelHeight, mark.rgba);
    const id = mark.clip ? `clip${++this.names}` : undefined;
    const image = element('image', {
      ...box(mark),
      href: `data:image/png;base64,${base64(png)}`,
      preserveAspectRatio: 'none',
      'image-rendering': mark.crisp ? 'pixelated' : undefined,
      'clip-path': id && `url(#${id})`,
    });
    if (!mark.clip) return [image];
    return [`<clipPath id="${id}">${element('polygon', { points: pointList(mark.clip) })}</clipPath>`, image];
  }

  private group({ clip, marks }: GroupMark): string[] {
    if (!clip) return ['<g>', ...this.marks(marks), '</g>'];
    const id = `clip${++this.names}`;
    return [
      `<clipPath id="${id}">${element('rect', box(clip))}</clipPath>`,
      `<g clip-path="url(#${id})">`,
      ...this.marks(marks),
      '</g>',
    ];
  }
}

/**
 * The text of the SVG. `state` is kept in a <metadata> element, as text and nothing else. Names in titles are escaped.
 * Cost: linear in the marks, about 150 bytes a polygon and its title.
 */
export function figureSvg({ title, width, height, background, marks }: Figure, state: string | null = null): string {
  const [w, h] = [short(width), short(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    ...(state === null ? [] : [`<metadata id="${CARRIED}">${escapeText(state)}</metadata>`]),
    `<rect width="${w}" height="${h}" fill="${background}"/>`,
    ...new Writer().marks(marks),
    '</svg>\n',
  ].join('\n');
}
