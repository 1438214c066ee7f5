/** One partition as a task that can be advanced in small steps and abandoned between any two of them. */

import { codeHashes } from '../core/network/codeHash';
import { forwardCost } from '../core/network/forwardCost';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex } from '../core/partition/complex';
import { faceOutputs } from '../core/partition/faceOutputs';
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
  /** Share of the work that is done; null where it is not known. */
  readonly share?: number | null;
  /** Call once, when `advance` has returned true. `seconds` is left to the caller. */
  finish(): Omit<PartitionPieces, 'seconds'>;
  /** Checks what `finish` returned, step by step; call after it. Each step takes about as long as a forward pass. */
  certify(checks: Certificates): Iterator<undefined, Certificate, undefined>;
  /** What `finish` returned, for fields and statistics; call after it. */
  subject(): AnalysisSubject;
}

/** Words of a code that the page does not go through itself to colour by it. */
const LONG_CODE = 1024;
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
    get share() {
      return run.share ?? null;
    },
    finish() {
      const { outputs, ...rest } = run.finish();
      complex = { ...rest, outputs: null };
      const { codes, layout } = complex;
      return {
        complex,
        interval: null,
        outputs: outputs ?? faceOutputs(network, slice, complex),
        ...(layout.words > LONG_CODE ? { hashes: codeHashes(codes, layout.words) } : {}),
      };
    },
    certify({ certifySteps }) {
      if (!complex) throw new Error('nothing to certify yet');
      const maxFaces = Math.ceil(CHECK_BUDGET / forwardCost(network));
      return certifySteps(network, slice, domain, complex, { ...options, maxFaces });
    },
    subject: () => ({ network, slice, complex, interval: null }),
  };
}

/** Makes tasks of networks of one input: `intervalTask`, whose code is loaded with the first of them. */
export type IntervalTaskMaker = (request: PartitionRequest) => PartitionTask;

/** The task of a request. Throws an Error for a network of one input where `interval` is not there. */
export function createPartitionTask(request: PartitionRequest, interval: IntervalTaskMaker | null): PartitionTask {
  if (request.network.inputSize > 1) return planeTask(request);
  if (!interval) throw new Error('the code for networks of one input is not loaded');
  return interval(request);
}

/** A copy of all arrays and their transfer list, so that the worker keeps the originals for the certificate. */
export function copyForTransfer(pieces: PartitionPieces): { pieces: PartitionPieces; transfer: ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  return { pieces: copyArrays(pieces, transfer) as PartitionPieces, transfer };
}
