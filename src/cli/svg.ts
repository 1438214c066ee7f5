/** What `partition --out F.svg` draws: every polytope a polygon of its own, edges by the first layer that bends there. */
import { type CellComplex, edgeCount, faceCount, metric, type Slice, unitAt } from '../core';
import type { ParsedNetwork } from '../formats';
import { codeText } from './complexJson';
import { attributes, codeColour, escapeText, layerColours, short, svgDocument } from './svgParts';

/** Side of the drawing's longer edge, in its own units. */
const LONGER_SIDE = 1000;
const MARGIN = 12;

/** Slice coordinates → drawing: Euclidean lengths of the slice at one scale, q upwards. */
interface Projection {
  readonly width: number;
  readonly height: number;
  point(p: number, q: number): string;
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
    point: (p, q) =>
      `${short((p * length + q * shear - left) * scale + MARGIN)},${short((top - q * rise) * scale + MARGIN)}`,
  };
}

/** A standalone SVG of the complex: equal scale on both axes in the metric of the slice, a title on every polygon. */
export function complexSvg(source: ParsedNetwork, complex: CellComplex): string {
  const view = projection(source.slice, complex.vertices);
  const corner = (v: number) => view.point(complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number);
  const title = `${source.network.name}: ${faceCount(complex)} polytopes`;
  return svgDocument(view.width, view.height, title, [
    '<g stroke="none">',
    ...faces(complex, corner),
    '</g>',
    ...edges(source, complex, corner),
  ]);
}

function faces(complex: CellComplex, corner: (vertex: number) => string): string[] {
  const { layout, faceOffsets, faceVertices, areas, classes } = complex;
  return Array.from(areas, (area, f) => {
    const loop = faceVertices.subarray(faceOffsets[f], faceOffsets[f + 1]);
    const code = codeText(layout, complex.codes, f);
    const label = [`polytope ${f}`, `area ${area.toPrecision(4)}`, ...(classes ? [`class ${classes[f]}`] : [])].join(
      ', ',
    );
    const shape = attributes({ points: Array.from(loop, corner).join(' '), fill: codeColour(code) });
    return `<polygon ${shape}><title>${escapeText(`${label}\n${code.join(' ')}`)}</title></polygon>`;
  });
}

/** One path a layer (deeper layers thinner), one for decision boundaries, one for the border. */
function edges(source: ParsedNetwork, complex: CellComplex, corner: (vertex: number) => string): string[] {
  const paths = new Map<number, string[]>();
  const layers = source.network.layers.length;
  const [decision, border] = [layers + 1, layers + 2];
  for (let e = 0; e < edgeCount(complex); e++) {
    const outside = (complex.edgeFaces[2 * e] as number) < 0 || (complex.edgeFaces[2 * e + 1] as number) < 0;
    const units = complex.edgeUnits.subarray(complex.edgeUnitOffsets[e], complex.edgeUnitOffsets[e + 1]);
    const first = Array.from(units, (unit) => unitAt(complex.layout, unit).layer).sort((a, b) => a - b)[0];
    const key = outside ? border : (first ?? decision);
    const line = `M${corner(complex.edgeVertices[2 * e] as number)}L${corner(complex.edgeVertices[2 * e + 1] as number)}`;
    const lines = paths.get(key);
    if (lines) lines.push(line);
    else paths.set(key, [line]);
  }
  return [...paths.entries()]
    .sort(([a], [b]) => b - a)
    .map(([key, lines]) => {
      const inner = key <= layers;
      const name = inner ? `layer ${key}` : key === decision ? 'decision boundary' : 'border of the domain';
      const stroke = inner ? (layerColours[(key - 1) % layerColours.length] as string) : '#26221c';
      const width = inner ? short(Math.max(0.35, 1.5 - 0.3 * (key - 1))) : key === decision ? '2.5' : '1.5';
      const style = attributes({
        d: lines.join(''),
        fill: 'none',
        stroke,
        'stroke-width': width,
        'stroke-linecap': 'round',
      });
      return `<path ${style}><title>${name}</title></path>`;
    });
}
