/** A training as a file of numbers. */
import { writeCsv } from '../formats/writeCsv';
import type { TrainingStatus } from './trainingTypes';

/**
 * One line a recorded step, oldest first: step, loss, accuracy (the share of the data that is right; empty for
 * regression), polytopes (empty where they were not counted). Numbers have every digit.
 */
export function trainingCsv(history: TrainingStatus['history']): string {
  return writeCsv([
    { name: 'step', values: history.map(({ step }) => step) },
    { name: 'loss', values: history.map(({ loss }) => loss) },
    { name: 'accuracy', values: history.map(({ accuracy }) => accuracy) },
    { name: 'polytopes', values: history.map(({ faces }) => (faces > 0 ? faces : null)) },
  ]);
}
