import { forwardCost } from '../network/forwardCost';
import type { Network } from '../network/network';
import { metric, type Polygon, type Slice } from '../slice/slice';
import { FaceChecks } from './check/faceChecks';
import { type CellComplex, edgeCount, type PartitionOptions, vertexCount } from './complex';
import { doubleArea } from './domain';
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
  /**
   * Largest |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) at interior points of the faces: at all that were looked at with the map as a
   * function of slice coordinates (and relative at least to the terms that the outputs are sums of), at some also with that of R^d.
   */
  readonly residual: number;
  /** Faces at which the residual was taken. */
  readonly residualsChecked: number;
}

export interface CertifyOptions extends PartitionOptions {
  /** Look at so many faces at most, in runs evenly spread (all by default). */
  readonly maxFaces?: number;
  /**
   * Of those, take the residual of the map of R^d at so many about, evenly spread: the dear part where inputs are many. By default
   * as many as cost some hundred million operations: all, of small networks.
   */
  readonly maxMaps?: number;
  /** Of each such map so many rows at most, those of the largest outputs: a row is a pass backwards. By default as above. */
  readonly maxRows?: number;
}

/** Faces in a run. */
const RUN = 32;
/** Operations that maps of R^d may cost by default: about half a second. */
const MAP_BUDGET = 2e8;

/** Checks a complex against the network. Cost: a forward pass a checked face, or less; worth a worker of its own. */
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

/** Takes steps whose cost nobody asks for here. */
function* between<T>(steps: Steps<T>): Generator<undefined, T, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield;
  }
}

/** The same in small steps, so that a worker can do other things between, or abandon it. */
export function* certifySteps(
  network: Network,
  slice: Slice,
  domain: Polygon,
  complex: CellComplex,
  options: CertifyOptions = {},
): Generator<undefined, Certificate, undefined> {
  const domainArea = (doubleArea(domain) / 2) * metric(slice).areaScale;
  const area = complex.areas.reduce((sum, value) => sum + value, 0);
  const faces = complex.areas.length;
  const budget = MAP_BUDGET / forwardCost(network);
  const {
    maxFaces = Infinity,
    maxMaps = Math.ceil(budget / network.outputSize),
    maxRows = Math.ceil(budget),
  } = options;
  const noise = yield* between(noiseSteps(network, slice, domain));
  const checks = new FaceChecks({ network, slice, complex }, domain, noise, options.decision?.threshold ?? 0);
  yield;
  // Neighbours in order are neighbours in the plane, as a rule: they are looked at in runs.
  const run = Math.max(1, Math.min(RUN, maxFaces));
  const stride = Math.max(1, Math.ceil(Math.ceil(faces / run) / Math.max(1, Math.floor(maxFaces / run))));
  const mapStride = Math.max(1, Math.ceil(faces / stride / Math.max(1, maxMaps)));
  for (let first = 0; first < faces; first += run * stride) {
    const end = Math.min(faces, first + run);
    checks.begin(end);
    for (let f = first; f < end; f++) {
      checks.check(f);
      yield;
      if (checks.checked % mapStride === 1 || mapStride === 1) yield* checks.inInput(f, maxRows);
    }
  }
  return {
    euler: vertexCount(complex) - edgeCount(complex) + faces,
    areaError: Math.abs(area - domainArea) / domainArea,
    codesChecked: checks.checked,
    codeMismatches: checks.codeMismatches,
    residual: checks.residual,
    residualsChecked: checks.residualsChecked,
    signViolations: checks.signViolations,
    cellsChecked: checks.checked,
    continuity: checks.continuity,
    undecided: complex.undecided,
    merged: complex.merged,
  };
}
