/** One partition as a task that can be advanced in small steps and abandoned between any two of them. */

import { forwardCost } from '../core/network/forwardCost';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex } from '../core/partition/complex';
import { faceOutputs } from '../core/partition/faceOutputs';
import { partitionInterval } from '../core/partition/interval';
import { type IntervalComplex, valueAtEnd } from '../core/partition/intervalComplex';
import { startPartition } from '../core/partition/run';
import type { AnalysisSubject } from './analysisTypes';
import type { Certificates } from './certificates';
import { copyArrays } from './copyArrays';
import type { PartitionPieces, PartitionRequest } from './protocol';

export interface PartitionTask {
  /** Works on up to `faces` faces; true when all are done. Throws an EngineError on networks it cannot decide. */
  advance(faces: number): boolean;
  /** Faces so far, a lower bound of the final count. */
  readonly faces: number;
  /** Call once, when `advance` has returned true. `seconds` is left to the caller. */
  finish(): Omit<PartitionPieces, 'seconds'>;
  /** Checks what `finish` returned, step by step; call after it. Each step takes about as long as a forward pass. */
  certify(checks: Certificates): Iterator<undefined, Certificate, undefined>;
  /** What `finish` returned, for fields and statistics; call after it. */
  subject(): AnalysisSubject;
}

/** Operations that the residuals of a certificate may cost: about half a second. */
const RESIDUAL_BUDGET = 2e8;
/** Operations of the forward passes that a certificate may cost: some ten seconds, in the background. */
const CHECK_BUDGET = 1e10;

function planeTask({ network, slice, domain, options }: PartitionRequest): PartitionTask {
  const run = startPartition(network, slice, domain, { ...options, outputs: true });
  let complex: CellComplex | null = null;
  return {
    advance: (faces) => run.advance(faces),
    get faces() {
      return run.faces;
    },
    finish() {
      const { outputs, ...rest } = run.finish();
      complex = { ...rest, outputs: null };
      return { complex, interval: null, outputs: outputs ?? faceOutputs(network, slice, complex) };
    },
    certify({ certifySteps }) {
      if (!complex) throw new Error('nothing to certify yet');
      const maxMaps = Math.ceil(RESIDUAL_BUDGET / (network.outputSize * forwardCost(network)));
      const maxFaces = Math.ceil(CHECK_BUDGET / forwardCost(network));
      return certifySteps(network, slice, domain, complex, { ...options, maxMaps, maxFaces });
    },
    subject: () => ({ network, slice, complex, interval: null }),
  };
}

/** Outputs at the middles of the pieces (where f is affine: the mean of the ends), pieces × outputs. */
function middleOutputs(interval: IntervalComplex, outputs: number): Float64Array {
  const pieces = interval.vertices.length - 1;
  const values = new Float64Array(pieces * outputs);
  for (let piece = 0; piece < pieces; piece++)
    for (let output = 0; output < outputs; output++)
      values[piece * outputs + output] =
        (valueAtEnd(interval, output, piece, 0) + valueAtEnd(interval, output, piece, 1)) / 2;
  return values;
}

function intervalTask({ network, slice, domain, options }: PartitionRequest): PartitionTask {
  const ends = domain.map(([p]) => p);
  const range: [number, number] = [Math.min(...ends), Math.max(...ends)];
  const made: { interval: IntervalComplex | null } = { interval: null };
  return {
    advance() {
      made.interval = partitionInterval(network, slice, range, options);
      return true;
    },
    get faces() {
      return made.interval ? made.interval.vertices.length - 1 : 0;
    },
    finish() {
      if (!made.interval) throw new Error('the interval is not cut yet');
      return { complex: null, interval: made.interval, outputs: middleOutputs(made.interval, network.outputSize) };
    },
    certify({ certifyInterval }) {
      if (!made.interval) throw new Error('nothing to certify yet');
      const value = certifyInterval(network, slice, range, made.interval);
      return { next: () => ({ done: true, value }) };
    },
    subject: () => ({ network, slice, complex: null, interval: made.interval }),
  };
}

export function createPartitionTask(request: PartitionRequest): PartitionTask {
  return request.network.inputSize === 1 ? intervalTask(request) : planeTask(request);
}

/** A copy of all arrays and their transfer list, so that the worker keeps the originals for the certificate. */
export function copyForTransfer(pieces: PartitionPieces): { pieces: PartitionPieces; transfer: ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  return { pieces: copyArrays(pieces, transfer) as PartitionPieces, transfer };
}
