/** A training as rows of a table. */
import type { TrainingStatus } from '../../state/trainingTypes';
import { type DataRow, numberCell } from '../../ui/DataTable';
import { formatCount, formatFull, formatPercent } from '../../ui/format';

/** Rows that a table has at most. */
export const MOST_ROWS = 200;

const NONE = '–';

/** Step, loss, share of the data that is right and polytopes, newest first, at most MOST_ROWS. */
export const trainingRows = (history: TrainingStatus['history']): readonly DataRow[] =>
  history
    .slice(-MOST_ROWS)
    .reverse()
    .map(({ step, loss, accuracy, faces }) => ({
      key: step,
      cells: [
        formatCount(step),
        numberCell(loss),
        accuracy === null ? NONE : { text: formatPercent(accuracy), full: formatFull(accuracy) },
        faces > 0 ? formatCount(faces) : NONE,
      ],
    }));
