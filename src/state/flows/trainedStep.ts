import type { TrainingReport } from '../../workers/modelProtocol';
import type { Context } from '../context';
import { plainWeights, weighted } from '../network';
import { reweighted } from '../space';
import type { LensState, TrainingStatus } from '../types';
import { ofStep } from './history';

/** Puts the weights of a report, and the soft codes that were learned with them, in force. Before the first scene nothing happens. */
export function putStep(
  { store, ground, set }: Context,
  { step, weights: trained, layers }: TrainingReport,
  soft: LensState['soft'],
  training: TrainingStatus,
): void {
  if (!ground) return;
  // At step 0 the first weights are in force again: exactly those, not their float32 images.
  const weights = step === 0 ? null : plainWeights(trained);
  const network = weighted(ground.base, weights, layers);
  set({ weights, step, soft }, { training, ...ofStep(step, reweighted(store.getState(), network)) });
}
