import { trainableWeights } from '../core/graph/parameters';
import type { FieldAnswer, FieldRequest, GradientRequest, ModelSetup } from '../core/training/model';
import { AS_ACTIVATED, type TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { contextLost } from './backend';
import { Comparison } from './comparison';
import { BUSY_POINTS, QUIET_POINTS } from './difference';
import { paintField } from './field';
import type { HostEvents } from './hostEvents';
import { inputGradient } from './inputGradient';
import { BackendKeeper } from './keeper';
import { betasOfModel, type Model } from './model';
import { Progress } from './progress';
import { nextTask } from './schedule';
import { Telling } from './telling';
import { createTrainer } from './trainer';

/**
 * One trainable model: a network on a tfjs backend with its data, its run loop and its fields. Runs in a worker or on
 * the page. Everything that takes long gives way to messages; a newer `init` ends what an older one started.
 */
export class ModelHost {
  readonly #tells: Telling;
  readonly #keeper = new BackendKeeper(() => void this.#recover());
  #setup: ModelSetup | null = null;
  #trainer: Model | null = null;
  #training: TrainingSpec | null = null;
  /** As they were set, with what was learned of them when the weights were read. */
  #betas: TrainedBetas = AS_ACTIVATED;
  #progress = new Progress(new Float32Array(), 0);
  /** Number of the run under way; 0 when none is. */
  #run = 0;
  #runs = 0;
  /** Training goes on when the model has been rebuilt. */
  #resume = false;
  /** Grows with what makes work under way void: new weights, new model, lost context. */
  #session = 0;
  #fieldNumber = 0;
  readonly #comparison = new Comparison();

  constructor(events: HostEvents, inWorker: boolean) {
    this.#tells = new Telling(events, inWorker, this.#keeper, this.#comparison);
  }

  /** A new model in place of the old one; its status, weights, loss and difference from the engine are reported. */
  async init(setup: ModelSetup): Promise<void> {
    const session = this.#renew();
    this.#setup = setup;
    this.#training = setup.training;
    this.#betas = betasOfModel(setup.betas, setup.network);
    this.#resume = false;
    this.#progress = new Progress(trainableWeights(setup.network), setup.step);
    this.#tells.status('loading');
    await this.#build(session);
  }

  /** Back to the first weights, bit for bit, with a fresh optimiser and the same batches to come. Stops training. */
  reset(): void {
    if (!this.#setup) throw new Error('not ready yet');
    const { initialWeights, network } = this.#setup;
    this.setWeights(initialWeights ?? trainableWeights(network), 0);
  }

  /** Other weights, a fresh optimiser. Stops training. */
  setWeights(weights: Float32Array, step: number): void {
    if (weights.length !== this.#progress.weights.length)
      throw new Error(`${weights.length} weights, the network has ${this.#progress.weights.length}`);
    this.#progress = new Progress(Float32Array.from(weights), step);
    // While the model is being rebuilt it will start with these.
    if (!this.#trainer) return;
    const session = this.#renew();
    this.#trainer.restart(weights);
    this.#settle(session);
  }

  setTraining(training: TrainingSpec): void {
    this.#training = training;
    this.#trainer?.setTraining(training);
  }

  /** Other β, at once, also while it trains. At rest what they lead to is reported. */
  setBetas(betas: TrainedBetas): void {
    if (!this.#setup) return;
    this.#betas = betasOfModel(betas, this.#setup.network);
    this.#trainer?.setBetas(this.#betas);
    if (this.#run === 0) this.#settle(this.#session);
  }

  /** Trains until `pause`, reporting every few steps. Resolves when it has stopped. */
  async play(): Promise<void> {
    this.#needTraining();
    if (this.#run !== 0) return;
    const session = this.#session;
    const run = ++this.#runs;
    this.#run = run;
    while (this.#run === run) {
      this.#train(this.#progress.chunk);
      if (this.#progress.current && this.#comparison.due) await this.#compare(session, BUSY_POINTS);
      await nextTask();
    }
    if (this.#run === 0) this.#settle(session);
  }

  /** Stops after the steps under way, then reports. */
  pause(): void {
    this.#run = 0;
    this.#resume = false;
  }

  /** Takes `count` steps, then reports. Stops a run. */
  async step(count: number): Promise<void> {
    this.#needTraining();
    this.#run = 0;
    const session = this.#session;
    for (let left = count; left > 0 && session === this.#session; ) {
      const steps = Math.min(left, this.#progress.chunk);
      this.#train(steps);
      left -= steps;
      await nextTask();
    }
    this.#settle(session);
  }

  /** The output field; null when a newer one was asked for meanwhile, or while the model is being rebuilt. */
  async field(request: FieldRequest): Promise<FieldAnswer | null> {
    if (!this.#trainer) return null;
    const { setup, trainer } = this.#ready();
    const number = ++this.#fieldNumber;
    const answer = await paintField(trainer.field(), setup.network, request, () =>
      nextTask().then(() => number === this.#fieldNumber && trainer === this.#trainer),
    );
    return contextLost() ? null : answer;
  }

  /** ∇_x of a class's loss; null while the model is being rebuilt. */
  async gradient({ input, target }: GradientRequest): Promise<Float32Array | null> {
    const trainer = this.#trainer;
    return trainer && inputGradient((inputs) => trainer.forward(inputs), input, target);
  }

  dispose(): void {
    this.#renew();
    this.#trainer?.dispose();
    this.#trainer = null;
  }

  /** Makes everything under way void, a run included. */
  #renew(): number {
    this.#run = 0;
    return ++this.#session;
  }

  #ready(): { setup: ModelSetup; trainer: Model } {
    if (!this.#setup || !this.#trainer) throw new Error('not ready yet');
    return { setup: this.#setup, trainer: this.#trainer };
  }

  #needTraining(): void {
    const { setup, trainer } = this.#ready();
    if (trainer.untrainable !== null) throw new Error(trainer.untrainable);
    if (!setup.data) throw new Error('there are no data to train on');
  }

  /** The model of the present setup with the last weights, on the backend (started if need be). */
  async #build(session: number): Promise<void> {
    await this.#keeper.get();
    const setup = this.#setup;
    if (session !== this.#session || !setup) return;
    this.#trainer?.dispose();
    this.#trainer = createTrainer(setup, this.#training ?? setup.training, this.#progress.weights, this.#betas);
    this.#comparison.forget();
    this.#settle(session);
  }

  /** Takes steps and, when it is time, reports what they led to. */
  #train(steps: number): void {
    if (this.#progress.take(this.#ready().trainer, steps)) this.#report();
  }

  #report(): void {
    const { trainer, setup } = this.#ready();
    const look = this.#progress.look(trainer, this.#comparison.lowering.ms);
    if (look.kind === 'good') {
      this.#betas = look.betas ?? this.#betas;
      const running = this.#run !== 0;
      this.#tells.report({ look, setup, progress: this.#progress, betas: this.#betas, running });
    } else if (look.kind === 'diverged') {
      this.#run = 0;
      trainer.setBetas(this.#betas);
      this.#tells.diverged(this.#progress.step);
      this.#report();
    }
  }

  /** At rest: the state as it is now, and how far it is from the engine's on the data. */
  #settle(session: number): void {
    if (session !== this.#session || !this.#trainer) return;
    this.#report();
    if (contextLost()) return;
    this.#tells.status('ready');
    // Beside what comes next, not before it.
    this.#compare(session, QUIET_POINTS).catch((error: unknown) => this.#tells.comparisonFailed(error));
  }

  /** Compares with the engine, giving way to messages; ends early when the weights change. */
  async #compare(session: number, points: number): Promise<void> {
    const { setup, trainer } = this.#ready();
    const { step, weights } = this.#progress;
    const betas = this.#betas;
    const current = (): boolean =>
      session === this.#session && step === this.#progress.step && this.#progress.current && betas === this.#betas;
    if (await this.#comparison.measure(setup, { weights, betas, trainer }, points, current))
      this.#tells.status('ready');
  }

  /** After a lost context: the same weights on a new one, or on the next backend. */
  async #recover(): Promise<void> {
    this.#resume ||= this.#run !== 0;
    const session = this.#renew();
    this.#trainer = null;
    this.#progress = new Progress(this.#progress.weights, this.#progress.step);
    this.#tells.contextLost();
    try {
      await this.#build(session);
      if (session !== this.#session || !this.#resume) return;
      this.#resume = false;
      await this.play();
    } catch (error) {
      this.#tells.notRebuilt(error);
    }
  }
}
