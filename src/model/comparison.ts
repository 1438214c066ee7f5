import { trainedNetwork } from '../core/graph/parameters';
import type { ModelSetup } from '../core/training/model';
import type { TrainedBetas } from '../core/training/trainedBetas';
import { contextLost } from './backend';
import { modelDifference } from './difference';
import type { Model } from './model';
import { nextTask } from './schedule';

/** While training: milliseconds between two comparisons with the engine. */
const BUSY_COMPARISON_MS = 2000;

/** How far the model is from the engine, as it was measured last. */
export class Comparison {
  #difference: number | null = null;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #loweringMs = 0;

  /** Null while nothing has been compared. */
  get difference(): number | null {
    return this.#difference;
  }

  /** Whether it is time for another while training runs. */
  get due(): boolean {
    return performance.now() - this.#measuredAt > BUSY_COMPARISON_MS;
  }

  /** What it took to put other weights into the network: for a large graph long, here and for whoever gets them. */
  get loweringMs(): number {
    return this.#loweringMs;
  }

  forget(): void {
    this.#difference = null;
    this.#loweringMs = 0;
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
    const began = performance.now();
    const inForce = trainedNetwork(network, weights);
    this.#loweringMs = Math.max(this.#loweringMs, performance.now() - began);
    const pause = (): Promise<boolean> => nextTask().then(current);
    const found = await modelDifference(inForce, betas, trainer, data, points, pause);
    if (found === null || !current() || contextLost()) return false;
    this.#difference = found;
    return true;
  }
}
