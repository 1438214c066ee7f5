/** A partition as plain JSON, readable without this program: what the command line and the page write. */
import {
  type CellComplex,
  type CodeLayout,
  edgeCount,
  faceCount,
  type IntervalComplex,
  type Network,
  type Polygon,
  type Slice,
  type SlicePoint,
  unitAt,
  vertexCount,
} from '../core';
import { codeText } from '../core/network/codeText';

/** What was cut. */
export interface PartitionSource {
  readonly network: Network;
  readonly slice: Slice;
  readonly domain: Polygon;
}

const head = ({ network, slice, domain }: PartitionSource, layout: CodeLayout) => ({
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

/** Units that change their piece on an edge, as [layer from 1, unit from 0]. */
export const edgeUnitsOf = ({ layout, edgeUnits, edgeUnitOffsets }: CellComplex, edge: number): [number, number][] =>
  Array.from(edgeUnits.subarray(at(edgeUnitOffsets, edge), at(edgeUnitOffsets, edge + 1)), (index) => {
    const { layer, unit } = unitAt(layout, index);
    return [layer, unit];
  });

/** Row `face` of outputs that are F × outputs, row-major. */
export const outputsOf = (outputs: Float64Array, faces: number, face: number): number[] => {
  const size = outputs.length / faces;
  return Array.from(outputs.subarray(face * size, (face + 1) * size));
};

/**
 * Vertices in slice coordinates; edges and faces by index; face −1 is the outside. `outputs` (F × outputs, at the
 * centroids) are written where they are given.
 */
export function complexJson(source: PartitionSource, complex: CellComplex, outputs?: Float64Array): string {
  const { layout, faceOffsets } = complex;
  const edges = indices(edgeCount(complex)).map((e) => ({
    vertices: [at(complex.edgeVertices, 2 * e), at(complex.edgeVertices, 2 * e + 1)],
    faces: [at(complex.edgeFaces, 2 * e), at(complex.edgeFaces, 2 * e + 1)],
    units: edgeUnitsOf(complex, e),
  }));
  const count = faceCount(complex);
  const faces = indices(count).map((f) => ({
    vertices: Array.from(complex.faceVertices.subarray(at(faceOffsets, f), at(faceOffsets, f + 1))),
    edges: Array.from(complex.faceEdges.subarray(at(faceOffsets, f), at(faceOffsets, f + 1))),
    code: codeText(layout, complex.codes, f),
    area: at(complex.areas, f),
    centroid: pointAt(complex.centroids, f),
    ...(outputs ? { output: outputsOf(outputs, count, f) } : {}),
    ...(complex.classes ? { class: at(complex.classes, f) } : {}),
  }));
  const vertices = indices(vertexCount(complex)).map((v) => pointAt(complex.vertices, v));
  const { merged, undecided } = complex;
  return `${JSON.stringify({ ...head(source, layout), vertices, edges, faces, merged, undecided })}\n`;
}

/** The pieces of a network with one input: positions, and f there (a list of outputs, each a list along the vertices). */
export function intervalJson(source: PartitionSource, interval: IntervalComplex): string {
  const { layout, vertices, merged, undecided } = interval;
  const count = vertices.length;
  const pieces = indices(count - 1).map((i) => ({
    vertices: [i, i + 1],
    code: codeText(layout, interval.codes, i),
    ...(interval.classes ? { class: at(interval.classes, i) } : {}),
  }));
  const rows = (values: Float64Array): number[][] =>
    indices(values.length / count).map((k) => Array.from(values.subarray(k * count, (k + 1) * count)));
  const { values, valuesBefore } = interval;
  const jumps = valuesBefore ? { valuesBefore: rows(valuesBefore) } : {};
  const body = { vertices: Array.from(vertices), pieces, values: rows(values), ...jumps, merged, undecided };
  return `${JSON.stringify({ ...head(source, layout), ...body })}\n`;
}
