/** What `partition --out F.svg` draws: the whole domain, polytopes coloured by their codes, edges by layer. */
import { type CellComplex, faceCount, metric, type Slice } from '../core';
import { complexMarks, type EdgeGroup, linesByLayer } from '../core/figure/complexMarks';
import type { Stroke } from '../core/figure/marks';
import { codeText } from '../core/network/codeText';
import type { ParsedNetwork } from '../formats';
import { figureSvg } from '../formats/figure/figureSvg';
import { codeColour, LAYER_COLOURS, PAPER } from './svgColours';

/** Side of the drawing's longer edge, in its own units. */
const LONGER_SIDE = 1000;
const MARGIN = 12;

/** Slice coordinates → drawing: Euclidean lengths of the slice at one scale, q upwards. */
interface Projection {
  readonly width: number;
  readonly height: number;
  point(p: number, q: number): readonly [number, number];
}

function projection(slice: Slice, vertices: Float64Array): Projection {
  const { g11, g12, areaScale } = metric(slice);
  const [length, shear, rise] = [Math.sqrt(g11), g12 / Math.sqrt(g11), areaScale / Math.sqrt(g11)];
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i += 2) {
    const x = (vertices[i] as number) * length + (vertices[i + 1] as number) * shear;
    const y = (vertices[i + 1] as number) * rise;
    [left, right, bottom, top] = [Math.min(left, x), Math.max(right, x), Math.min(bottom, y), Math.max(top, y)];
  }
  const scale = LONGER_SIDE / Math.max(right - left, top - bottom);
  return {
    width: (right - left) * scale + 2 * MARGIN,
    height: (top - bottom) * scale + 2 * MARGIN,
    point: (p, q) => [(p * length + q * shear - left) * scale + MARGIN, (top - q * rise) * scale + MARGIN],
  };
}

function strokeOf({ kind, layer }: EdgeGroup): Stroke {
  if (kind !== 'layer') return { colour: '#26221c', width: kind === 'decision' ? 2.5 : 1.5 };
  const colour = LAYER_COLOURS[(layer - 1) % LAYER_COLOURS.length] as string;
  return { colour, width: Math.max(0.35, 1.5 - 0.3 * (layer - 1)) };
}

/** A standalone SVG of the complex: equal scale on both axes in the metric of the slice, a title on every polygon. */
export function complexSvg(source: ParsedNetwork, complex: CellComplex): string {
  const { layout, codes, areas, classes } = complex;
  const { width, height, point } = projection(source.slice, complex.vertices);
  const title = (f: number): string => {
    const area = `area ${(areas[f] as number).toPrecision(4)}`;
    const label = [`polytope ${f}`, area, ...(classes ? [`class ${classes[f]}`] : [])].join(', ');
    return `${label}\n${codeText(layout, codes, f).join(' ')}`;
  };
  const marks = complexMarks(complex, {
    place: point,
    fill: (f) => codeColour(codeText(layout, codes, f)),
    title,
    lines: linesByLayer(complex, strokeOf),
  });
  const name = `${source.network.name}: ${faceCount(complex)} polytopes`;
  return figureSvg({ title: name, width, height, background: PAPER, marks });
}
