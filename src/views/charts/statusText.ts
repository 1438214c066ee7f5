/** What the strip says of the training in words. */
import type { LensStore } from '../../state/types';
import { formatCount } from '../../ui/format';

/** Weights that were trained before the page was opened: the first step of a scene that comes trained. */
const trainedBefore = ({ session }: LensStore): boolean =>
  session.recipe.origin === 'trained' && session.training.step === 0;

/** `step 120 · 98.5% right` or `trained · 100.0% right`; the share where it is known. */
export function stepText(state: LensStore): string {
  const { step, history } = state.session.training;
  const right = history.find((entry) => entry.step === step)?.accuracy;
  const at = trainedBefore(state) ? 'trained' : `step ${formatCount(step)}`;
  return right == null ? at : `${at} · ${(right * 100).toFixed(1)}% right`;
}

/** What stands in the chart of the loss while it has no line: what brings one, or why none comes. */
export function lossHint(state: LensStore): string {
  if (state.session.data === null) return 'No data to train on: open a scene or load points';
  return trainedBefore(state) ? 'Trained before: press play to go on' : 'Press play to train';
}
