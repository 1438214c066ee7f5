/** The plain-JSON reports that the command line prints and `window.polytopeLens` returns: one place for their fields. */
import {
  type AffineMap,
  type Boundary,
  boundaryUnits,
  codeEntries,
  codeLayout,
  forward,
  localAffineMap,
  type Network,
  nearestBoundary,
  splineCode,
} from './network';
import type { Certificate } from './partition/certificate';
import { type CellComplex, edgeCount, faceCount, vertexCount } from './partition/complex';
import { doubleArea } from './partition/domain';
import type { IntervalComplex } from './partition/intervalComplex';
import { metric, type Polygon, pointInInput, projectOnSlice, type Slice, type SlicePoint } from './slice/slice';

/** Wall-clock seconds of `partition()` alone: neither parsing nor certifying. */
export interface Seconds {
  readonly best: number;
  readonly median: number;
}

/**
 * Counts include the domain's border. Areas are in the metric of the slice (for one input: lengths). For one input the
 * faces are the pieces of f, each with one edge, so that vertices − edges = 1.
 */
export interface PartitionReport {
  readonly faces: number;
  readonly vertices: number;
  readonly edges: number;
  readonly area: number;
  readonly domainArea: number;
  readonly seconds: Seconds;
  /** Null when none was asked for. */
  readonly certificate: Certificate | null;
}

/** Layers count from 1, units from 0. `distance` is Euclidean, in R^d or along the slice. */
export interface BoundaryReport {
  readonly layer: number;
  readonly unit: number;
  /** Pre-activation value on the boundary; 0 for ReLU. */
  readonly threshold: number;
  readonly distance: number;
}

export interface InspectReport {
  /** Gated layers in order, each a list of piece indices (ReLU: 0 or 1). On a boundary: the code of one of its sides. */
  readonly code: number[][];
  /** f = A·v + c on the polytope. With slice coordinates v = (p, q) and A is outputs × 2; else v = x, outputs × d. */
  readonly map: { readonly A: number[][]; readonly c: number[] };
  readonly output: number[];
  readonly nearestBoundary: BoundaryReport | null;
  /** Only with a slice: the nearest boundary along it. */
  readonly nearestBoundaryInSlice?: BoundaryReport | null;
  /** Units whose boundary the point lies on; there it has no code of its own. */
  readonly onBoundary: { readonly layer: number; readonly unit: number }[];
}

/** What to inspect: slice coordinates (then the map is in slice coordinates, too) or an input of R^d. */
export type InspectAt =
  | { readonly slice: Slice; readonly at: SlicePoint }
  | { readonly input: ArrayLike<number>; readonly slice?: undefined };

/** Best and median of at least one measurement (the mean of the middle two when their number is even). */
export function summariseSeconds(samples: readonly number[]): Seconds {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('no measurements to summarise');
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
  return { best: sorted[0] as number, median };
}

const sum = (values: Float64Array): number => {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
};

/** Report of a plane's partition. `domain` is the polygon that was cut. */
export function partitionReport(
  complex: CellComplex,
  slice: Slice,
  domain: Polygon,
  certificate: Certificate | null,
  seconds: Seconds,
): PartitionReport {
  return {
    faces: faceCount(complex),
    vertices: vertexCount(complex),
    edges: edgeCount(complex),
    area: sum(complex.areas),
    domainArea: (doubleArea(domain) / 2) * metric(slice).areaScale,
    seconds,
    certificate,
  };
}

/** Report of a partition of an interval [lo, hi] along e1; areas are lengths. */
export function intervalReport(
  interval: IntervalComplex,
  slice: Slice,
  [lo, hi]: readonly [number, number],
  certificate: Certificate | null,
  seconds: Seconds,
): PartitionReport {
  const scale = Math.sqrt(metric(slice).g11);
  const { vertices } = interval;
  const pieces = vertices.length - 1;
  const lengths = vertices.slice(1).map((end, i) => end - (vertices[i] as number));
  return {
    faces: pieces,
    vertices: vertices.length,
    edges: pieces,
    area: sum(lengths) * scale,
    domainArea: (hi - lo) * scale,
    seconds,
    certificate,
  };
}

/** A map as rows, ready for JSON. */
export function mapRows(map: AffineMap): { A: number[][]; c: number[] } {
  const A = Array.from({ length: map.rows }, (_, row) =>
    Array.from(map.A.subarray(row * map.cols, (row + 1) * map.cols)),
  );
  return { A, c: Array.from(map.c) };
}

const boundaryFields = (boundary: Boundary | null): BoundaryReport | null =>
  boundary && {
    layer: boundary.layer,
    unit: boundary.unit,
    threshold: boundary.threshold,
    distance: boundary.distance,
  };

/** All that is exact about one point: code, map, output, boundaries. */
export function inspectReport(network: Network, where: InspectAt): InspectReport {
  const { slice } = where;
  const x = slice ? pointInInput(slice, where.at) : Float64Array.from(where.input);
  const code = splineCode(network, x);
  const report = {
    code: codeEntries(codeLayout(network), code),
    map: mapRows(slice ? localAffineMap(network, code, { slice }) : localAffineMap(network, code)),
    output: Array.from(forward(network, x)),
    nearestBoundary: boundaryFields(nearestBoundary(network, x)),
    onBoundary: boundaryUnits(network, x).map(({ layer, unit }) => ({ layer, unit })),
  };
  if (!slice) return report;
  return { ...report, nearestBoundaryInSlice: boundaryFields(nearestBoundaryOnSlice(network, x, slice)) };
}

/** The nearest boundary along the slice. With one input the slice is the whole line. */
export function nearestBoundaryOnSlice(network: Network, x: ArrayLike<number>, slice: Slice): Boundary | null {
  return nearestBoundary(network, x, network.inputSize === 1 ? undefined : slice);
}

/**
 * Slice coordinates of an input's orthogonal projection, and how far the input lies from the slice. With one input:
 * [position on the line, 0] and 0.
 */
export function positionInSlice(slice: Slice, x: ArrayLike<number>): { at: SlicePoint; distance: number } {
  const [origin = 0] = slice.origin;
  const [step = 1] = slice.e1;
  if (slice.origin.length === 1) return { at: [((x[0] as number) - origin) / step, 0], distance: 0 };
  const at = projectOnSlice(slice, x);
  const foot = pointInInput(slice, at);
  let squared = 0;
  for (let i = 0; i < foot.length; i++) squared += ((x[i] as number) - (foot[i] as number)) ** 2;
  return { at, distance: Math.sqrt(squared) };
}
