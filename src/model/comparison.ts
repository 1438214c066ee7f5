import type { ModelSetup } from '../core/training/model';
import type { TrainedBetas } from '../core/training/trainedBetas';
import { contextLost } from './backend';
import { modelDifference } from './difference';
import { Lowering } from './lowering';
import type { Model } from './model';
import { nextTask } from './schedule';

/** While training: milliseconds between two comparisons with the engine. */
const BUSY_COMPARISON_MS = 2000;

/** How far the model is from the engine, as it was measured last. */
export class Comparison {
  #difference: number | null = null;
  #measuredAt = Number.NEGATIVE_INFINITY;
  /** The network of the newest weights: reports ask for it, too. */
  readonly lowering = new Lowering();

  /** Null while nothing has been compared. */
  get difference(): number | null {
    return this.#difference;
  }

  /** Whether it is time for another while training runs. */
  get due(): boolean {
    return performance.now() - this.#measuredAt > BUSY_COMPARISON_MS;
  }

  forget(): void {
    this.#difference = null;
    this.lowering.forget();
  }

  /** Compares at some points, giving way to messages. False where `current` ended it, or there is nothing to compare on. */
  async measure(
    { network, data }: ModelSetup,
    { weights, betas, trainer }: { weights: Float32Array; betas: TrainedBetas; trainer: Model },
    points: number,
    current: () => boolean,
  ): Promise<boolean> {
    this.#measuredAt = performance.now();
    if (!data) return false;
    const inForce = this.lowering.of(network, weights);
    const pause = (): Promise<boolean> => nextTask().then(current);
    const found = await modelDifference(inForce, betas, trainer, data, points, pause);
    if (found === null || !current() || contextLost()) return false;
    this.#difference = found;
    return true;
  }
}
