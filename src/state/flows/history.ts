import type { TrainingStatus } from '../types';

type Entry = TrainingStatus['history'][number];

const MOST = 500;

/** Appends an entry; a full history loses every second one, so that it covers the whole training at a coarser step. */
export function extendHistory(history: readonly Entry[], entry: Entry): readonly Entry[] {
  const known = history.filter(({ step }) => step < entry.step);
  const kept = known.length < MOST ? known : known.filter((_, i) => i % 2 === 0);
  return [...kept, entry];
}
