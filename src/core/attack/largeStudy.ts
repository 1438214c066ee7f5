import { isContinuous, piecewiseLinear } from '../network/activation';
import type { Network } from '../network/network';
import type { Steps } from '../partition/steps';
import { type PathDensity, pathDensity } from '../path/density';
import { startLongWalk } from '../path/longWalk';
import type { LongWalk } from '../path/types';
import { attackPasses, attackSteps } from './attack';
import { DirectionsRecord } from './directions';
import { gradientSteps } from './gradient';
import { DISTANCE_PASSES, distanceSteps } from './largeDistances';
import type { LargeStudy, StudyOptions, StudyRun } from './study';

/** Random ways beside the attack's, and the pieces that each is walked for. */
const WAYS = 6;
const PIECES = 24;
/** What a way takes beside the attack's passes, about: for progress. */
const PASSES_A_WAY = 10;

/**
 * An attack on a network whose passes take long, step by step and part by part: the attack itself as `attack` has it with the
 * gradient at the clean input as float32 has it, the beginning of its straight way (its first crossings), distances to boundaries as
 * far as some passes tell them, and the beginnings of some random ways. Cost: two passes a step of the attack, forty for the distances, and some
 * seconds' worth of crossings. Errors as `attack`, with the first steps.
 */
export const startLargeStudy = (
  network: Network,
  clean: ArrayLike<number>,
  options: StudyOptions,
): StudyRun<LargeStudy> => new Run(network, clean, options);

class Run implements StudyRun<LargeStudy> {
  private readonly steps: Steps<void>;
  private readonly total: number;
  private done = 0;
  part: LargeStudy | null = null;

  constructor(network: Network, clean: ArrayLike<number>, options: StudyOptions) {
    this.steps = studySteps(network, clean, options, (part) => {
      this.part = part;
    });
    this.total = attackPasses(options) + 2 + DISTANCE_PASSES + PASSES_A_WAY * (1 + (options.directions ?? WAYS));
  }

  get progress(): number {
    return this.isWhole ? 1 : Math.min(1, this.done / this.total);
  }

  advance(): boolean {
    if (this.isWhole) return true;
    const step = this.steps.next();
    if (!step.done) this.done += step.value;
    return step.done === true;
  }

  finish(): LargeStudy {
    if (!this.part || !this.isWhole) throw new Error('the study is not done');
    return this.part;
  }

  private get isWhole(): boolean {
    return this.part?.known === 'whole';
  }
}

function* studySteps(
  network: Network,
  clean: ArrayLike<number>,
  { directionSeed = 1, directions = WAYS, ...options }: StudyOptions,
  tell: (part: LargeStudy) => void,
): Steps<void> {
  const result = yield* attackSteps(network, clean, options);
  const gradient = yield* gradientSteps(network, Float32Array.from(result.clean), options.target ?? result.class);
  const attacks = { result, gradient, straight: null, distances: null, random: null } as const;
  tell({ ...attacks, known: 'attack' });
  const { clean: x, attacked, norms } = result;
  const walks = norms.two > 0 && network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation)));
  const first = walks ? yield* beginningOf(network, x, attacked) : null;
  const way = { ...attacks, straight: first?.density ?? null };
  tell({ ...way, known: 'way' });
  const distances = yield* distanceSteps(network, result, first?.walk ?? null);
  tell({ ...way, distances, known: 'distances' });
  const record = new DirectionsRecord(network, x, norms.two, directions, directionSeed);
  // Ways of one length: the first says how far the others are looked along at once.
  while (first && !record.isFull)
    record.add((yield* beginningOf(network, x, record.next(), first.walk.reached / 2)).density);
  tell({ ...way, distances, random: first && record.summary(), known: 'whole' });
}

interface Beginning {
  readonly walk: LongWalk;
  readonly density: PathDensity;
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
  return { walk, density: pathDensity(walk) };
}
