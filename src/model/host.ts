import { flatWeights, withWeights } from '../core/network/flatWeights';
import type { FieldAnswer, FieldRequest, GradientRequest, ModelSetup, ModelStatus } from '../core/training/model';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { contextLost } from './backend';
import { BUSY_POINTS, engineDifference, QUIET_POINTS } from './difference';
import { fieldFault, paintField } from './field';
import type { HostEvents } from './hostEvents';
import { inputGradient } from './inputGradient';
import { BackendKeeper } from './keeper';
import { Progress } from './progress';
import { nextTask } from './schedule';
import { layerShapes } from './tensors';
import { Trainer } from './trainer';

/** While training: milliseconds between two comparisons with the engine. */
const BUSY_COMPARISON_MS = 2000;

/**
 * One trainable model: a network on a tfjs backend with its data, its run loop and its fields. Runs in a worker or on
 * the page. Everything that takes long gives way to messages; a newer `init` ends what an older one started.
 */
export class ModelHost {
  readonly #events: HostEvents;
  readonly #inWorker: boolean;
  readonly #keeper = new BackendKeeper(() => void this.#recover());
  #setup: ModelSetup | null = null;
  #trainer: Trainer | null = null;
  #training: TrainingSpec | null = null;
  #progress = new Progress(new Float32Array(), 0);
  /** Number of the run under way; 0 when none is. */
  #run = 0;
  #runs = 0;
  /** Training goes on when the model has been rebuilt. */
  #resume = false;
  /** Grows with whatever makes work under way void: new weights, new model, lost context. */
  #session = 0;
  #fieldNumber = 0;
  #difference: number | null = null;
  #comparedAt = Number.NEGATIVE_INFINITY;

  constructor(events: HostEvents, inWorker: boolean) {
    this.#events = events;
    this.#inWorker = inWorker;
  }

  /** A new model in place of the old one; its status, weights, loss and difference from the engine are reported. */
  async init(setup: ModelSetup): Promise<void> {
    const session = this.#renew();
    this.#setup = setup;
    this.#training = setup.training;
    this.#resume = false;
    this.#progress = new Progress(Float32Array.from(flatWeights(setup.network)), setup.step);
    this.#postStatus('loading');
    await this.#build(session);
  }

  /** Back to the first weights, bit for bit, with a fresh optimiser and the same batches to come. Stops training. */
  reset(): void {
    const setup = this.#setup;
    if (!setup) throw new Error('not ready yet');
    this.setWeights(setup.initialWeights ?? Float32Array.from(flatWeights(setup.network)), 0);
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

  /** Trains until `pause`, reporting every few steps. Resolves when it has stopped. */
  async play(): Promise<void> {
    this.#needData();
    if (this.#run !== 0) return;
    const session = this.#session;
    const run = ++this.#runs;
    this.#run = run;
    while (this.#run === run) {
      this.#train(this.#progress.chunk);
      if (this.#progress.current && performance.now() - this.#comparedAt > BUSY_COMPARISON_MS)
        await this.#compare(session, BUSY_POINTS);
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
    this.#needData();
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
    const { inputSize, outputSize, layers } = setup.network;
    const fault = fieldFault(request, [inputSize, ...layers.map((layer) => layer.outputSize)]);
    if (fault !== null) throw new Error(fault);
    const answer = await paintField(
      () => trainer.layers(),
      outputSize,
      request,
      async () => {
        await nextTask();
        return number === this.#fieldNumber && trainer === this.#trainer;
      },
    );
    return contextLost() ? null : answer;
  }

  /** ∇_x of a class's loss; null while the model is being rebuilt. */
  async gradient({ input, target }: GradientRequest): Promise<Float32Array | null> {
    const trainer = this.#trainer;
    return trainer && inputGradient(() => trainer.layers(), input, target);
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

  #ready(): { setup: ModelSetup; trainer: Trainer } {
    if (!this.#setup || !this.#trainer) throw new Error('not ready yet');
    return { setup: this.#setup, trainer: this.#trainer };
  }

  #needData(): void {
    if (!this.#ready().setup.data) throw new Error('there are no data to train on');
  }

  /** The model of the present setup with the last weights, on the backend (started if need be). */
  async #build(session: number): Promise<void> {
    await this.#keeper.get();
    const setup = this.#setup;
    if (session !== this.#session || !setup) return;
    this.#trainer?.dispose();
    const training = this.#training ?? setup.training;
    this.#trainer = new Trainer(layerShapes(setup.network), setup.data, training, setup.seed, this.#progress.weights);
    this.#difference = null;
    this.#settle(session);
  }

  /** Takes steps and, when it is time, reports what they led to. */
  #train(steps: number): void {
    const { trainer } = this.#ready();
    if (this.#progress.take(trainer, steps)) this.#report();
  }

  #report(): void {
    const { trainer } = this.#ready();
    const look = this.#progress.look(trainer);
    const { step, weights } = this.#progress;
    if (look.kind === 'good') {
      const { loss, accuracy } = look;
      this.#events.onReport({ step, running: this.#run !== 0, loss, accuracy, weights: weights.slice() });
    } else if (look.kind === 'diverged') {
      this.#run = 0;
      this.#events.onError(
        `training: no finite loss after step ${step}; back at the weights of that step. Try a smaller learning rate.`,
      );
      this.#report();
    }
  }

  /** At rest: the state as it is now, and how far it is from the engine's on the data. */
  #settle(session: number): void {
    if (session !== this.#session || !this.#trainer) return;
    this.#report();
    if (contextLost()) return;
    this.#postStatus('ready');
    // Beside what comes next, not before it.
    this.#compare(session, QUIET_POINTS).catch((error: unknown) =>
      this.#events.onError(`comparing the model with the engine: ${String(error)}`),
    );
  }

  /** Compares with the engine, giving way to messages; ends early when the weights change. */
  async #compare(session: number, points: number): Promise<void> {
    const { setup, trainer } = this.#ready();
    this.#comparedAt = performance.now();
    if (!setup.data) return;
    const { step, weights } = this.#progress;
    const current = (): boolean => session === this.#session && step === this.#progress.step && this.#progress.current;
    const network = withWeights(setup.network, weights);
    const outputs = (inputs: Float32Array, count: number): Float32Array => trainer.outputs(inputs, count);
    const difference = await engineDifference(network, setup.data, outputs, points, () => nextTask().then(current));
    if (difference === null || !current() || contextLost()) return;
    this.#difference = difference;
    this.#postStatus('ready');
  }

  /** After a lost context: the same weights on a new one, or on the next backend. */
  async #recover(): Promise<void> {
    this.#resume ||= this.#run !== 0;
    const session = this.#renew();
    this.#trainer = null;
    this.#progress = new Progress(this.#progress.weights, this.#progress.step);
    this.#events.onError('the WebGL context was lost; the model is being rebuilt from its last weights');
    this.#postStatus('loading');
    try {
      await this.#build(session);
      if (session !== this.#session || !this.#resume) return;
      this.#resume = false;
      await this.play();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#events.onError(`could not be rebuilt after the context was lost: ${message}`);
      this.#postStatus('failed', message);
    }
  }

  #postStatus(phase: ModelStatus['phase'], failure: string | null = null): void {
    const backend = this.#keeper.describe();
    const note = failure ?? backend.note;
    this.#events.onStatus({ phase, ...backend, inWorker: this.#inWorker, note, engineDifference: this.#difference });
  }
}
