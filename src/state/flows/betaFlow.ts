/** β of the model: told when the state says another, and put in the state when it was learned. */
import type { TrainedBetas } from '../../core/training/trainedBetas';
import { AS_ACTIVATED } from '../../core/training/trainedBetas';
import type { ModelClient } from '../../workers/modelClient';
import type { TrainingReport } from '../../workers/modelProtocol';
import type { Context } from '../context';
import type { Betas } from '../recording/recording';
import { sameBetas, softLearned, startOfBetas, trainedBetas } from '../trainedBetas';
import type { LensState, LensStore } from '../types';

const said = ({ lens }: LensStore) => [lens.soft, lens.training.beta] as const;

export class BetaFlow {
  private sent: TrainedBetas = AS_ACTIVATED;
  private readonly stop: () => void;

  constructor(
    private readonly context: Context,
    private readonly client: () => ModelClient | null,
  ) {
    this.stop = context.store.subscribe(said, () => this.tell(), {
      equalityFn: (a, b) => a.every((value, i) => value === b[i]),
    });
  }

  /** What a model that is built now begins with. */
  next(): TrainedBetas {
    this.sent = this.inForce();
    return this.sent;
  }

  /** The soft codes with what a report says was learned; those in force where it says nothing, or was sent before they changed. */
  learned({ betas }: TrainingReport): LensState['soft'] {
    const { soft } = this.context.store.getState().lens;
    if (betas.id !== this.sent.id || betas.learn === 'none') return soft;
    // The state will say what the model knows.
    this.sent = betas;
    return softLearned(soft, betas);
  }

  dispose(): void {
    this.stop();
  }

  private inForce(): TrainedBetas {
    const { lens, session } = this.context.store.getState();
    return trainedBetas(session.whole.network, lens, this.sent.id + 1);
  }

  private tell(): void {
    const now = this.inForce();
    if (sameBetas(now, this.sent)) return;
    this.sent = now;
    this.client()?.setBetas(now);
  }
}

/** β of a state, as a recording keeps them; nothing where none is learned. */
export function recordedBetas({ soft, training }: Pick<LensState, 'soft' | 'training'>): { readonly betas?: Betas } {
  const learned = training.beta === 'global' || training.beta === 'layers';
  return learned && soft ? { betas: { beta: soft.beta, layers: soft.layers } } : {};
}

/** The soft codes of a state that goes back to its first weights: those that the training began with. */
export function softAtStart({ store, ground }: Context): LensState['soft'] {
  const { lens, session } = store.getState();
  if (lens.step === 0) return lens.soft;
  const first = session.recording[0];
  const recorded = first?.step === 0 ? first.betas : undefined;
  return startOfBetas(lens, recorded ?? ground?.loaded.initial.soft ?? null);
}
