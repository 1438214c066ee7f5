import type { ModelSetup, ModelStatus } from '../core/training/model';
import type { TrainedBetas } from '../core/training/trainedBetas';
import type { Comparison } from './comparison';
import type { HostEvents } from './hostEvents';
import type { BackendKeeper } from './keeper';
import type { Look, Progress } from './progress';

/** What is reported of a good look. */
interface Found {
  readonly look: Extract<Look, { kind: 'good' }>;
  readonly setup: ModelSetup;
  readonly progress: Progress;
  readonly betas: TrainedBetas;
  readonly running: boolean;
}

/** What a model host tells: statuses, reports and faults, in words. */
export class Telling {
  readonly #events: HostEvents;
  readonly #inWorker: boolean;
  readonly #keeper: BackendKeeper;
  readonly #comparison: Comparison;

  constructor(events: HostEvents, inWorker: boolean, keeper: BackendKeeper, comparison: Comparison) {
    this.#events = events;
    this.#inWorker = inWorker;
    this.#keeper = keeper;
    this.#comparison = comparison;
  }

  status(phase: ModelStatus['phase'], failure: string | null = null): void {
    const backend = this.#keeper.describe();
    this.#events.onStatus({
      phase,
      ...backend,
      inWorker: this.#inWorker,
      note: failure ?? backend.note,
      engineDifference: this.#comparison.difference,
    });
  }

  /** With the layers of a graph, where a worker has lowered it beside the page. */
  report({ look: { loss, accuracy }, setup, progress: { step, weights }, betas, running }: Found): void {
    const beside = this.#inWorker && step > 0 ? this.#comparison.lowering.layersOf(setup.network, weights) : {};
    this.#events.onReport({ step, running, loss, accuracy, weights: weights.slice(), betas, ...beside });
  }

  diverged(step: number): void {
    this.#events.onError(
      `training: no finite loss after step ${step}; back at the weights of that step. Try a smaller learning rate.`,
    );
  }

  comparisonFailed(error: unknown): void {
    this.#events.onError(`comparing with the engine: ${String(error)}`);
  }

  contextLost(): void {
    this.#events.onError('the WebGL context was lost; the model is being rebuilt from its last weights');
    this.status('loading');
  }

  notRebuilt(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#events.onError(`could not be rebuilt after the context was lost: ${message}`);
    this.status('failed', message);
  }
}
