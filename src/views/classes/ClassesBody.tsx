import { type ReactElement, useMemo } from 'react';
import { useStore } from 'zustand';
import { classesFault, type Overtaken, overtaken } from '../../state/classes';
import { type ClassComparison, MOST_PAIRS } from '../../state/classTypes';
import { isLarge } from '../../state/large';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import type { LensStoreApi } from '../live';
import { ClassesResult } from './ClassesResult';
import { progressWords } from './classText';
import './classes.css';

const LARGEST_SEED = 2 ** 32 - 1;

const checkPairs = (value: number): string | null =>
  Number.isInteger(value) && value >= 2 && value <= MOST_PAIRS ? null : `a whole number from 2 to ${MOST_PAIRS}`;
const checkSeed = (value: number): string | null =>
  Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED ? null : `a whole number from 0 to ${LARGEST_SEED}`;

const classesOf = ({ session }: LensStore) => session.classes;
const wholeOf = ({ session }: LensStore) => session.whole;
const experimentsOf = ({ lens }: LensStore) => lens.experiments;
const oldNow = (state: LensStore): Overtaken | null => {
  const { result } = state.session.classes;
  return result && overtaken(result, state);
};

function Progress({ progress, pairs }: Pick<ClassComparison, 'progress'> & { pairs: number }): ReactElement {
  return (
    <div className="classes-running">
      <progress aria-label="Pairs walked" value={progress?.share ?? 0} />
      <span className="num soft" role="status">
        {progressWords(progress, pairs)}
      </span>
    </div>
  );
}

function Controls({ store, fault }: { store: LensStoreApi; fault: string | null }): ReactElement {
  const { pairs, seed } = useStore(store, experimentsOf);
  const { running, progress, asked } = useStore(store, classesOf);
  const { compareClasses, cancelClasses, setExperiments } = store.getState().actions;
  return (
    <div className="classes-controls">
      <NumberField
        label="Pairs"
        value={pairs}
        check={checkPairs}
        onCommit={(value) => setExperiments({ pairs: value })}
      />
      <NumberField label="Seed" value={seed} check={checkSeed} onCommit={(value) => setExperiments({ seed: value })} />
      {/* One button, so that the focus stays on it. */}
      <Button
        kind={running ? 'plain' : 'primary'}
        disabled={!running && fault !== null}
        onClick={() => (running ? cancelClasses() : compareClasses())}
      >
        {running ? 'Stop' : 'Compute'}
      </Button>
      {running && <Progress progress={progress} pairs={asked} />}
    </div>
  );
}

/** Do boundaries follow meaning? Densities within and between classes, beside an untrained and a permuted network. */
export function ClassesBody({ store }: { store: LensStoreApi }): ReactElement {
  const { result, fault: failed } = useStore(store, classesOf);
  const whole = useStore(store, wholeOf);
  const fault = useMemo(() => classesFault(whole), [whole]);
  const old = useStore(store, oldNow);
  const problem = fault ? `This needs data with classes: ${fault}.` : failed;
  return (
    <div className="classes-body">
      <Controls store={store} fault={fault} />
      {problem && (
        <p className="classes-note" role="status">
          {problem}
        </p>
      )}
      {result ? (
        <ClassesResult result={result} old={old} />
      ) : (
        !problem && (
          <p className="soft">
            Pairs of data points are joined by straight lines, half of them within a class and half between two. The
            boundaries that a line crosses are counted, exactly, by its length: in the network in force, in the same
            network untrained, and with its weights in a random order.
            {isLarge(whole.network) &&
              ' Of a network as large as this one they are counted in the inputs, on a part of each line that is drawn at random.'}
          </p>
        )
      )}
    </div>
  );
}
