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
import { ratioToNumber } from './rational';
import { type ExactComplex, type ExactEdge, joinFaces } from './rationalComplex';
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

/** The same without codes: the areas in order. */
function compareSizes(exact: readonly ExactFace[], complex: CellComplex, scale: number, limit: number): string[] {
  const want = exact.filter((face) => face.width >= limit).map((face) => face.area);
  const total = want.reduce((sum, area) => sum + area, 0);
  const got = Array.from(complex.areas, (area) => area / scale);
  got.sort((a, b) => b - a);
  want.sort((a, b) => b - a);
  return want.flatMap((area, i) => {
    return Math.abs(area - (got[i] ?? 0)) <= 1e-9 * total ? [] : [`${i}th largest area: ${got[i]}, exactly ${area}`];
  });
}

/** Length of an exact edge, to float64 accuracy of its ends' difference. */
function edgeLength({ from, to }: ExactEdge): number {
  const w = from.w * to.w;
  return Math.hypot(ratioToNumber(to.x * from.w - from.x * to.w, w), ratioToNumber(to.y * from.w - from.y * to.w, w));
}

/** Differences of vertices, edges and neighbours, which are compared to the last one. */
function compareJoined(complex: CellComplex, exact: readonly ExactFace[], joined: ExactComplex): string[] {
  const counts = {
    vertices: [vertexCount(complex), joined.vertices.length],
    edges: [edgeCount(complex), joined.edges.length],
  };
  const problems = Object.entries(counts).flatMap(([name, [got, want]]) =>
    got === want ? [] : [`${name}: ${got}, exactly ${want}`],
  );
  if (complex.merged !== 0) problems.push(`merged: ${complex.merged}, but no face is thin`);
  const exactKeys = exact.map((face) => keyOf(face.entries, face.winner));
  const want = neighbours(
    exactKeys,
    joined.edges.map((edge) => [edge.left, edge.right] as const),
  );
  const pairs = Array.from({ length: edgeCount(complex) }, (_, e) => {
    return [complex.edgeFaces[2 * e] as number, complex.edgeFaces[2 * e + 1] as number] as const;
  });
  const got = neighbours(faceKeys(complex), pairs);
  return got.join('\n') === want.join('\n') ? problems : [...problems, 'neighbours differ'];
}

/**
 * What differs between a complex and the exact one; empty when all is well. Counts, codes and neighbours are compared to
 * the last one unless exact faces are thinner or exact edges shorter than `THIN`, relative to the domain: the number of
 * thin faces then bounds how many may be missing. Where the complex says that cells are undecided, their codes are not
 * compared, only their areas.
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
  const compare = complex.undecided > 0 ? compareSizes : compareAreas;
  const problems = compare(exact, complex, metric(slice).areaScale, limit);
  const faces = faceCount(complex);
  if (faces > exact.length || faces < exact.length - thin) problems.push(`faces: ${faces}, exactly ${exact.length}`);
  const joined = joinFaces(exact);
  const blurred = thin > 0 || complex.undecided > 0 || joined.edges.some((edge) => edgeLength(edge) < limit);
  return blurred ? problems : [...problems, ...compareJoined(complex, exact, joined)];
}
