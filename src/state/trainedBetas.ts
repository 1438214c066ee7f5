/** β in training: from the state to the model, and what was learned back into the state. */
import type { Network } from '../core/network';
import { gatedLayers, type TrainedBetas } from '../core/training/trainedBetas';
import type { Betas } from './recording/recording';
import { FIRST_SOFT } from './soft';
import type { SoftSpec } from './softTypes';
import type { LensState, TrainingSpec } from './types';

const LEARN = { off: 'none', fixed: 'none', global: 'one', layers: 'layers' } as const;

/** The β that a network is trained with under a state; without soft codes learned ones begin at the posterior. */
export function trainedBetas(network: Network, { soft, training }: LensState, id: number): TrainedBetas {
  const learn = LEARN[training.beta];
  const values: (number | null)[] = [];
  if (training.beta === 'off') return { id, learn, values };
  for (const layer of gatedLayers(network)) {
    while (values.length < layer - 1) values.push(null);
    values.push(betaOf(soft, layer, learn));
  }
  return { id, learn, values };
}

function betaOf(soft: SoftSpec | null, layer: number, learn: TrainedBetas['learn']): number | null {
  const all = soft?.beta ?? null;
  if (learn === 'one') return all ?? 0.5;
  const own = soft?.layers[layer - 1] ?? all;
  return learn === 'none' ? own : (own ?? 0.5);
}

/** Whether two say the same, whatever their numbers. */
export const sameBetas = (a: TrainedBetas, b: TrainedBetas): boolean =>
  a.learn === b.learn && a.values.length === b.values.length && a.values.every((beta, i) => beta === b.values[i]);

/** The soft codes of a state with β that were learned: one is that of all layers, several are the layers' own. */
export function softLearned(soft: SoftSpec | null, { learn, values }: TrainedBetas): SoftSpec | null {
  const before = soft ?? FIRST_SOFT;
  if (learn === 'none') return soft;
  return learn === 'layers'
    ? { ...before, layers: values }
    : { ...before, beta: values.find((beta) => beta !== null) ?? before.beta, layers: [] };
}

/**
 * The soft codes that go with another way to train β: where β takes part there are some, from the posterior, and a β that is
 * to be learned has its value in sight.
 */
export function softForTraining(network: Network, lens: LensState, training: TrainingSpec): SoftSpec | null {
  if (training.beta === 'off' || training.beta === lens.training.beta) return lens.soft;
  const soft = lens.soft ?? FIRST_SOFT;
  return softLearned(soft, trainedBetas(network, { ...lens, soft, training }, 0));
}

/** The soft codes of a state whose learned β begin anew, from the given ones or the posterior; the same where none is learned. */
export function startOfBetas({ soft, training }: LensState, start: Betas | null): SoftSpec | null {
  if (!soft || training.beta === 'off' || training.beta === 'fixed') return soft;
  const { beta, layers } = start ?? FIRST_SOFT;
  return { ...soft, beta, layers };
}
