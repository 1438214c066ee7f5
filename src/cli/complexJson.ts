/** What `partition --out F.json` writes: the complex as plain JSON, readable without this program. */
import {
  type CellComplex,
  type CodeLayout,
  codeEntries,
  edgeCount,
  faceCount,
  type IntervalComplex,
  type SlicePoint,
  unitAt,
  vertexCount,
} from '../core';
import type { ParsedNetwork } from '../formats';

/** The code of cell i: one text a gated layer, one digit (the piece's index) a unit. */
export function codeText(layout: CodeLayout, codes: Uint32Array, i: number): string[] {
  const words = codes.subarray(i * layout.words, (i + 1) * layout.words);
  return codeEntries(layout, words).map((entries) => entries.join(''));
}

const head = ({ network, slice, domain }: ParsedNetwork, layout: CodeLayout) => ({
  format: 'polytope-lens complex',
  version: 1,
  network: network.name,
  slice: { origin: Array.from(slice.origin), u: Array.from(slice.e1), v: Array.from(slice.e2) },
  domain,
  gatedLayers: layout.gated.map(({ layer, size }) => ({ layer, units: size })),
});

const at = (array: ArrayLike<number>, index: number): number => array[index] as number;
const pointAt = (points: Float64Array, i: number): SlicePoint => [at(points, 2 * i), at(points, 2 * i + 1)];
const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Vertices in slice coordinates; edges and faces by index; face −1 is the outside; units as [layer from 1, unit from 0]. */
export function complexJson(source: ParsedNetwork, complex: CellComplex): string {
  const { layout, faceOffsets, edgeUnitOffsets } = complex;
  const edges = indices(edgeCount(complex)).map((e) => ({
    vertices: [at(complex.edgeVertices, 2 * e), at(complex.edgeVertices, 2 * e + 1)],
    faces: [at(complex.edgeFaces, 2 * e), at(complex.edgeFaces, 2 * e + 1)],
    units: Array.from(complex.edgeUnits.subarray(at(edgeUnitOffsets, e), at(edgeUnitOffsets, e + 1)), (index) => {
      const { layer, unit } = unitAt(layout, index);
      return [layer, unit];
    }),
  }));
  const faces = indices(faceCount(complex)).map((f) => ({
    vertices: Array.from(complex.faceVertices.subarray(at(faceOffsets, f), at(faceOffsets, f + 1))),
    edges: Array.from(complex.faceEdges.subarray(at(faceOffsets, f), at(faceOffsets, f + 1))),
    code: codeText(layout, complex.codes, f),
    area: at(complex.areas, f),
    centroid: pointAt(complex.centroids, f),
    ...(complex.classes ? { class: at(complex.classes, f) } : {}),
  }));
  const vertices = indices(vertexCount(complex)).map((v) => pointAt(complex.vertices, v));
  const { merged, undecided } = complex;
  return `${JSON.stringify({ ...head(source, layout), vertices, edges, faces, merged, undecided })}\n`;
}

/** The pieces of a network with one input: positions, and f there (a list of outputs, each a list along the vertices). */
export function intervalJson(source: ParsedNetwork, interval: IntervalComplex): string {
  const { layout, vertices, merged, undecided } = interval;
  const count = vertices.length;
  const pieces = indices(count - 1).map((i) => ({
    vertices: [i, i + 1],
    code: codeText(layout, interval.codes, i),
    ...(interval.classes ? { class: at(interval.classes, i) } : {}),
  }));
  const values = indices(interval.values.length / count).map((k) =>
    Array.from(interval.values.subarray(k * count, (k + 1) * count)),
  );
  const body = { vertices: Array.from(vertices), pieces, values, merged, undecided };
  return `${JSON.stringify({ ...head(source, layout), ...body })}\n`;
}
