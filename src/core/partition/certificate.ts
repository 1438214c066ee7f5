import { f64, i32 } from '../math/typed';
import { entryOf } from '../network/code';
import { mattering } from '../network/contest';
import { forward, preActivations } from '../network/forward';
import { isHeld, unitPiece } from '../network/held';
import { applyMap, localAffineMap } from '../network/localMap';
import type { Network } from '../network/network';
import { metric, type Polygon, pointInInput, type Slice } from '../slice/slice';
import { type CellComplex, edgeCount, type PartitionOptions, vertexCount } from './complex';
import { doubleArea } from './domain';
import { Jumps } from './jumps';
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
  /** Faces whose vertices and jumps were looked at (see `maxFaces`). */
  readonly cellsChecked: number;
  readonly undecided: number;
  readonly merged: number;
  /** Largest jump of the output across an edge, relative to the outputs' scale (at least 2²⁶ × their rounding noise). */
  readonly continuity: number;
  /** Largest |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) at interior points of the faces (see `maxMaps`). */
  readonly residual: number;
  /** Faces at which the residual was taken. */
  readonly residualsChecked: number;
}

export interface CertifyOptions extends PartitionOptions {
  /** Compare at most so many faces with a forward pass, evenly spread (all by default). Signs are checked at every face. */
  readonly maxFaces?: number;
  /** Of those, take the residual at most at so many, evenly spread (all by default): the dear part where inputs are many. */
  readonly maxMaps?: number;
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
  const steps = certifySteps(network, slice, domain, complex, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same face by face, so that a worker can do other things between, or abandon it. */
export function* certifySteps(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  options: CertifyOptions = {},
): Generator<undefined, Certificate, undefined> {
  const domainArea = (doubleArea(domain) / 2) * metric(slice).areaScale;
  const area = complex.areas.reduce((sum, value) => sum + value, 0);
  const points = yield* checkPoints(network, slice, domain, complex, options);
  const cells = yield* checkCells(network, slice, domain, complex, options.decision?.threshold ?? 0, options.maxFaces);
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
  readonly residualsChecked: number;
}

/** Codes and maps against a forward pass at the centroids of every stride-th face. */
function* checkPoints(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  { maxFaces = Infinity, maxMaps = Infinity }: CertifyOptions,
): Generator<undefined, PointChecks, undefined> {
  const faces = complex.areas.length;
  const stride = Math.max(1, Math.ceil(faces / Math.max(1, maxFaces)));
  const mapStride = stride * Math.max(1, Math.ceil(faces / stride / Math.max(1, maxMaps)));
  const noise = preActivationNoise(network, slice, domain);
  const covered = coversNetwork(network, complex);
  let codesChecked = 0;
  let codeMismatches = 0;
  let residual = 0;
  let residualsChecked = 0;
  for (let f = 0; f < faces; f += stride) {
    const at = [f64(complex.centroids, 2 * f), f64(complex.centroids, 2 * f + 1)] as const;
    const x = pointInInput(slice, at);
    const z = preActivations(network, x);
    codesChecked++;
    const code = complex.codes.subarray(f * complex.layout.words, (f + 1) * complex.layout.words);
    if (!sameCode(complex, code, z, noise)) codeMismatches++;
    if (covered && f % mapStride === 0) {
      residual = Math.max(residual, mapResidual(network, code, x));
      residualsChecked++;
    }
    yield;
  }
  return { codesChecked, codeMismatches, residual, residualsChecked };
}

/** Whether the code is that of the pre-activations; a unit within its rounding noise of a threshold may be on either side. */
export function sameCode(
  { layout }: { layout: CellComplex['layout'] },
  code: Uint32Array,
  z: readonly Float64Array[],
  noise: readonly Float64Array[],
): boolean {
  const matters = mattering(layout, code);
  for (const gated of layout.gated) {
    const values = z[gated.layer - 1] as Float64Array;
    for (let j = 0; j < gated.size; j++) {
      if (matters?.[gated.firstUnit + j] === 0) continue;
      const value = f64(values, j);
      const slack = f64(noise[gated.layer - 1] as Float64Array, j);
      const entry = entryOf(layout, code, gated.firstUnit + j);
      const pieceAt = (z: number): number => unitPiece(gated.activation, gated.held, j, z);
      if (entry < pieceAt(value - slack) || entry > pieceAt(value + slack)) return false;
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
/** Of too many faces to look at, every n-th run of so many: neighbours in order are neighbours in the plane, as a rule. */
const RUN = 8;

function* checkCells(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  threshold: number,
  maxFaces = Infinity,
): Generator<undefined, Pick<Certificate, 'signViolations' | 'cellsChecked' | 'continuity'>, undefined> {
  const faces = complex.areas.length;
  const covered = coversNetwork(network, complex);
  const noise = preActivationNoise(network, slice, domain);
  const diameter = Math.max(
    ...domain.flatMap((a) => domain.map((b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))),
  );
  const layers = complex.layout.gated[complex.layout.gated.length - 1]?.layer ?? 1;
  const own = new CodeColumns(network, slice, covered ? network.layers.length : layers);
  const lastNoise = { values: noise[noise.length - 1] as Float64Array, diameter };
  const jumps = covered ? new Jumps(complex, network.outputSize, lastNoise.values) : null;
  let signViolations = 0;
  let cellsChecked = 0;
  const stride = Math.max(1, Math.ceil(faces / Math.max(RUN, maxFaces)));
  for (let f = 0; f < faces; f++) {
    if (Math.floor(f / RUN) % stride !== 0) continue;
    cellsChecked++;
    const columns = own.under(complex.codes, f * complex.layout.words);
    const output = own.output(complex.codes, f * complex.layout.words);
    const kept =
      keepsPieces(complex, f, columns, noise, diameter) && keepsWinner(complex, f, output, lastNoise, threshold);
    if (!kept) signViolations++;
    jumps?.add(f, output);
    yield;
  }
  return { signViolations, cellsChecked, continuity: jumps?.largest() ?? 0 };
}

function keepsPieces(
  complex: CellComplex,
  face: number,
  columns: readonly Columns[],
  noise: readonly Float64Array[],
  diameter: number,
): boolean {
  const [start, end] = loopOf(complex, face);
  const matters = mattering(complex.layout, complex.codes, face * complex.layout.words);
  for (const gated of complex.layout.gated) {
    const z = columns[gated.layer - 1] as Columns;
    const n = gated.width;
    const { thresholds } = gated.activation;
    for (let j = 0; j < gated.size; j++) {
      if (isHeld(gated.held, j) || matters?.[gated.firstUnit + j] === 0) continue;
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
        if (!(value >= low && value <= high)) return false;
      }
    }
  }
  return true;
}

/** Whether the face's class wins at every vertex of it (always true where no decision was asked for). */
function keepsWinner(
  complex: CellComplex,
  face: number,
  output: Columns,
  { values: noise, diameter }: { readonly values: Float64Array; readonly diameter: number },
  threshold: number,
): boolean {
  if (!complex.classes) return true;
  const [start, end] = loopOf(complex, face);
  const winner = i32(complex.classes, face);
  const k = output.length / 3;
  // A single output is a race of its value against the threshold.
  const rivals = k === 1 ? 1 : k;
  for (let m = 0; m < rivals; m++) {
    const sign = k === 1 && winner === 0 ? -1 : 1;
    const lead = [0, 1, 2].map((c) =>
      k === 1 ? sign * f64(output, c) : f64(output, c * k + winner) - f64(output, c * k + m),
    ) as [number, number, number];
    const offset = k === 1 ? sign * threshold : 0;
    const slack =
      4 * (f64(noise, m) + f64(noise, k === 1 ? 0 : winner)) +
      SIGN_TOLERANCE * diameter * (Math.abs(lead[0]) + Math.abs(lead[1]));
    for (let i = start; i < end; i++) {
      const v = i32(complex.faceVertices, i);
      const value = lead[0] * f64(complex.vertices, 2 * v) + lead[1] * f64(complex.vertices, 2 * v + 1) + lead[2];
      if (!(value - offset >= -slack)) return false;
    }
  }
  return true;
}
