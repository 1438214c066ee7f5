import { isContinuous, piecewiseLinear } from '../network/activation';
import type { Network } from '../network/network';
import type { Steps } from '../partition/steps';
import { type PathDensity, pathDensity } from '../path/density';
import { startLongWalk } from '../path/longWalk';
import { attackPasses, attackSteps } from './attack';
import { DirectionsRecord } from './directions';
import { gradientSteps } from './gradient';
import type { LargeStudy, StudyOptions, StudyRun } from './study';

/** Random ways beside the attack's, and the pieces that each is walked for. */
const WAYS = 6;
const PIECES = 24;
/** What a way takes beside the attack's passes, about: for progress. */
const PASSES_A_WAY = 10;

/**
 * An attack on a network whose passes take long, step by step: the attack itself as `attack` has it, the beginning of its straight
 * way (its first crossings) and of some random ways, and the gradient at the clean input as float32 has it. Distances to
 * boundaries, which take a pass for each of very many units, are left out. Cost: two passes a step of the attack, and some seconds' worth
 * of crossings. Errors as `attack`, with the first steps.
 */
export const startLargeStudy = (
  network: Network,
  clean: ArrayLike<number>,
  options: StudyOptions,
): StudyRun<LargeStudy> => new Run(network, clean, options);

class Run implements StudyRun<LargeStudy> {
  private readonly steps: Steps<LargeStudy>;
  private readonly total: number;
  private done = 0;
  private study: LargeStudy | null = null;

  constructor(network: Network, clean: ArrayLike<number>, options: StudyOptions) {
    this.steps = studySteps(network, clean, options);
    this.total = attackPasses(options) + 2 + PASSES_A_WAY * (1 + (options.directions ?? WAYS));
  }

  get progress(): number {
    return this.study ? 1 : Math.min(1, this.done / this.total);
  }

  advance(): boolean {
    if (this.study) return true;
    const step = this.steps.next();
    if (step.done) this.study = step.value;
    else this.done += step.value;
    return step.done === true;
  }

  finish(): LargeStudy {
    if (!this.study) throw new Error('the study is not done');
    return this.study;
  }
}

function* studySteps(
  network: Network,
  clean: ArrayLike<number>,
  { directionSeed = 1, directions = WAYS, ...options }: StudyOptions,
): Steps<LargeStudy> {
  const result = yield* attackSteps(network, clean, options);
  const gradient = yield* gradientSteps(network, Float32Array.from(result.clean), options.target ?? result.class);
  const { clean: x, attacked, norms } = result;
  const walks = norms.two > 0 && network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation)));
  const record = new DirectionsRecord(network, x, norms.two, directions, directionSeed);
  const first = walks ? yield* beginningOf(network, x, attacked) : null;
  const straight = first?.density ?? null;
  // Ways of one length: the first says how far the others are looked along at once.
  while (first && !record.isFull)
    record.add((yield* beginningOf(network, x, record.next(), first.reached / 2)).density);
  return { result, straight, random: first && record.summary(), gradient };
}

interface Beginning {
  readonly density: PathDensity;
  /** Share of the way. */
  readonly reached: number;
}

/** The first crossings of a way. Its steps cost `PASSES_A_WAY` in all, however long they take. */
function* beginningOf(network: Network, from: Float64Array, to: Float64Array, firstLength = 1): Steps<Beginning> {
  const run = startLongWalk(network, [from, to], { mostPieces: PIECES, firstLength });
  let told = 0;
  while (!run.advance(() => true)) {
    const share = Math.min(1, run.pieces / PIECES);
    yield PASSES_A_WAY * (share - told);
    told = share;
  }
  yield PASSES_A_WAY * (1 - told);
  const walk = run.part();
  if (!walk) throw new Error('a way without pieces');
  return { density: pathDensity(walk), reached: walk.reached };
}
