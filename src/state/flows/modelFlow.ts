/** The tfjs model and the store: training reports become weights, numbers and history; the model starts late. */
import type { ModelClient } from '../../workers/modelClient';
import type { TrainingReport } from '../../workers/modelProtocol';
import { IDLE_MODEL } from '../../workers/modelStatus';
import { type Context, TRAINING_STEP } from '../context';
import { NO_TRAINING } from '../defaults';
import { trainableWeights } from '../network';
import type { LensStore, ModelStatus, TrainingSpec } from '../types';
import { BetaFlow } from './betaFlow';
import { FieldPainter } from './fieldPainter';
import { historyAfter } from './history';
import { LateChange } from './lateChange';
import { modelSetup } from './modelSetup';
import { TimeLine } from './timeLine';
import { trainable } from './trainable';
import { putStep } from './trainedStep';

const isPainted = ({ session }: LensStore): boolean => session.result !== null;

export class ModelFlow {
  private client: ModelClient | null = null;
  private scheduled = false;
  /** A pause has been asked for, and reports from before it may still arrive. */
  private pausing = false;
  private readonly late = new LateChange(() => this.catchUp());
  private readonly field: FieldPainter;
  private readonly betas: BetaFlow;
  private readonly timeLine: TimeLine;
  private readonly stop: () => void;

  constructor(private readonly context: Context) {
    const ready = (): ModelClient | null => (this.ready && !this.late.waiting ? this.client : null);
    this.betas = new BetaFlow(context, () => this.client);
    this.field = new FieldPainter(context, ready);
    context.gradient = async (request) => ready()?.gradient(request) ?? null;
    this.timeLine = new TimeLine(context, ({ weights, step }) => {
      this.client?.setWeights(weights, step);
      this.field.request();
    });
    // The first partition comes before tfjs.
    this.stop = context.store.subscribe(isPainted, (painted) => painted && this.startWhenIdle());
  }

  /** The network or data were replaced (not trained): the model is built anew, if there is one. */
  rebuild(): void {
    const { context } = this;
    this.late.take();
    this.rest();
    const { step } = context.store.getState().lens;
    context.setSession({ training: { ...NO_TRAINING, step }, field: null });
    this.field.forget();
    this.timeLine.forget();
    if (!this.client) return;
    context.activity.begin('model');
    this.client.init(modelSetup(this.context, this.betas));
  }

  /** As `rebuild`, for changes that may follow one another at pointer rate: the model is built once they pause. */
  rebuildSoon(): void {
    const { step } = this.context.store.getState().lens;
    this.delay('network');
    this.context.setSession({ training: { ...NO_TRAINING, step }, field: null });
    this.field.forget();
    this.timeLine.forget();
  }

  /** The weights in force were edited, perhaps at pointer rate: training stops, the model gets them once they rest. */
  weightsChanged(): void {
    this.delay('weights');
    this.showRunning(false);
  }

  play(): void {
    if (!trainable(this.context)) return;
    this.catchUp();
    this.pausing = false;
    const client = this.ensure();
    this.timeLine.branch();
    client.play();
    this.setRunning(true);
  }

  /** The steps under way still arrive: a ready model ends the activity with the report that it has stopped. */
  pause(): void {
    if (!this.client || !this.ready) this.rest();
    this.pausing = true;
    this.showRunning(false);
    this.client?.pause();
  }

  step(): void {
    if (!trainable(this.context)) return;
    this.catchUp();
    const client = this.ensure();
    this.timeLine.branch();
    this.context.activity.begin('step');
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
    this.rest();
    this.context.setSession({ training: NO_TRAINING });
    this.catchUp();
    this.timeLine.forget();
    this.client?.reset();
    this.field.renew();
  }

  /** Other weights of the same network are in force: the model takes them. True where the time line went to them. */
  follow(): boolean {
    this.rest();
    this.pausing = false;
    const passed = this.timeLine.follow();
    const { lens, session } = this.context.store.getState();
    if (this.late.take() === 'network') this.client?.init(modelSetup(this.context, this.betas));
    else this.client?.setWeights(trainableWeights(session.whole.network), lens.step);
    this.field.renew();
    return passed;
  }

  setTraining(training: TrainingSpec): void {
    this.client?.setTraining(training);
  }

  dispose(): void {
    this.late.take();
    this.stop();
    this.timeLine.forget();
    this.field.dispose();
    this.betas.dispose();
    this.client?.dispose();
    this.client = null;
  }

  private get ready(): boolean {
    return this.context.store.getState().session.model.phase === 'ready';
  }

  private delay(what: 'network' | 'weights'): void {
    this.rest();
    if (!this.client) return;
    const first = !this.late.waiting;
    this.late.add(what);
    if (first) this.client.pause();
    this.context.activity.begin('model');
  }

  /** Tells the model what it does not know yet. */
  private catchUp(): void {
    const { client } = this;
    const what = this.late.take();
    if (!what || !client) return;
    this.pausing = false;
    const { lens, session } = this.context.store.getState();
    if (what === 'weights') this.timeLine.rewrite();
    // A failed model is built anew: other weights alone would not bring it back.
    if (what === 'network' || session.model.phase === 'failed') client.init(modelSetup(this.context, this.betas));
    else client.setWeights(trainableWeights(session.whole.network), lens.step);
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
    this.client ??= context.surroundings.createModelClient({
      onStatus: (status) => this.receiveStatus(status),
      onReport: (report) => this.receiveReport(report),
      onField: (field) => this.field.receive(field),
      onError: (message) => this.receiveError(message),
    });
    this.client.init(modelSetup(this.context, this.betas));
    return this.client;
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
    if (this.late.waiting) return;
    if (model.phase !== 'ready' && model.phase !== 'failed') return;
    this.context.activity.end('model');
    if (model.phase === 'failed') this.setRunning(false);
    else this.field.request();
  }

  private receiveReport(report: TrainingReport): void {
    // What was trained before the change is of no use.
    if (this.late.waiting) return;
    const { context } = this;
    const state = context.store.getState();
    const { step } = report;
    // A report sent before the pause arrived says that it still runs; the wish stands.
    const training = { running: report.running && !this.pausing, step, history: historyAfter(state, report) };
    if (!report.running) this.pausing = false;
    context.activity[report.running ? 'begin' : 'end']('training');
    if (step !== state.lens.step) context.activity.end('step');
    if (step === state.lens.step || !context.ground) {
      context.setSession({ training });
      return;
    }
    const soft = this.betas.learned(report);
    this.timeLine.record(step, report.weights, soft);
    context.stepName = TRAINING_STEP;
    putStep(context, report, soft, training);
    context.stepName = null;
    this.field.request();
  }

  /** Nothing is trained, or what is will be of no use. */
  private rest(): void {
    for (const work of ['training', 'step'] as const) this.context.activity.end(work);
  }

  private setRunning(running: boolean): void {
    if (running) this.context.activity.begin('training');
    else this.rest();
    this.showRunning(running);
  }

  private showRunning(running: boolean): void {
    const { training } = this.context.store.getState().session;
    if (training.running !== running) this.context.setSession({ training: { ...training, running } });
  }
}
