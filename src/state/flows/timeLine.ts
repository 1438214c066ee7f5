/** The recorded training: weights of many steps in the session, and the way back and forth between them. */
import type { Context } from '../context';
import { plainWeights, trainableWeights, weighted } from '../network';
import { type Frame, nearestFrame, recorded, recordedUntil } from '../recording/recording';
import { FIRST_SOFT } from '../soft';
import { reweighted } from '../space';
import type { LensState } from '../types';
import { recordedBetas } from './betaFlow';

/** The model is told where the time line stands once it has rested there so long. */
const REST_MS = 200;

const sameWeights = (a: Float32Array, b: Float32Array): boolean => a.every((value, i) => value === b[i]);

export class TimeLine {
  private moved: Frame | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly context: Context,
    /** Gives weights to the model, if there is one. */
    private readonly tell: (frame: Frame) => void,
  ) {}

  /** Records the weights after a step, and the β that were learned with them. The first frame is where the training began. */
  record(step: number, weights: Float32Array, soft: LensState['soft']): void {
    const { context } = this;
    const { lens, session } = context.store.getState();
    let recording = session.recording;
    if (recording.length === 0 && step > lens.step)
      recording = recorded(recording, {
        step: lens.step,
        weights: trainableWeights(session.whole.network),
        ...recordedBetas(lens),
      });
    const betas = recordedBetas({ ...lens, soft });
    context.setSession({ recording: recorded(recording, { step, weights, ...betas }) });
  }

  /** Puts the recorded weights nearest to a step in force. Returns whether anything changed. */
  goTo(step: number): boolean {
    const { context } = this;
    const { lens, session } = context.store.getState();
    const frame = nearestFrame(session.recording, step);
    const base = context.ground?.base;
    if (!frame || !base || frame.step === lens.step) return false;
    // At step 0 the first weights are in force again, exactly, unless they were edited there.
    const first = frame.step === 0 && sameWeights(frame.weights, trainableWeights(base));
    const weights = first ? null : plainWeights(frame.weights);
    const training = { ...session.training, running: false, step: frame.step };
    const change = reweighted(context.store.getState(), weighted(base, weights));
    const soft = frame.betas ? { ...(lens.soft ?? FIRST_SOFT), ...frame.betas } : lens.soft;
    context.set({ weights, step: frame.step, soft }, { training, ...change });
    this.moved = frame;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), REST_MS);
    return true;
  }

  /** Tells the model now where the time line stands. */
  settle(): void {
    clearTimeout(this.timer);
    const { moved } = this;
    this.moved = null;
    if (moved) this.tell(moved);
  }

  /** Training goes on from here: what was recorded of later steps will not happen. */
  branch(): void {
    this.settle();
    const { lens, session } = this.context.store.getState();
    const last = session.recording[session.recording.length - 1];
    if (!last || last.step <= lens.step) return;
    const history = session.training.history.filter(({ step }) => step <= lens.step);
    this.context.setSession({
      recording: recordedUntil(session.recording, lens.step + 1),
      training: { ...session.training, history },
    });
  }

  /** The weights in force were edited: they take the place of what was recorded of their step and later. */
  rewrite(): void {
    const { lens, session } = this.context.store.getState();
    if (session.recording.length === 0) return;
    this.branch();
    this.record(lens.step, trainableWeights(session.whole.network), lens.soft);
  }

  /**
   * Other weights were put in force by other means, and the model is told so. Where the recorded training went through them
   * the time line stands there now; else the recording is another training's and goes. Returns which.
   */
  follow(): boolean {
    this.drop();
    const { lens, session } = this.context.store.getState();
    const frame = session.recording.find(({ step }) => step === lens.step);
    if (frame && sameWeights(frame.weights, trainableWeights(session.whole.network))) return true;
    this.forget();
    return false;
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.moved = null;
  }

  forget(): void {
    this.drop();
    if (this.context.store.getState().session.recording.length > 0) this.context.setSession({ recording: [] });
  }
}
