/** Polytopes, edges and pieces as tables: RFC 4180, numbers with every digit. */
import { type CellComplex, type CodeLayout, edgeCount, faceCount, type IntervalComplex } from '../core';
import { codeText } from '../core/network/codeText';
import { edgeUnitsOf, outputsOf } from './complexJson';

type Cell = string | number;

/** A name that looks like a formula is no formula in any spreadsheet. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function quoted(cell: Cell): string {
  const text = typeof cell === 'string' ? harmless(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const table = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

const at = (array: ArrayLike<number>, index: number): number => array[index] as number;
const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** A spreadsheet would read a column of zeros and ones as one large number, so each begins with its layer: `L1:0110`. */
const codeCells = (layout: CodeLayout, codes: Uint32Array, cell: number): string[] =>
  codeText(layout, codes, cell).map((text, depth) => `L${layout.gated[depth]?.layer}:${text}`);

const codeHeads = (layout: CodeLayout): string[] => layout.gated.map(({ layer }) => `code_layer_${layer}`);

/** Names of outputs made fit for a column. */
const outputHeads = (names: readonly string[]): string[] => names.map((name) => `output_${name}`);

/**
 * One row a polytope: face, area, centroid, vertices, the code of each gated layer, the outputs at the centroid (F ×
 * outputs, row-major; `names` name them), the winning class there.
 */
export function facesCsv(
  complex: CellComplex,
  outputs: Float64Array,
  names: readonly string[],
  classAt: (face: number) => Cell,
): string {
  const { layout, faceOffsets, areas, centroids, codes } = complex;
  const faces = faceCount(complex);
  const head = [
    'face',
    'area',
    'centroid_p',
    'centroid_q',
    'corners',
    ...codeHeads(layout),
    ...outputHeads(names),
    'class',
  ];
  const rows = count(faces).map((f): Cell[] => [
    f,
    at(areas, f),
    at(centroids, 2 * f),
    at(centroids, 2 * f + 1),
    at(faceOffsets, f + 1) - at(faceOffsets, f),
    ...codeCells(layout, codes, f),
    ...outputsOf(outputs, faces, f),
    classAt(f),
  ]);
  return table([head, ...rows]);
}

/** One row an edge: its ends, the faces to its left and right (−1: outside), the units that change on it (`L2.13`). */
export function edgesCsv(complex: CellComplex): string {
  const { vertices, edgeVertices, edgeFaces } = complex;
  const head = ['edge', 'p_from', 'q_from', 'p_to', 'q_to', 'face_left', 'face_right', 'units'];
  const rows = count(edgeCount(complex)).map((e): Cell[] => {
    const [a, b] = [2 * at(edgeVertices, 2 * e), 2 * at(edgeVertices, 2 * e + 1)];
    const units = edgeUnitsOf(complex, e).map(([layer, unit]) => `L${layer}.${unit}`);
    return [
      e,
      ...[at(vertices, a), at(vertices, a + 1), at(vertices, b), at(vertices, b + 1)],
      ...[at(edgeFaces, 2 * e), at(edgeFaces, 2 * e + 1)],
      units.join(' '),
    ];
  });
  return table([head, ...rows]);
}

/** One row a piece of f: its ends, the code of each gated layer, every output at both ends. */
export function piecesCsv(interval: IntervalComplex, names: readonly string[]): string {
  const { layout, vertices, values, codes } = interval;
  const outputs = count(values.length / vertices.length);
  const valueHeads = outputs.flatMap((k) => [`output_${names[k] ?? k}_from`, `output_${names[k] ?? k}_to`]);
  const head = ['piece', 'from', 'to', ...codeHeads(layout), ...valueHeads];
  const rows = count(vertices.length - 1).map((i): Cell[] => [
    i,
    at(vertices, i),
    at(vertices, i + 1),
    ...codeCells(layout, codes, i),
    ...outputs.flatMap((k) => [at(values, k * vertices.length + i), at(values, k * vertices.length + i + 1)]),
  ]);
  return table([head, ...rows]);
}
