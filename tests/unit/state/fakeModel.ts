/** A model that does what the test says. */
import { flatWeights } from '../../../src/core/network/flatWeights';
import { denseLayers } from '../../../src/core/network/network';
import { AS_ACTIVATED, type TrainedBetas } from '../../../src/core/training/trainedBetas';
import type { ModelClient, ModelEvents } from '../../../src/workers/modelClient';
import type { FieldRequest, ModelSetup, ModelStatus } from '../../../src/workers/modelProtocol';

const READY: ModelStatus = {
  phase: 'ready',
  backend: 'cpu',
  inWorker: false,
  note: null,
  tensors: 3,
  gpuBytes: 0,
  engineDifference: 1e-7,
};

/** A model client that is ready at once and trains by adding 2⁻¹⁰ to every weight a step. */
export class FakeModel implements ModelClient {
  readonly calls: string[] = [];
  readonly fields: FieldRequest[] = [];
  setup: ModelSetup | null = null;
  private weights: Float32Array = new Float32Array();
  private betas = AS_ACTIVATED;
  stepCount = 0;

  constructor(readonly events: ModelEvents) {}

  init(setup: ModelSetup): void {
    this.calls.push('init');
    this.setup = setup;
    this.betas = setup.betas;
    // Weights of a graph are its own: the model reports none.
    this.weights = Float32Array.from(denseLayers(setup.network) ? flatWeights(setup.network) : []);
    this.stepCount = setup.step;
    this.events.onStatus(READY);
    this.report(false);
  }
  play = (): void => void this.calls.push('play');
  pause(): void {
    this.calls.push('pause');
    this.report(false);
  }
  step(count = 1): void {
    this.calls.push(`step ${count}`);
    this.train(count, false);
  }
  reset(): void {
    this.calls.push('reset');
    this.weights = this.setup?.initialWeights ?? this.weights;
    this.stepCount = 0;
    this.report(false);
  }
  setWeights(weights: ArrayLike<number>, step: number): void {
    this.calls.push('setWeights');
    this.weights = Float32Array.from(weights);
    this.stepCount = step;
    this.events.onStatus(READY);
    this.report(false);
  }
  setTraining = ({ learningRate }: { learningRate: number }): void => void this.calls.push(`rate ${learningRate}`);
  setBetas = (betas: TrainedBetas): void => {
    this.betas = betas;
    this.calls.push(`betas ${betas.learn} ${betas.values.join()}`);
  };
  field = (request: FieldRequest): void => void this.fields.push(request);
  /** The loss's gradient, all ones. */
  gradient = async ({ input }: { input: Float32Array }): Promise<Float32Array> => input.map(() => 1);
  dispose = (): void => void this.calls.push('dispose');

  train(count: number, running = true): void {
    this.stepCount += count;
    const { betas } = this;
    // Learned β come nearer to 1 with every step.
    if (betas.learn !== 'none')
      this.betas = { ...betas, values: betas.values.map((beta) => beta && 1 - (1 - beta) * 2 ** -count) };
    this.weights = this.weights.map((weight) => weight + count * 2 ** -10);
    this.report(running);
  }
  answerField(): void {
    const request = this.fields.at(-1) as FieldRequest;
    const { width, height, from, to, generation } = request;
    this.events.onField({ width, height, from, to, generation, values: new Float32Array(width * height) });
  }
  private report(running: boolean): void {
    this.events.onReport({
      step: this.stepCount,
      running,
      loss: 1 / (1 + this.stepCount),
      accuracy: 0.5,
      weights: this.weights.slice(),
      betas: this.betas,
    });
  }
}
