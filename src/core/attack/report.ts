/** The plain-JSON report of an attack that the command line prints: one place for its fields. */
import type { Boundary } from '../network/boundaryGradient';
import type { LayerDensity, PathDensity } from '../path/density';
import type { Answer, AttackOptions } from './attack';
import type { BallNorm } from './ball';
import type { DecisionBounds } from './decisionBounds';
import type { RandomDirections, Spread } from './directions';
import type { SliceDecision } from './sliceDecision';
import type { AttackStudy } from './study';

export interface AnswerReport {
  readonly class: number;
  readonly probability: number;
  readonly probabilities: number[];
  /** Of the class that is driven up, or of the target. */
  readonly loss: number;
}

/** Layers count from 1, units and classes from 0; distances are Euclidean. */
export interface AttackReport {
  readonly method: AttackOptions['method'];
  readonly norm: BallNorm;
  readonly epsilon: number;
  /** The class that is driven up, and the one to be reached (null: any other). */
  readonly class: number;
  readonly target: number | null;
  readonly success: boolean;
  readonly before: AnswerReport;
  readonly after: AnswerReport;
  readonly attacked: number[];
  readonly perturbation: { readonly inf: number; readonly two: number };
  /** Steps taken, the one that gave the answer, and the one whose gradient was 0 (null: none). */
  readonly steps: number;
  readonly best: number;
  readonly zeroGradient: number | null;
  /** Units on another piece at the attacked input. */
  readonly hamming: number;
  readonly hammingByLayer: { readonly layer: number; readonly units: number; readonly differing: number }[];
  /** The straight way to the attacked input, and the way through the iterates where it is another. Null: nothing moved. */
  readonly straight: WayReport | null;
  readonly iterates: WayReport | null;
  readonly random:
    | (Spread & { readonly count: number; readonly layers: readonly (Spread & { readonly layer: number })[] })
    | null;
  readonly nearestBoundary: Boundary | null;
  readonly decision: DecisionBounds;
  /** Only with a slice; null: one class fills its domain. */
  readonly decisionInSlice?: SliceDecision | null;
}

export interface WayReport {
  readonly length: number;
  readonly crossings: number;
  /** Crossings per length. */
  readonly density: number;
  readonly layers: readonly LayerDensity[];
}

const answerReport = ({ class: winner, probabilities, loss }: Answer): AnswerReport => ({
  class: winner,
  probability: probabilities[winner] as number,
  probabilities: Array.from(probabilities),
  loss,
});

const wayReport = (way: PathDensity | null): WayReport | null =>
  way && { length: way.length, crossings: way.crossings, density: way.density, layers: way.layers };

function randomReport(random: RandomDirections | null): AttackReport['random'] {
  return random && { count: random.count, ...random.all, layers: random.layers };
}

/** All that is known of an attack, ready for JSON (where infinities and NaN become null). */
export function attackReport(study: AttackStudy): AttackReport {
  const { result, inSlice } = study;
  const { options, iterates, best } = result;
  const starts = options.method === 'pgd' && options.seed !== undefined ? 2 : 1;
  const report = {
    method: options.method,
    norm: options.norm,
    epsilon: options.epsilon,
    class: result.class,
    target: options.target ?? null,
    success: result.success,
    before: answerReport(result.before),
    after: answerReport(result.after),
    attacked: Array.from(result.attacked),
    perturbation: result.norms,
    steps: iterates.length - starts,
    best: best - starts + 1,
    zeroGradient: result.zeroGradient,
    hamming: result.hamming.total,
    hammingByLayer: [...result.hamming.byLayer],
    straight: wayReport(study.straight),
    iterates: wayReport(study.iterates),
    random: randomReport(study.random),
    nearestBoundary: study.nearestBoundary,
    decision: study.decision,
  };
  return inSlice === undefined ? report : { ...report, decisionInSlice: inSlice };
}
