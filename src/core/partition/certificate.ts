import { f64, i32 } from '../math/typed';
import { pieceOf } from '../network/activation';
import { entryOf } from '../network/code';
import { forward, preActivations } from '../network/forward';
import { applyMap, localAffineMap } from '../network/localMap';
import type { Network } from '../network/network';
import { metric, type Polygon, pointInInput, type Slice } from '../slice/slice';
import { type CellComplex, edgeCount, type PartitionOptions, vertexCount } from './complex';
import { doubleArea } from './domain';
import { CodeColumns, type Columns, coversNetwork, loopOf } from './outputs';
import { MERGE_TOLERANCE, preActivationNoise } from './tolerance';

/** What was checked of a partition, each by another way than it was made. Residuals are relative, see theory. */
export interface Certificate {
  /** V − E + F; must be 1 (V − E for an interval). */
  readonly euler: number;
  /** |Σ areas − domain area| / domain area. */
  readonly areaError: number;
  /** Faces whose code was compared with a forward pass at an interior point. */
  readonly codesChecked: number;
  readonly codeMismatches: number;
  /** Faces at one of whose vertices a unit leaves its piece under the face's own code: a cut is missing. */
  readonly signViolations: number;
  readonly undecided: number;
  readonly merged: number;
  /** Largest jump of the output across an edge, relative to the outputs' scale. */
  readonly continuity: number;
  /** Largest |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) at the faces' interior points. */
  readonly residual: number;
}

export interface CertifyOptions extends PartitionOptions {
  /** Compare at most so many faces with a forward pass, evenly spread (all by default). Signs are checked at every face. */
  readonly maxFaces?: number;
}

/**
 * A unit may pass its threshold by this much of its largest value in the domain at a vertex before that counts as a
 * violation: vertices are rounded, and cells thinner than the merge tolerance are not cut off.
 */
export const SIGN_TOLERANCE = 16 * MERGE_TOLERANCE;

/** Checks a complex against the network. Cost: outputs × (weights + inputs) a checked face; worth a worker of its own. */
export function certify(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  options: CertifyOptions = {},
): Certificate {
  const domainArea = (doubleArea(domain) / 2) * metric(slice).areaScale;
  const area = complex.areas.reduce((sum, value) => sum + value, 0);
  const points = checkPoints(network, slice, domain, complex, options.maxFaces ?? complex.areas.length);
  const cells = checkCells(network, slice, domain, complex);
  return {
    euler: vertexCount(complex) - edgeCount(complex) + complex.areas.length,
    areaError: Math.abs(area - domainArea) / domainArea,
    ...points,
    ...cells,
    undecided: complex.undecided,
    merged: complex.merged,
  };
}

interface PointChecks {
  readonly codesChecked: number;
  readonly codeMismatches: number;
  readonly residual: number;
}

/** Codes and maps against a forward pass at the centroids of every stride-th face. */
function checkPoints(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  maxFaces: number,
): PointChecks {
  const faces = complex.areas.length;
  const stride = Math.max(1, Math.ceil(faces / Math.max(1, maxFaces)));
  const noise = preActivationNoise(network, slice, domain);
  const covered = coversNetwork(network, complex);
  let codesChecked = 0;
  let codeMismatches = 0;
  let residual = 0;
  for (let f = 0; f < faces; f += stride) {
    const at = [f64(complex.centroids, 2 * f), f64(complex.centroids, 2 * f + 1)] as const;
    const x = pointInInput(slice, at);
    const z = preActivations(network, x);
    codesChecked++;
    const code = complex.codes.subarray(f * complex.layout.words, (f + 1) * complex.layout.words);
    if (!sameCode(complex, code, z, noise)) codeMismatches++;
    else if (covered) residual = Math.max(residual, mapResidual(network, code, x));
  }
  return { codesChecked, codeMismatches, residual };
}

/** Whether the code is that of the pre-activations; a unit within its rounding noise of a threshold may be on either side. */
export function sameCode(
  { layout }: { layout: CellComplex['layout'] },
  code: Uint32Array,
  z: readonly Float64Array[],
  noise: readonly Float64Array[],
): boolean {
  for (const gated of layout.gated) {
    const values = z[gated.layer - 1] as Float64Array;
    for (let j = 0; j < gated.size; j++) {
      const value = f64(values, j);
      const slack = f64(noise[gated.layer - 1] as Float64Array, j);
      const entry = entryOf(layout, code, gated.firstUnit + j);
      if (entry < pieceOf(gated.activation, value - slack) || entry > pieceOf(gated.activation, value + slack))
        return false;
    }
  }
  return true;
}

/** |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) in R^d. */
export function mapResidual(network: Network, code: Uint32Array, x: Float64Array): number {
  const map = localAffineMap(network, code);
  const own = applyMap(map, x);
  const f = forward(network, x);
  const scale = norm(map.A) * norm(x) + norm(map.c) + 1;
  return norm(own.map((value, i) => value - f64(f, i))) / scale;
}

function norm(v: Float64Array): number {
  const largest = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(v.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}

/** Signs of every unit at every vertex of every face under the face's own code, and jumps of the output across edges. */
function checkCells(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
): { signViolations: number; continuity: number } {
  const faces = complex.areas.length;
  const covered = coversNetwork(network, complex);
  const noise = preActivationNoise(network, slice, domain);
  const own = new CodeColumns(network, slice);
  const jumps = covered ? new Jumps(complex, network.outputSize) : null;
  const diameter = Math.max(
    ...domain.flatMap((a) => domain.map((b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))),
  );
  const layers = complex.layout.gated[complex.layout.gated.length - 1]?.layer ?? 1;
  let signViolations = 0;
  for (let f = 0; f < faces; f++) {
    const columns = own.under(complex.codes, f * complex.layout.words, covered ? network.layers.length : layers);
    if (!keepsPieces(complex, f, columns, noise, diameter)) signViolations++;
    jumps?.add(f, own.output(complex.codes, f * complex.layout.words));
  }
  return { signViolations, continuity: jumps?.largest() ?? 0 };
}

function keepsPieces(
  complex: CellComplex,
  face: number,
  columns: readonly Columns[],
  noise: readonly Float64Array[],
  diameter: number,
): boolean {
  const [start, end] = loopOf(complex, face);
  for (const gated of complex.layout.gated) {
    const z = columns[gated.layer - 1] as Columns;
    const n = gated.size;
    const { thresholds } = gated.activation;
    for (let j = 0; j < n; j++) {
      const a = f64(z, j);
      const b = f64(z, n + j);
      const slack =
        4 * f64(noise[gated.layer - 1] as Float64Array, j) + SIGN_TOLERANCE * diameter * (Math.abs(a) + Math.abs(b));
      const entry = entryOf(complex.layout, complex.codes, gated.firstUnit + j, face * complex.layout.words);
      const low = (entry > 0 ? (thresholds[entry - 1] as number) : -Infinity) - slack;
      const high = (entry < thresholds.length ? (thresholds[entry] as number) : Infinity) + slack;
      for (let i = start; i < end; i++) {
        const v = i32(complex.faceVertices, i);
        const value = a * f64(complex.vertices, 2 * v) + b * f64(complex.vertices, 2 * v + 1) + f64(z, 2 * n + j);
        if (value < low || value > high) return false;
      }
    }
  }
  return true;
}

/** The output at both ends of each edge as its first face has it, until its second face comes. */
class Jumps {
  private readonly first: Float64Array;
  private readonly seen: Uint8Array;
  private jump = 0;
  private scale = 0;

  constructor(
    private readonly complex: CellComplex,
    private readonly outputs: number,
  ) {
    this.first = new Float64Array(2 * outputs * edgeCount(complex));
    this.seen = new Uint8Array(edgeCount(complex));
  }

  add(face: number, columns: Columns): void {
    const { complex, outputs: k, first } = this;
    const [start, end] = loopOf(complex, face);
    for (let i = start; i < end; i++) {
      const edge = i32(complex.faceEdges, i);
      for (let side = 0; side < 2; side++) {
        const v = i32(complex.edgeVertices, 2 * edge + side);
        const p = f64(complex.vertices, 2 * v);
        const q = f64(complex.vertices, 2 * v + 1);
        for (let j = 0; j < k; j++) {
          const value = f64(columns, j) * p + f64(columns, k + j) * q + f64(columns, 2 * k + j);
          const at = (2 * edge + side) * k + j;
          if (this.seen[edge]) this.jump = Math.max(this.jump, Math.abs(value - f64(first, at)));
          else first[at] = value;
          this.scale = Math.max(this.scale, Math.abs(value));
        }
      }
      this.seen[edge] = 1;
    }
  }

  largest(): number {
    return this.scale > 0 ? this.jump / this.scale : 0;
  }
}
