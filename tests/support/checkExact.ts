import type { Network } from '../../src/core/network';
import { codeEntries } from '../../src/core/network';
import {
  type CellComplex,
  edgeCount,
  faceCount,
  type PartitionOptions,
  vertexCount,
} from '../../src/core/partition/complex';
import { metric, type Polygon, type Slice } from '../../src/core/slice/slice';
import { joinFaces } from './rationalComplex';
import { type ExactFace, exactFaces } from './rationalPartition';

/** Exact faces thinner than this, relative to the domain's extent, may be merged: then only the others are compared. */
export const THIN = 1e-10;

const keyOf = (entries: readonly (readonly number[])[], winner: number | null): string =>
  `${entries.map((layer) => layer.join('')).join('|')}${winner === null ? '' : ` class ${winner}`}`;

/** Extent of the domain: the larger of its width and height. */
export function extent(domain: Polygon): number {
  const [p, q] = [domain.map((point) => point[0]), domain.map((point) => point[1])];
  return Math.max(Math.max(...p) - Math.min(...p), Math.max(...q) - Math.min(...q));
}

/** Code (and class) of each face of a complex, readable. */
export function faceKeys(complex: CellComplex): string[] {
  const { codes, layout, classes } = complex;
  return Array.from({ length: faceCount(complex) }, (_, f) => {
    const words = codes.slice(f * layout.words, (f + 1) * layout.words);
    return keyOf(codeEntries(layout, words), classes ? (classes[f] as number) : null);
  });
}

/** Pairs of neighbours, each once, as 'key — key', sorted. */
function neighbours(keys: readonly string[], pairs: Iterable<readonly [number, number]>): string[] {
  const names = [...pairs].filter(([l, r]) => l >= 0 && r >= 0);
  return names.map(([l, r]) => [keys[l], keys[r]].sort().join(' — ')).sort();
}

function compareAreas(exact: readonly ExactFace[], complex: CellComplex, scale: number, limit: number): string[] {
  const areas = new Map(faceKeys(complex).map((key, f) => [key, complex.areas[f] as number]));
  const total = exact.reduce((sum, face) => sum + face.area, 0);
  return exact.flatMap((face) => {
    if (face.width < limit) return [];
    const key = keyOf(face.entries, face.winner);
    const area = areas.get(key);
    if (area === undefined) return [`face ${key} of area ${face.area} is missing`];
    const error = Math.abs(area / scale - face.area) / total;
    return error <= 1e-9 ? [] : [`face ${key}: area ${area / scale}, exactly ${face.area}`];
  });
}

/**
 * What differs between a complex and the exact one; empty when all is well. Counts, codes and neighbours are compared to
 * the last one unless exact faces thinner than `THIN` exist; then their number bounds what may be missing.
 */
export function checkExact(
  complex: CellComplex,
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions = {},
): string[] {
  const exact = exactFaces(network, slice, domain, options);
  const limit = THIN * extent(domain);
  const thin = exact.filter((face) => face.width < limit).length;
  const problems = compareAreas(exact, complex, metric(slice).areaScale, limit);
  const faces = faceCount(complex);
  if (faces > exact.length || faces < exact.length - thin) problems.push(`faces: ${faces}, exactly ${exact.length}`);
  if (thin > 0) return problems;
  if (complex.merged !== 0) problems.push(`merged: ${complex.merged}, but no face is thin`);
  const joined = joinFaces(exact);
  const counts = {
    vertices: [vertexCount(complex), joined.vertices.length],
    edges: [edgeCount(complex), joined.edges.length],
  };
  for (const [name, [got, want]] of Object.entries(counts))
    if (got !== want) problems.push(`${name}: ${got}, exactly ${want}`);
  const exactKeys = exact.map((face) => keyOf(face.entries, face.winner));
  const want = neighbours(
    exactKeys,
    joined.edges.map((edge) => [edge.left, edge.right] as const),
  );
  const pairs = Array.from({ length: edgeCount(complex) }, (_, e) => {
    return [complex.edgeFaces[2 * e] as number, complex.edgeFaces[2 * e + 1] as number] as const;
  });
  const got = neighbours(faceKeys(complex), pairs);
  if (got.join('\n') !== want.join('\n')) problems.push('neighbours differ');
  return problems;
}
