import { type CodeDistance, codeDistance } from '../analysis/codeDistance';
import { euclideanNorm, largestMagnitude } from '../analysis/norms';
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { splineCode } from '../network/code';
import { forward } from '../network/forward';
import { codeLayout, type Network } from '../network/network';
import { EngineError } from '../partition/errors';
import { atOnce, type Steps } from '../partition/steps';
import { type Ball, type BallNorm, projectOnBall, randomInBall, stepAlong } from './ball';
import { gradientSteps } from './gradient';
import { classCount, classLoss, winningClass } from './loss';

export interface AttackOptions {
  /** One step of length ε, or several within the ball of radius ε. */
  readonly method: 'fgsm' | 'pgd';
  readonly norm: BallNorm;
  readonly epsilon: number;
  /** The class whose loss is driven up; by default the one that wins at the clean input. */
  readonly class?: number;
  /** The class to be reached, whose loss is driven down; without it any class but `class` will do. */
  readonly target?: number;
  /** PGD: how many steps (20), and how long each is (2.5 ε / steps). */
  readonly steps?: number;
  readonly step?: number;
  /** PGD: begin at a random point of the ball, by this seed. Without it at the clean input. */
  readonly seed?: number;
  /** Least and largest value of every input; where the clean input lies outside, it reaches that far. */
  readonly box?: readonly [number, number];
}

/** The network's answer at one input. */
export interface Answer {
  readonly class: number;
  /** Softmax probabilities by class; of a single output [1 − σ, σ]. */
  readonly probabilities: Float64Array;
  /** Loss of the class that is driven up, or of the target. */
  readonly loss: number;
}

export interface AttackResult {
  readonly options: AttackOptions;
  /** The class that is driven up. */
  readonly class: number;
  readonly clean: Float64Array;
  readonly attacked: Float64Array;
  /** From the clean input on: the random start if there is one, then the end of each step. `attacked` is entry `best`. */
  readonly iterates: readonly Float64Array[];
  readonly best: number;
  readonly before: Answer;
  readonly after: Answer;
  /** The target wins, or without one any class but `class`. */
  readonly success: boolean;
  readonly perturbation: Float64Array;
  readonly norms: { readonly inf: number; readonly two: number };
  /** Units on another piece at the attacked input. */
  readonly hamming: CodeDistance;
  /** The step (from 1) that could not be taken since the gradient is exactly 0 there; null: none. The attack ends before it. */
  readonly zeroGradient: number | null;
}

export const DEFAULT_STEPS = 20;
export const MOST_STEPS = 1000;

/** Length of a step that lets PGD cross its ball and settle (Madry et al., 1706.06083: 2.5 ε / steps). */
export const defaultStep = (epsilon: number, steps: number): number => (2.5 * epsilon) / steps;

/**
 * FGSM (Goodfellow et al., 1412.6572) and PGD (Madry et al., 1706.06083) with the gradient of the local affine map. FGSM takes
 * one step of length ε along the gradient's signs (norm `inf`) or the gradient (norm `2`); PGD goes back to the ball, and the box,
 * after each step, and its answer is the iterate with the best loss, the earliest among equals. Runs repeat bit for bit. Throws
 * an EngineError that names the option or the input that is wrong. Cost: two passes a step.
 */
export const attack = (network: Network, clean: ArrayLike<number>, options: AttackOptions): AttackResult =>
  atOnce(attackSteps(network, clean, options));

/** Passes that an attack takes, about: what its steps cost in all. */
export const attackPasses = ({ method, steps = DEFAULT_STEPS }: Pick<AttackOptions, 'method' | 'steps'>): number =>
  2 * (method === 'fgsm' ? 2 : steps + 1) + 4;

/** The same in steps of a pass each, whose cost is counted in passes. Errors come with the first. */
export function* attackSteps(network: Network, clean: ArrayLike<number>, options: AttackOptions): Steps<AttackResult> {
  const x = requireInput(network, clean);
  const output = forward(network, x);
  yield 1;
  const own = options.class ?? winningClass(output);
  requireOptions(options, own, classCount(network.outputSize));
  const driven = options.target ?? own;
  const { iterates, best, zeroGradient } = yield* search(network, x, driven, options);
  const attacked = iterates[best] as Float64Array;
  const before = answerAt(output, driven);
  const after = answerAt(forward(network, attacked), driven);
  yield 1;
  const code = splineCode(network, x);
  yield 1;
  const attackedCode = splineCode(network, attacked);
  yield 1;
  const perturbation = attacked.map((value, i) => value - f64(x, i));
  return {
    options,
    class: own,
    clean: x,
    attacked,
    iterates,
    best,
    before,
    after,
    success: options.target === undefined ? after.class !== own : after.class === options.target,
    perturbation,
    norms: { inf: largestMagnitude(perturbation), two: euclideanNorm(perturbation) },
    hamming: codeDistance(codeLayout(network), code, attackedCode),
    zeroGradient,
  };
}

function requireInput(network: Network, clean: ArrayLike<number>): Float64Array {
  if (clean.length !== network.inputSize)
    throw new EngineError(`the input has ${clean.length} entries, the network takes ${network.inputSize} inputs`);
  const x = Float64Array.from(clean);
  const at = x.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new EngineError(`the input: entry ${at} is not finite (${x[at]})`);
  return x;
}

function requireOptions({ epsilon, steps, step, target, box }: AttackOptions, own: number, classes: number): void {
  const positive = (value: number): boolean => value > 0 && Number.isFinite(value);
  const isClass = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < classes;
  if (!positive(epsilon)) throw new EngineError(`epsilon: ${epsilon} is not a positive number`);
  if (!isClass(own)) throw new EngineError(`class: ${own} is none of 0 to ${classes - 1}`);
  if (target !== undefined && !isClass(target))
    throw new EngineError(`target: ${target} is none of 0 to ${classes - 1}`);
  if (target === own) throw new EngineError(`target: ${target} is the class that the attack leads away from`);
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 1 && steps <= MOST_STEPS))
    throw new EngineError(`steps: ${steps} is not a whole number from 1 to ${MOST_STEPS}`);
  if (step !== undefined && !positive(step)) throw new EngineError(`step: ${step} is not a positive number`);
  if (box && !(box[0] < box[1])) throw new EngineError(`box: ${box[0]} is not below ${box[1]}`);
}

interface Search {
  readonly iterates: Float64Array[];
  readonly best: number;
  readonly zeroGradient: number | null;
}

function* search(network: Network, clean: Float64Array, driven: number, options: AttackOptions): Steps<Search> {
  const { method, norm, epsilon, target, seed, box = null } = options;
  const ball: Ball = { centre: clean, radius: epsilon, norm, box };
  const count = method === 'fgsm' ? 1 : (options.steps ?? DEFAULT_STEPS);
  const size = method === 'fgsm' ? epsilon : (options.step ?? defaultStep(epsilon, count));
  const sign = target === undefined ? 1 : -1;
  const iterates = [clean];
  if (method === 'pgd' && seed !== undefined) iterates.push(randomInBall(ball, createRandom(seed)));
  const start = iterates.length - 1;
  let best = start;
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= count; i++) {
    const x = iterates[start + i] as Float64Array;
    const { loss, direction } = yield* gradientSteps(network, x, driven);
    // What no step has led to counts only where there is nothing else.
    if (i > 0 && sign * loss > top) [best, top] = [start + i, sign * loss];
    if (i === count) break;
    if (largestMagnitude(direction) === 0) return { iterates, best, zeroGradient: i + 1 };
    const next = x.slice();
    stepAlong(next, direction, sign * size, norm);
    iterates.push(projectOnBall(next, ball));
  }
  return { iterates, best, zeroGradient: null };
}

function answerAt(output: Float64Array, driven: number): Answer {
  const probabilities = Float64Array.from(
    { length: classCount(output.length) },
    (_, k) => classLoss(output, k).probability,
  );
  return { class: winningClass(output), probabilities, loss: classLoss(output, driven).loss };
}
