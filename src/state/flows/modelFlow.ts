/** The tfjs model and the store: training reports become weights, numbers and history; the model starts late. */
import { flatWeights } from '../../core/network/flatWeights';
import { IDLE_MODEL, type ModelClient } from '../../workers/modelClient';
import type { ModelSetup, TrainingReport } from '../../workers/modelProtocol';
import { type Context, TRAINING_STEP } from '../context';
import { NO_TRAINING } from '../defaults';
import { plainWeights, weighted } from '../network';
import { reweighted } from '../space';
import type { LensStore, ModelStatus, TrainingSpec, TrainingStatus } from '../types';
import { FieldPainter } from './fieldPainter';
import { extendHistory } from './history';
import { TimeLine } from './timeLine';

const shapeInputs = ({ session }: LensStore) => [session.phase, session.result !== null] as const;

export class ModelFlow {
  private client: ModelClient | null = null;
  private scheduled = false;
  /** A pause has been asked for, and reports from before it may still arrive. */
  private pausing = false;
  private readonly field: FieldPainter;
  private readonly timeLine: TimeLine;
  private readonly stops: (() => void)[];

  constructor(private readonly context: Context) {
    this.field = new FieldPainter(context, () => (this.ready ? this.client : null));
    this.timeLine = new TimeLine(context, ({ weights, step }) => {
      this.client?.setWeights(weights, step);
      this.field.request();
    });
    this.stops = [
      // The first partition comes before tfjs.
      context.store.subscribe(shapeInputs, ([, painted]) => painted && this.startWhenIdle(), {
        equalityFn: (a, b) => a.every((value, i) => value === b[i]),
      }),
    ];
  }

  /** The network or data were replaced (not trained): the model is built anew, if there is one. */
  rebuild(): void {
    const { context } = this;
    context.activity.end('training');
    const { step } = context.store.getState().lens;
    context.setSession({ training: { ...NO_TRAINING, step }, field: null });
    this.field.forget();
    this.timeLine.forget();
    if (!this.client) return;
    context.activity.begin('model');
    this.initialise(this.client);
  }

  play(): void {
    if (!this.trainable()) return;
    this.pausing = false;
    const client = this.ensure();
    this.timeLine.branch();
    client.play();
    this.setRunning(true);
  }

  /** The steps under way still arrive: a ready model ends the activity with the report that it has stopped. */
  pause(): void {
    if (!this.client || !this.ready) this.context.activity.end('training');
    this.pausing = true;
    this.showRunning(false);
    this.client?.pause();
  }

  step(): void {
    if (!this.trainable()) return;
    const client = this.ensure();
    this.timeLine.branch();
    client.step(1);
  }

  /** The recorded weights nearest to a step; a run is paused first. */
  goToStep(step: number): void {
    if (this.context.store.getState().session.training.running) this.pause();
    // Reports of a run that is still ending are of before: telling the model at once makes it drop them.
    if (this.timeLine.goTo(step) && this.pausing) this.timeLine.settle();
  }

  /** Back to the first weights; the store has them already. */
  reset(): void {
    const { context } = this;
    context.activity.end('training');
    context.setSession({ training: NO_TRAINING });
    this.timeLine.forget();
    this.client?.reset();
    this.field.forget();
    this.field.request();
  }

  /**
   * Other weights of the same network are in force: the model takes them, training stops. Where the recorded training went
   * through them the time line goes there; else `chart` is what had led to them.
   */
  follow(chart: TrainingStatus['history']): void {
    const { activity, store } = this.context;
    activity.end('training');
    this.pausing = false;
    const { lens, session } = store.getState();
    const { network } = session.whole;
    const passed = this.timeLine.passes(lens.step, network);
    if (passed) this.timeLine.drop();
    else this.timeLine.forget();
    this.showChart(passed ? session.training.history : chart);
    this.client?.setWeights(flatWeights(network), lens.step);
    this.field.forget();
    this.field.request();
  }

  /** What training has led to so far, at the weights in force. */
  showChart(history: TrainingStatus['history']): void {
    const { step } = this.context.store.getState().lens;
    this.context.setSession({ training: { running: false, step, history } });
  }

  setTraining(training: TrainingSpec): void {
    this.client?.setTraining(training);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.timeLine.forget();
    this.field.dispose();
    this.client?.dispose();
    this.client = null;
  }

  private get ready(): boolean {
    return this.context.store.getState().session.model.phase === 'ready';
  }

  private trainable(): boolean {
    const { data, network } = this.context.store.getState().session.whole;
    if (data) return true;
    this.context.notify(
      'info',
      `There are no data to train ${network.name || 'this network'} on: open a scene to train.`,
    );
    return false;
  }

  private startWhenIdle(): void {
    if (this.client || this.scheduled) return;
    this.scheduled = true;
    this.context.activity.begin('model');
    this.context.surroundings.whenIdle(() => this.ensure());
  }

  private ensure(): ModelClient {
    const { context } = this;
    const { phase } = context.store.getState().session.model;
    if (this.client && phase !== 'failed') return this.client;
    context.activity.begin('model');
    context.setSession({ model: { ...IDLE_MODEL, phase: 'loading' } });
    if (this.client) {
      this.initialise(this.client);
      return this.client;
    }
    this.client = context.surroundings.createModelClient({
      onStatus: (status) => this.receiveStatus(status),
      onReport: (report) => this.receiveReport(report),
      onField: (field) => this.field.receive(field),
      onError: (message) => this.receiveError(message),
    });
    this.initialise(this.client);
    return this.client;
  }

  private initialise(client: ModelClient): void {
    const { lens, session } = this.context.store.getState();
    const base = this.context.ground?.base ?? session.whole.network;
    const setup: ModelSetup = {
      ...session.whole,
      training: lens.training,
      initialWeights: Float32Array.from(flatWeights(base)),
      step: lens.step,
      seed: 1,
    };
    client.init(setup);
  }

  private receiveError(message: string): void {
    this.context.notify('error', `Model: ${message}`);
    this.field.forget();
    this.setRunning(false);
    // A status `failed` follows when the model is gone; else it goes on with what it has.
    if (this.ready) this.context.activity.end('model');
  }

  private receiveStatus(model: ModelStatus): void {
    this.context.setSession({ model });
    if (model.phase !== 'ready' && model.phase !== 'failed') return;
    this.context.activity.end('model');
    if (model.phase === 'failed') this.setRunning(false);
    else this.field.request();
  }

  private receiveReport(report: TrainingReport): void {
    const { context } = this;
    const { lens, session } = context.store.getState();
    const { step, loss, accuracy } = report;
    const faces = facesOf(session);
    const entry = loss === null ? null : { step, loss, accuracy, faces };
    const history = this.historyWith(entry);
    // A report sent before the pause arrived says that it still runs; the wish stands.
    const training = { running: report.running && !this.pausing, step, history };
    if (!report.running) this.pausing = false;
    if (report.running) context.activity.begin('training');
    else context.activity.end('training');
    const base = context.ground?.base;
    if (step === lens.step || !base) {
      context.setSession({ training });
      return;
    }
    // At step 0 the first weights are in force again: exactly those, not their float32 images.
    const weights = step === 0 ? null : plainWeights(report.weights);
    this.timeLine.record(step, report.weights);
    context.stepName = TRAINING_STEP;
    context.set({ weights, step }, { training, ...reweighted(context.store.getState(), weighted(base, weights)) });
    context.stepName = null;
    this.field.request();
  }

  /** The history with an entry; a step known already is one that the time line has gone back to. */
  private historyWith(entry: TrainingStatus['history'][number] | null): TrainingStatus['history'] {
    const { history } = this.context.store.getState().session.training;
    return !entry || history.some(({ step }) => step === entry.step) ? history : extendHistory(history, entry);
  }

  private setRunning(running: boolean): void {
    const { activity } = this.context;
    if (running) activity.begin('training');
    else activity.end('training');
    this.showRunning(running);
  }

  private showRunning(running: boolean): void {
    const { training } = this.context.store.getState().session;
    if (training.running !== running) this.context.setSession({ training: { ...training, running } });
  }
}

function facesOf({ result }: LensStore['session']): number {
  if (result?.interval) return result.interval.vertices.length - 1;
  return result?.complex ? result.complex.areas.length : 0;
}
