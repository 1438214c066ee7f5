import type { ReactElement } from 'react';
import { lensBaseName } from '../../state/link/lensText';
import { trainingCsv } from '../../state/trainingCsv';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { boundedText, DataTable, TableRegion } from '../../ui/DataTable';
import { downloadText } from '../../ui/download';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { lossHint } from './statusText';
import { trainingRows } from './trainingRows';

const COLUMNS = ['step', 'loss', 'right', 'polytopes'].map((name) => ({ name }));

const historyOf = ({ session }: LensStore) => session.training.history;

/** Milliseconds between two renderings while training runs. */
const INTERVAL = 500;

function saveCsv({ lens, session }: LensStore): void {
  downloadText(`${lensBaseName(lens)}-training.csv`, trainingCsv(session.training.history), 'text/csv');
}

/** What the charts draw, as a table, newest step first; choosing a step moves the time there. */
export function TrainingTable({ store }: { store: LensStoreApi }): ReactElement {
  const history = useSlowly(store, historyOf, INTERVAL);
  const rows = trainingRows(history);
  if (rows.length === 0) return <p className="training-table soft">{lossHint(store.getState())}</p>;
  return (
    <div className="training-table">
      <TableRegion label="Table of the training">
        <DataTable
          caption={`${boundedText('newest', rows.length, history.length, 'recorded steps')}, newest first`}
          columns={COLUMNS}
          rows={rows}
          action={{
            title: 'Move the time there',
            onChoose: (step) => store.getState().actions.goToStep(Number(step)),
          }}
        />
      </TableRegion>
      <Button
        kind="quiet"
        icon="download"
        title="Every recorded step, as CSV"
        onClick={() => saveCsv(store.getState())}
      >
        CSV
      </Button>
    </div>
  );
}
