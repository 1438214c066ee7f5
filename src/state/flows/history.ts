import type { TrainingReport } from '../../workers/modelProtocol';
import type { SessionState, TrainingStatus } from '../types';

type Entry = TrainingStatus['history'][number];

const MOST = 500;

/** Appends an entry; a full history loses every second one, so that it covers the whole training at a coarser step. */
export function extendHistory(history: readonly Entry[], entry: Entry): readonly Entry[] {
  const known = history.filter(({ step }) => step < entry.step);
  const kept = known.length < MOST ? known : known.filter((_, i) => i % 2 === 0);
  return [...kept, entry];
}

function facesOf({ result }: SessionState): number {
  if (result?.interval) return result.interval.vertices.length - 1;
  return result?.complex ? result.complex.areas.length : 0;
}

/** The history with a report, if it has a loss; a step known already is one that the time line has gone back to. */
export function historyAfter(session: SessionState, { step, loss, accuracy }: TrainingReport): readonly Entry[] {
  const { history } = session.training;
  if (loss === null || history.some((entry) => entry.step === step)) return history;
  return extendHistory(history, { step, loss, accuracy, faces: facesOf(session) });
}
