import { f64 } from '../math/typed';
import { entryOf } from '../network/code';
import { mattering } from '../network/contest';
import { forward, preActivations } from '../network/forward';
import { unitPiece } from '../network/held';
import { type AffineMap, applyMap, gatesOf, localAffineMap, rowsOfMap } from '../network/localMap';
import type { Network } from '../network/network';
import { metric, type Polygon, pointInInput, type Slice } from '../slice/slice';
import { type CellComplex, edgeCount, type PartitionOptions, vertexCount } from './complex';
import { doubleArea } from './domain';
import { Jumps } from './jumps';
import { CodeColumns, coversNetwork } from './outputs';
import { keepsPieces, keepsWinner } from './signs';
import type { Steps } from './steps';
import { noiseSteps } from './tolerance';

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
  /** How many outputs it is of, the largest ones; absent: all. */
  readonly residualRows?: number;
}

export interface CertifyOptions extends PartitionOptions {
  /** Compare at most so many faces with a forward pass, evenly spread (all by default). Signs are checked at every face. */
  readonly maxFaces?: number;
  /** Of those, take the residual at most at so many, evenly spread (all by default): the dear part where inputs are many. */
  readonly maxMaps?: number;
  /** Of each map so many rows at most, those of the largest outputs (all by default): a row is a pass backwards. */
  readonly maxRows?: number;
}

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
  readonly residualRows?: number;
}

/** Takes steps whose cost nobody asks for here. */
function* between<T>(steps: Steps<T>): Generator<undefined, T, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield;
  }
}

/** Codes and maps against a forward pass at the centroids of every stride-th face. */
function* checkPoints(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  { maxFaces = Infinity, maxMaps = Infinity, maxRows = Infinity }: CertifyOptions,
): Generator<undefined, PointChecks, undefined> {
  const faces = complex.areas.length;
  const stride = Math.max(1, Math.ceil(faces / Math.max(1, maxFaces)));
  const mapStride = stride * Math.max(1, Math.ceil(faces / stride / Math.max(1, maxMaps)));
  const noise = yield* between(noiseSteps(network, slice, domain));
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
      const own =
        maxRows < network.outputSize ? yield* rowsResidual(network, code, x, maxRows) : mapResidual(network, code, x);
      residual = Math.max(residual, own);
      residualsChecked++;
    }
    yield;
  }
  const some = maxRows < network.outputSize ? { residualRows: maxRows } : {};
  return { codesChecked, codeMismatches, residual, residualsChecked, ...some };
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
  return residualOf(localAffineMap(network, code), x, forward(network, x));
}

function residualOf(map: AffineMap, x: Float64Array, f: Float64Array): number {
  const own = applyMap(map, x);
  const scale = norm(map.A) * norm(x) + norm(map.c) + 1;
  return norm(own.map((value, i) => value - f64(f, i))) / scale;
}

/** The largest residual of one of the `rows` largest outputs, a row a step. */
function* rowsResidual(
  network: Network,
  code: Uint32Array,
  x: Float64Array,
  rows: number,
): Generator<undefined, number, undefined> {
  const f = forward(network, x);
  const largest = Array.from(f.keys()).sort((a, b) => f64(f, b) - f64(f, a) || a - b);
  const gates = gatesOf(network, code);
  let residual = 0;
  for (const row of largest.slice(0, rows)) {
    yield;
    residual = Math.max(residual, residualOf(rowsOfMap(network, gates, [row]), x, Float64Array.of(f64(f, row))));
  }
  return residual;
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
  const noise = yield* between(noiseSteps(network, slice, domain));
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
