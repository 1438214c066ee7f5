/** The other time in words. */
import type { LensState, SessionState } from '../../state/types';
import { formatCount } from '../../ui/format';
import { cellCount } from '../slice/describe';
import { summaryText } from '../slice/Summary';

/** How many polytopes this time has more or fewer than the one in force. */
export function difference(here: number, there: number): string {
  if (here === there) return 'as many as now';
  return `${formatCount(Math.abs(here - there))} ${here > there ? 'more' : 'fewer'} than now`;
}

/** The view in sentences, as the other time's store has it: `result` is its own partition, `compared` the one in force. */
export function comparedText(lens: LensState, session: SessionState): string {
  const { result, compared } = session;
  if (!result || !compared) return summaryText(lens, session);
  const counts = difference(cellCount(result), cellCount(compared));
  return `Step ${formatCount(lens.step)} of the training, ${counts}. ${summaryText(lens, session)}`;
}
