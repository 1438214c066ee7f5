import type { TrainedBetas } from '../core/training/trainedBetas';
import { contextLost } from './backend';
import type { Model } from './model';
import { nextChunk, reportPause } from './schedule';

/** What a look at the model found. `lost`: nothing to be trusted, the WebGL context is gone. */
export type Look =
  | {
      readonly kind: 'good';
      readonly loss: number | null;
      readonly accuracy: number | null;
      /** With what steps have made of them; null where none were taken. */
      readonly betas: TrainedBetas | null;
    }
  | { readonly kind: 'diverged' }
  | { readonly kind: 'lost' };

/** The last weights that were read back, and the steps behind and since them. */
export class Progress {
  #weights: Float32Array;
  #step: number;
  /** Steps taken since the weights were read. */
  #since = 0;
  #chunk = 1;
  #lookAt = 0;

  constructor(weights: Float32Array, step: number) {
    this.#weights = weights;
    this.#step = step;
  }

  /** Weights known to be finite, and the steps behind them. */
  get weights(): Float32Array {
    return this.#weights;
  }

  get step(): number {
    return this.#step;
  }

  /** Steps to take at once. */
  get chunk(): number {
    return this.#chunk;
  }

  /** True while the trainer's weights are those that were read. */
  get current(): boolean {
    return this.#since === 0;
  }

  /** Takes steps and waits for them. True when it is time to look at what they led to. */
  take(trainer: Model, steps: number): boolean {
    const began = performance.now();
    for (let i = 0; i < steps; i++) trainer.step();
    this.#since += steps;
    const finite = trainer.finish();
    const now = performance.now();
    this.#chunk = nextChunk(steps, now - began);
    return !finite || now > this.#lookAt;
  }

  /**
   * Reads weights, loss and accuracy. What has diverged goes back to the weights read before. `beyondMs`: what a report costs
   * whoever gets it.
   */
  look(trainer: Model, beyondMs = 0): Look {
    const began = performance.now();
    const { weights, loss, accuracy, betas } = trainer.measure();
    if (contextLost()) return { kind: 'lost' };
    const now = performance.now();
    this.#lookAt = now + reportPause(Math.max(now - began, beyondMs));
    if (this.#since > 0 && !(weights.every(Number.isFinite) && Number.isFinite(loss))) {
      this.#since = 0;
      trainer.restart(this.#weights);
      return { kind: 'diverged' };
    }
    // Without steps the weights are kept as they were given, bit for bit: a GPU may round the smallest to 0.
    const moved = this.#since > 0;
    if (moved) this.#weights = weights;
    this.#step += this.#since;
    this.#since = 0;
    return { kind: 'good', loss, accuracy, betas: moved ? betas : null };
  }
}
